import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Reply } from "../../conversation.ts";
import type { Listener } from "../platform.ts";
import { choicesOf, say, type Paper } from "./say.ts";

export type Chat = {
  readonly input: Readable;
  readonly output: Writable;
  readonly paper: Paper;
  readonly now: () => number;
  /** Whether a person sits at the terminal: a prompt is only shown to one. */
  readonly prompt: boolean;
};

/** A conversation in the terminal, until the input ends or the learner says `quit`. */
export async function chat(listener: Listener, { input, output, paper, now, prompt }: Chat): Promise<void> {
  const lines = createInterface({ input, output, terminal: prompt, prompt: prompt ? "> " : "" });
  const write = (text: string) => output.write(`${text}\n`);
  let last: Reply | undefined;
  write("Ask which AWS service fits, or say help. A number presses a button, quit ends.\n");
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (/^(quit|exit|bye)$/i.test(text)) break;
    if (text !== "") {
      const command = listener.grammar.parse(pressed(last, text) ?? text);
      const place = { platform: "shell", id: "terminal", private: true } as const;
      last = await listener.handle({ learner: "shell", place, at: now(), command });
      write(`\n${say(last, paper)}`);
    }
    lines.prompt();
  }
  lines.close();
}

/** The written command behind a button's number. */
function pressed(last: Reply | undefined, text: string): string | undefined {
  return last && /^\d{1,2}$/.test(text) ? choicesOf(last)[Number(text) - 1]?.command : undefined;
}
