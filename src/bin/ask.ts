import { longestQuestion } from "../ask/match.ts";
import { knowledgeFolder, openLibrary, openTutor, ownFolder } from "../compose.ts";
import { say, terminalPaper } from "../platforms/shell/say.ts";
import { endWhenUnread } from "./early-end.ts";
import { linesOf } from "./lines.ts";
import { writeResult } from "./result.ts";

/**
 * `npm run ask -- "detect drift in prod?"` prints the answer.
 * `npm run --silent ask -- --jsonl` reads one question a line and writes one JSON object a line, in order.
 */
const words = process.argv.slice(2);

endWhenUnread(process.stdout);

if (words[0] === "--jsonl" && words.length === 1) await answerLines();
else if (words.length === 0 || words[0]?.startsWith("--")) explainUse();
else await answerOnce(words.join(" "));

async function answerOnce(text: string): Promise<void> {
  const { tutor } = openTutor(openLibrary(knowledgeFolder, ownFolder()));
  const place = { platform: "shell", id: "terminal", private: true } as const;
  const at = Date.now();
  const command = tutor.grammar.parse(text);
  const reply = await tutor.handle({ id: `shell:${String(at)}`, learner: "shell", place, at, command });
  process.stdout.write(`\n${say(reply, terminalPaper(process.stdout), at)}\n`);
}

async function answerLines(): Promise<void> {
  const { ask } = openTutor(openLibrary(knowledgeFolder, ownFolder()));
  for await (const line of linesOf(process.stdin))
    process.stdout.write(`${JSON.stringify(writeResult(line, ask.match(line)))}\n`);
}

function explainUse(): void {
  console.error(
    [
      'Ask a question: npm run ask -- "detect drift in prod?"',
      `Or one a line, up to ${String(longestQuestion)} characters each: npm run --silent ask -- --jsonl < questions.txt`,
    ].join("\n"),
  );
  process.exitCode = 2;
}
