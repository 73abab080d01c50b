import type { Fact, Part, Reply } from "../conversation.ts";
import { letter, type Showing } from "../items/showing.ts";
import type { Entry } from "../knowledge/schema.ts";
import { bestOf, closesAt, tally, type Drill, type Given, type Tally } from "./drill.ts";

/** A drill as its learner sees it: each question takes the place of the one before. */

type Entries = ReadonlyMap<string, Entry>;

export function drillReply(drill: Drill, { kind, item, slots }: Showing, entries: Entries, last?: Given): Reply {
  const question = String(drill.answers.length);
  const options = kind === "choice" ? slots.map(({ text }) => text) : [];
  return {
    to: "asker",
    inPlace: true,
    parts: [
      text(last ? answeredInWords(last, entries) : opening),
      text(item.stem),
      { kind: "countdown", text: "The drill ends", until: closesAt(drill) },
      {
        kind: "choices",
        choices: options.map((label, slot) => ({
          label: `${letter(slot)}. ${label}`,
          command: `sit ${drill.token} hit.${question}.${letter(slot)}`,
        })),
      },
    ],
  };
}

/** `before`: the best of the learner's other drills. */
export function drillOver({ answers }: Drill, before: Tally | undefined, entries: Entries): Reply {
  const now = tally(answers);
  const isBest = now.right > 0 && bestOf(before ? [now, before] : [now]) === now;
  const missed = [...new Set(answers.filter(({ correct }) => !correct).map(({ service }) => service))];
  return {
    to: "asker",
    inPlace: true,
    parts: [
      { kind: "heading", text: `60 seconds: ${String(now.right)} of ${String(now.answered)} right` },
      {
        kind: "facts",
        facts: [
          ...(now.answered > 0 ? [{ label: "Seconds an answer", text: `${seconds(now)} in the middle` }] : []),
          ...(isBest
            ? [{ label: "Best so far", text: before ? `This one; before it ${inWords(before)}.` : "This one." }]
            : before
              ? [{ label: "Best so far", text: inWords(before) }]
              : []),
          ...missed.slice(0, mostMissed).flatMap((id): Fact[] => {
            const entry = entries.get(id);
            return entry ? [{ label: entry.short, text: entry.summary }] : [];
          }),
        ],
      },
      {
        kind: "choices",
        choices: [
          { label: "Once more", command: "drill" },
          { label: "Study", command: "study" },
        ],
      },
    ],
  };
}

const opening = "60 seconds, from now. Press the one that is meant, or type drill and its name.";

/** How many of the services that were missed are told. */
const mostMissed = 5;

function answeredInWords({ service, correct }: Given, entries: Entries): string {
  const entry = entries.get(service);
  if (!entry) return correct ? "Right." : "Not this time.";
  return correct ? `Right: ${entry.short}.` : `That was ${entry.short}: ${entry.summary}`;
}

function inWords(best: Tally): string {
  return `${String(best.right)} of ${String(best.answered)} right, ${seconds(best)} seconds an answer`;
}

function seconds({ medianMs }: Tally): string {
  return (medianMs / 1000).toFixed(1);
}

function text(told: string): Part {
  return { kind: "text", text: told };
}
