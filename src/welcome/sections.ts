import { mastery, type Mastery } from "../answers/mastery.ts";
import { latestAnswersOf } from "../answers/records.ts";
import type { Fact } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Database } from "../store/store.ts";
import { countDue } from "../study/records.ts";
import type { Section } from "./home.ts";

/** What is due in the learner's deck. */
export const dueSection: Section = async (db, learner, at) => {
  const due = await countDue(db, learner, at);
  if (due === 0) return { facts: [{ label: "Due now", text: "Nothing: you are up to date." }] };
  const reviews = due === 1 ? "1 review" : `${String(due)} reviews`;
  return {
    facts: [{ label: "Due now", text: `${reviews} due` }],
    next: { text: "Best now: review what is due, before it fades.", choice: { label: "Review", command: "study" } },
  };
};

/** Days in a row; nothing before the first. */
export function streakSection(streakOf: (db: Database, learner: string, at: number) => Promise<number>): Section {
  return async (db, learner, at) => {
    const days = await streakOf(db, learner, at);
    if (days === 0) return undefined;
    return { facts: [{ label: "Streak", text: days === 1 ? "1 day" : `${String(days)} days in a row` }] };
  };
}

/** How far the learner is in each module; what to begin or go on with, where nothing is due. */
export function modulesSection({ curriculum, items }: Pick<Library, "curriculum" | "items">): Section {
  const bank = new Map(items.map((item) => [item.id, item]));
  return async (db, learner) => {
    const { modules } = mastery(await latestAnswersOf(db, learner, answersLookedAt), bank, []);
    const untried = curriculum.modules.find(({ number }) => !modules.has(number));
    const weakest = [...modules].sort(([, a], [, b]) => a.strength - b.strength)[0]?.[0];
    const number = untried?.number ?? weakest;
    const facts = curriculum.modules.map(({ number: of, title }): Fact => ({
      label: `Module ${String(of)}: ${title}`,
      text: progress(modules.get(of)),
    }));
    return {
      ...(number === undefined
        ? {}
        : { next: { text: untried ? toBegin(number, modules.size) : toImprove(number), choice: studyModule(number) } }),
      below: [{ kind: "facts", facts }],
    };
  };
}

/** How many of a learner's latest answers tell how far they are. */
const answersLookedAt = 1000;

/** `▓▓▓░░ 60 %, 12 of 20 right`: the bar says nothing that the words do not. */
export function progress(known: Pick<Mastery, "right" | "answered"> | undefined): string {
  if (!known || known.answered === 0) return `${bar(0)} not tried yet`;
  const { right, answered } = known;
  const share = right / answered;
  return `${bar(share)} ${String(Math.round(share * 100))} %, ${String(right)} of ${String(answered)} right`;
}

const barLength = 5;

function bar(share: number): string {
  const full = Math.round(share * barLength);
  return "▓".repeat(full) + "░".repeat(barLength - full);
}

function studyModule(number: number) {
  return { label: `Study module ${String(number)}`, command: `study module ${String(number)}` };
}

function toBegin(number: number, tried: number): string {
  if (tried === 0) return "Best now: a first few questions, so that I know where you stand.";
  return `Best now: module ${String(number)}, which you have not tried yet.`;
}

function toImprove(number: number): string {
  return `Best now: module ${String(number)}, where practice pays off most.`;
}
