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
  const started = now();
  let said = 0;
  let last: Reply | undefined;
  const answer = async (text: string): Promise<string> => {
    const buttons = last ? choicesOf(last) : [];
    const button = /^\d{1,2}$/.test(text) ? Number(text) : undefined;
    if (button !== undefined && buttons.length > 0 && !buttons[button - 1])
      return `There ${buttons.length === 1 ? "is 1 button" : `are ${String(buttons.length)} buttons`} above; ${text} is none of them.\n`;
    const command = listener.grammar.parse(buttons[(button ?? 0) - 1]?.command ?? text);
    const place = { platform: "shell", id: "terminal", private: true } as const;
    const id = `shell:${String(started)}:${String((said += 1))}`;
    last = await listener.handle({ id, learner: "shell", place, at: now(), command });
    return say(last, paper);
  };
  write("Ask which AWS service fits, or say help. A number presses a button, quit ends.\n");
  const ended = new AbortController();
  lines.once("close", () => {
    ended.abort();
  });
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (leaving.test(text)) break;
    if (text !== "") write(`\n${await answer(text)}`);
    // The input may have ended while the last lines of it are still being answered.
    if (!ended.signal.aborted) lines.prompt();
  }
  lines.close();
}

const leaving = /^[:/]?(q|quit|exit)[.!]?$/i;
