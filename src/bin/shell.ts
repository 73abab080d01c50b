import { chat } from "../platforms/shell/chat.ts";
import { terminalPaper } from "../platforms/shell/say.ts";
import { openTutor } from "../compose.ts";

/** `npm run shell`: a conversation in the terminal. */
await chat(openTutor().tutor, {
  input: process.stdin,
  output: process.stdout,
  paper: terminalPaper(process.stdout),
  now: Date.now,
  prompt: process.stdin.isTTY && process.stdout.isTTY,
});
