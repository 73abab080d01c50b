import { chat } from "../platforms/shell/chat.ts";
import { openTutor } from "../compose.ts";

/** `npm run shell`: a conversation in the terminal. */
await chat(openTutor().tutor, {
  input: process.stdin,
  output: process.stdout,
  paper: { columns: process.stdout.columns ?? 80, styled: process.stdout.hasColors?.() ?? false },
  now: Date.now,
  prompt: process.stdin.isTTY === true && process.stdout.isTTY === true,
});
