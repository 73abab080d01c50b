import type { Part, Reply } from "../conversation.ts";
import type { Digest } from "./digest.ts";

/** The week in a few lines, for the channel. */
export function digestView(schedule: string, { questions, answers, people, right, hardest, confusion }: Digest): Reply {
  const share = Math.round((100 * right) / answers);
  return {
    to: "everyone",
    parts: [
      { kind: "heading", text: "Your week of daily questions" },
      {
        kind: "text",
        text: `${count(questions, "question")}, ${count(answers, "answer")} by ${count(people, "person", "people")}, ${String(share)} % right.`,
      },
      ...(hardest
        ? [
            {
              kind: "text" as const,
              text: `Hardest, with ${String(hardest.right)} of ${String(hardest.answered)} right: ${hardest.item.stem}`,
            },
          ]
        : []),
      ...(confusion ? confusionView(confusion) : []),
      {
        kind: "choices",
        choices: [
          ...(hardest ? [{ label: "The hardest one", command: `day ${hardest.day} result` }] : []),
          { label: "No weekly summary", command: `daily-digest ${schedule} off` },
        ],
      },
    ],
  };
}

function confusionView({ pair, times }: NonNullable<Digest["confusion"]>): Part[] {
  const names = pair.sides.map(({ name }) => name);
  return [
    { kind: "text", text: `Mixed up most, ${String(times)} times: ${names.join(" and ")}. ${pair.difference}` },
    { kind: "facts", facts: pair.sides.map(({ name, tell }) => ({ label: name, text: tell })) },
  ];
}

function count(number: number, what: string, many = `${what}s`): string {
  return `${String(number)} ${number === 1 ? what : many}`;
}
