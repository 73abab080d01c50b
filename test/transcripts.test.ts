import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { choicesOf } from "../src/platforms/shell/buttons.ts";
import { say } from "../src/platforms/shell/say.ts";
import type { Reply } from "../src/conversation.ts";
import { tutor } from "./tutor-for-tests.ts";

/**
 * Whole conversations, a text file each in `test/transcripts`:
 *
 *     # what this shows
 *     > what the learner types            (`> [2]` presses the second button of the last reply)
 *     part of a line of the reply         (in order; what is between may be left out)
 *     ! what the reply must not hold
 *     + 31 minutes                        (time passes)
 *     @ bob                               (another learner goes on, in a place of their own)
 */
const folder = fileURLToPath(new URL("transcripts", import.meta.url));

describe("conversations go as written", () => {
  test.each(readdirSync(folder))("%s", async (file) => {
    const { grammar, handle } = tutor();
    let at = Date.UTC(2026, 10, 24, 9);
    let learner = "ann";
    let last: Reply | undefined;
    let shown: string[] = [];

    for (const [i, line] of readFileSync(`${folder}/${file}`, "utf8").split("\n").entries()) {
      const where = `${file}:${String(i + 1)}`;
      const [mark, rest] = [line.charAt(0), line.slice(2).trim()];
      if (line.trim() === "" || mark === "#") continue;
      else if (mark === "+") at += Number.parseInt(rest) * 60_000;
      else if (mark === "@") learner = rest;
      else if (mark === ">") {
        const text = pressed(last, rest) ?? rest;
        const place = { platform: "shell", id: `${file} ${learner}`, private: true } as const;
        last = await handle({ id: where, learner, place, at, command: grammar.parse(text) });
        shown = say(last, { columns: 100, styled: false }, at).split("\n");
      } else if (mark === "!") expect(shown.join("\n"), where).not.toContain(rest);
      else {
        const found = shown.findIndex((one) => one.includes(line.trim()));
        expect(found, `${where} expects ${JSON.stringify(line.trim())} in\n${shown.join("\n")}`).toBeGreaterThanOrEqual(
          0,
        );
        shown = shown.slice(found);
      }
    }
  });
});

function pressed(last: Reply | undefined, text: string): string | undefined {
  const number = /^\[(\d+)\]$/.exec(text)?.[1];
  return last && number ? choicesOf(last)[Number(number) - 1]?.command : undefined;
}
