import type { Choice, Fact, Part, Reply } from "../conversation.ts";
import type { Showing } from "../items/showing.ts";
import { solutionView } from "../items/view.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { say } from "../replies.ts";
import { countsForReadiness, fewestCounted, isAtTarget, rowWanted, target, type Consistency } from "./consistency.ts";
import { missesOf, openIn, scoreOf, type Submitted } from "./exam.ts";
import { press } from "./view.ts";

/** A mock exam that is handed in: how it went, and each of its questions explained. */

/** Right answers of those asked, on one exam objective. */
export type ObjectiveScore = { readonly id: string; readonly right: number; readonly of: number };

export type Report = {
  readonly objectives: readonly ObjectiveScore[];
  readonly consistency: Consistency;
  /** How many questions were put into the deck for the missed ones. */
  readonly queued?: number;
};

export function reportReply(
  exam: Submitted,
  report: Report,
  { exam: guide }: Library["curriculum"],
  first?: string,
): Reply {
  const score = scoreOf(exam);
  const percent = score.of === 0 ? 0 : Math.floor((100 * score.right) / score.of);
  const reached = isAtTarget(score);
  const titleOf = (id: string) => guide.objectives.find((one) => one.id === id)?.title ?? "";
  const facts: Fact[] = [
    ...report.objectives.map(({ id, right, of }) => ({
      label: `${id} ${titleOf(id)}`.trim(),
      text: `${String(right)} of ${String(of)}`,
    })),
    { label: "Time used", text: timeUsed(exam) },
  ];
  return {
    to: "asker",
    inPlace: true,
    parts: [
      ...(first === undefined ? [] : [text(first)]),
      { kind: "heading", text: `${String(score.right)} of ${String(score.of)} right · ${String(percent)} %` },
      text(
        reached
          ? `That reaches the practice target of ${String(target)} %. ${inRowInWords(exam, report.consistency)}`
          : `The practice target is ${String(target)} %. ${inRowInWords(exam, report.consistency)}`,
      ),
      { kind: "facts", facts },
      ...(report.queued ? [text(queuedInWords(report.queued))] : []),
      { kind: "choices", choices: choicesOf(exam, score.right < score.of) },
      {
        kind: "footer",
        text: "The real exam passes at 700, a scaled score and not a percentage: nothing here converts to it. This covers Task 1.3, not the whole exam. Our own questions, independent of AWS.",
      },
    ],
  };
}

/** Page by page, what was missed first. `showing` is nothing for a question that the bank has no longer. */
export function explanationReply(
  exam: Submitted,
  page: number,
  showing: Showing | undefined,
  entries: ReadonlyMap<string, Entry>,
): Reply {
  const order = missesFirst(exam);
  const question = order[page] ?? 0;
  const answer = exam.answers[question] ?? undefined;
  const turning: Choice[] = [
    ...(page > 0 ? [press("Back", exam, `tell.${String(page - 1)}`)] : []),
    ...(page + 1 < order.length ? [press("Next", exam, `tell.${String(page + 1)}`)] : []),
    press("Report", exam, "report"),
  ];
  if (!showing)
    return { ...say(`Question ${String(question + 1)} was withdrawn, so it does not count.`, turning), inPlace: true };
  return {
    to: "asker",
    inPlace: true,
    parts: [
      ...solutionView(showing, answer, entries, { number: question + 1 }),
      ...(answer ? [] : [text("You left this one blank.")]),
      { kind: "choices", choices: turning },
    ],
  };
}

/** The questions in the order in which they are explained. */
export function missesFirst(exam: Submitted): number[] {
  const misses = missesOf(exam);
  return [...misses, ...exam.correct.map((_, question) => question).filter((one) => !misses.includes(one))];
}

/** That the clock handed it in. */
export function timeUpLine(exam: Submitted): string {
  const open = openIn(exam).length;
  const blank = open === 0 ? "" : open === 1 ? " One question was blank." : ` ${String(open)} questions were blank.`;
  return `Time was up, so I handed in your mock exam.${blank}`;
}

function inRowInWords(exam: Submitted, { inRow, ready }: Consistency): string {
  if (!countsForReadiness(exam))
    return `For your readiness only timed mocks of ${String(fewestCounted)} questions or more count.`;
  if (ready) return `The last ${String(rowWanted)} that count were all there: that is consistent.`;
  return `So far ${String(inRow)} of ${String(rowWanted)} successive mocks at ${String(target)} %.`;
}

function choicesOf(exam: Submitted, hasMisses: boolean): Choice[] {
  return [
    press(hasMisses ? "Show misses" : "Show explanations", exam, "tell.0"),
    { label: "Study", command: "study" },
    { label: "Another mock exam", command: `exam ${String(exam.setup.questions.length)}` },
  ];
}

function queuedInWords(queued: number): string {
  return queued === 1
    ? "A question like the one you missed waits in one of your next sittings."
    : `For what you missed, ${String(queued)} like questions wait in your next sittings.`;
}

function timeUsed({ setup: { startedAt, endsAt }, at }: Submitted): string {
  const minutes = (ms: number) => String(Math.max(1, Math.round(ms / 60_000)));
  return endsAt === null
    ? `${minutes(at - startedAt)} min`
    : `${minutes(at - startedAt)} of ${minutes(endsAt - startedAt)} min`;
}

function text(told: string): Part {
  return { kind: "text", text: told };
}
