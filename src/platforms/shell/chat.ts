import { clearLine, createInterface, cursorTo } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Reply } from "../../conversation.ts";
import type { Listener } from "../platform.ts";
import { lay, press, relay, type Sheet } from "./buttons.ts";
import { terminal, type Board } from "./post.ts";
import { say, type Paper } from "./say.ts";

export type Chat = {
  readonly input: Readable;
  readonly output: Writable;
  readonly paper: Paper;
  readonly now: () => number;
  /** Whether a person sits at the terminal: a prompt is only shown to one. */
  readonly prompt: boolean;
  /** What is posted is printed as it comes. */
  readonly board?: Board;
};

/** A conversation in the terminal, until the input ends or the learner says `quit`. */
export async function chat(listener: Listener, { input, output, paper, now, prompt, board }: Chat): Promise<void> {
  const lines = createInterface({ input, output, terminal: prompt, prompt: prompt ? "> " : "" });
  const write = (text: string) => output.write(`${text}\n`);
  const started = now();
  const ended = new AbortController();
  let said = 0;
  let sheets: readonly Sheet[] = [];
  const draw = (id: string, reply: Reply): string => {
    const laid = lay(sheets, id, reply);
    sheets = laid.sheets;
    return say(reply, paper, now(), laid.from);
  };
  const answer = async (text: string): Promise<string> => {
    const pressed = press(sheets, text);
    if (pressed && "wrong" in pressed) return `${pressed.wrong}\n`;
    const command = listener.grammar.parse(pressed?.command ?? text);
    const id = `shell:${String(started)}:${String((said += 1))}`;
    return draw("reply", await listener.handle({ id, learner: "shell", place: terminal, at: now(), command }));
  };
  board?.watch(({ id, reply, isNews }) => {
    if (ended.signal.aborted) return;
    if (!isNews) {
      sheets = relay(sheets, `post ${id}`, reply);
      return;
    }
    if (prompt) {
      cursorTo(output, 0);
      clearLine(output, 0);
    }
    write(`\n${draw(`post ${id}`, reply)}`);
    // What was being typed stays.
    if (prompt) lines.prompt(true);
  });
  write("Ask which AWS service fits, or say help. A number presses a button, quit ends.\n");
  // From here on, so that no line is lost that comes while the records are asked.
  const typed = lines[Symbol.asyncIterator]();
  lines.once("close", () => {
    ended.abort();
  });
  const arrival = { id: `shell:${String(started)}:0`, learner: "shell", place: terminal, at: started };
  const welcome = await listener.greet(arrival).catch(() => undefined);
  if (welcome) write(draw("reply", welcome));
  lines.prompt();
  for await (const line of typed) {
    const text = line.trim();
    if (leaving.test(text)) break;
    if (text !== "") write(`\n${await answer(text)}`);
    // The input may have ended while the last lines of it are still being answered.
    if (!ended.signal.aborted) lines.prompt();
  }
  lines.close();
}

const leaving = /^[:/]?(q|quit|exit)[.!]?$/i;
