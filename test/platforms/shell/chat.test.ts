import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Request } from "../../../src/conversation.ts";
import { chat } from "../../../src/platforms/shell/chat.ts";
import { tutor } from "../../tutor-for-tests.ts";

test("a conversation in the terminal: typing, pressing a number, quitting", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end("detect drift in prod?\n1\n\nquit\nnever read\n");
  const paper = { columns: 80, styled: false };
  await chat(tutor(), { input, output, paper, now: () => 0, prompt: false });
  output.end();
  const shown = await text(output);
  expect(shown).toMatch(/Amazon SageMaker Model Monitor[\s\S]*\[1\] Compare with[\s\S]*Model Monitor or/);
  expect(shown).not.toContain("never read");
});

test("every line is a press of its own, in every conversation", async () => {
  const ids: string[] = [];
  const real = tutor();
  const listener = {
    ...real,
    handle: (request: Request) => {
      ids.push(request.id);
      return real.handle(request);
    },
  };
  for (const started of [1000, 2000]) {
    const input = new PassThrough();
    input.end("help\nhelp\n");
    const paper = { columns: 80, styled: false };
    await chat(listener, { input, output: new PassThrough(), paper, now: () => started, prompt: false });
  }
  expect(ids).toEqual(["shell:1000:1", "shell:1000:2", "shell:2000:1", "shell:2000:2"]);
});
