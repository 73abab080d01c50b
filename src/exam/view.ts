import type { Choice, Part, Reply } from "../conversation.ts";
import { fromDraft, menusOf } from "../items/form.ts";
import { letter, type Showing } from "../items/showing.ts";
import { questionView } from "../items/view.ts";
import { say } from "../replies.ts";
import { countsForReadiness, fewestCounted } from "./consistency.ts";
import { openIn, type Exam, type UnderWay } from "./exam.ts";
import { writeBegin } from "./wish.ts";

/** A mock exam under way, as its learner sees it: nothing here says what is right. */

export type Offer = {
  readonly count: number;
  readonly minutes: number;
  /** How many of the questions the learner would meet again. */
  readonly repeated: number;
  /** How many questions were wanted, where the bank has fewer. */
  readonly wanted: number;
};

/** What a mock is, before its time runs. */
export function offerReply({ count, minutes, repeated, wanted }: Offer): Reply {
  const time = minutes === 0 ? "no time limit" : `${String(minutes)} minutes`;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `Mock exam: ${String(count)} questions, ${time}` },
      ...(wanted > count
        ? [text(`I keep ${String(count)} questions for mock exams, so it is not ${String(wanted)}.`)]
        : []),
      text(
        "Single answers, several answers, ordering and matching, as in the current guide. All or nothing on each; a blank is wrong, a guess costs nothing.",
      ),
      text(
        minutes === 0
          ? "Flag a question, come back, change your mind: all until you hand in. What was right you learn then."
          : "Flag a question, come back, change your mind: all until you hand in. My clock runs once you begin, also while you are away. What was right you learn at the end.",
      ),
      ...(repeated > 0 ? [text(repeatedInWords(repeated, count))] : []),
      ...(minutes === 0 || count < fewestCounted
        ? [text(`For your readiness only timed mocks of ${String(fewestCounted)} questions or more count.`)]
        : []),
      { kind: "choices", choices: [{ label: "Begin", command: writeBegin(count, minutes) }] },
    ],
  };
}

/** `first`: a line before the question. */
export function questionReply(exam: UnderWay, showing: Showing, first?: string): Reply {
  const { question, setup, flagged } = exam;
  const isFlagged = flagged.includes(question);
  const isLast = question + 1 >= setup.questions.length;
  return {
    to: "asker",
    inPlace: true,
    parts: [
      ...(first === undefined ? [] : [text(first)]),
      {
        kind: "heading",
        text: `Question ${String(question + 1)} of ${String(setup.questions.length)}${isFlagged ? " · flagged" : ""}`,
      },
      ...clock(exam),
      ...questionView(showing),
      text(answerInWords(exam, showing)),
      { kind: "choices", choices: answerChoices(exam, showing) },
      {
        kind: "choices",
        choices: [
          press(isFlagged ? "Take the flag off" : "Flag", exam, `${isFlagged ? "unflag" : "flag"}.${String(question)}`),
          ...(question > 0 ? [press("Back", exam, `go.${String(question - 1)}`)] : []),
          ...(isLast ? [] : [press("Next", exam, `go.${String(question + 1)}`)]),
          press("Overview", exam, "overview"),
        ],
      },
    ],
  };
}

/** The bank has this question no longer. */
export function goneReply(exam: UnderWay): Reply {
  const { question, setup } = exam;
  const other = question + 1 < setup.questions.length ? question + 1 : question - 1;
  return {
    ...say(`Question ${String(question + 1)} was withdrawn, so it does not count.`, [
      ...(other >= 0 ? [press(other > question ? "Next" : "Back", exam, `go.${String(other)}`)] : []),
      press("Overview", exam, "overview"),
    ]),
    inPlace: true,
  };
}

/** Which questions are answered, flagged and open. */
export function overviewReply(exam: UnderWay): Reply {
  const { setup, flagged, question } = exam;
  const open = openIn(exam);
  const answered = setup.questions.map((_, i) => i).filter((i) => !open.includes(i));
  const [firstOpen, firstFlagged] = [open[0], flagged[0]];
  return {
    to: "asker",
    inPlace: true,
    parts: [
      { kind: "heading", text: `${String(answered.length)} of ${String(setup.questions.length)} answered` },
      ...clock(exam),
      {
        kind: "facts",
        facts: [
          { label: "Open", text: rangesOf(open) },
          { label: "Flagged", text: rangesOf(flagged) },
          { label: "Answered", text: rangesOf(answered) },
        ],
      },
      text("To see any of them, say for example: exam go 7"),
      {
        kind: "choices",
        choices: [
          ...(firstOpen === undefined ? [] : [press("First open", exam, `go.${String(firstOpen)}`)]),
          ...(firstFlagged === undefined ? [] : [press("First flagged", exam, `go.${String(firstFlagged)}`)]),
          press(`Back to question ${String(question + 1)}`, exam, `go.${String(question)}`),
          press("Hand in", exam, "hand"),
        ],
      },
    ],
  };
}

/** Asks once, where questions are open. */
export function handInQuestion(exam: UnderWay): Reply {
  const open = openIn(exam);
  const count =
    open.length === 1 ? "One question is open and counts" : `${String(open.length)} questions are open and count`;
  return {
    ...say(`${count} as wrong: ${rangesOf(open)}. Hand in all the same?`, [
      press("First open", exam, `go.${String(open[0] ?? 0)}`),
      press("Hand in all the same", exam, "handall"),
    ]),
    inPlace: true,
  };
}

export function stopQuestion(exam: UnderWay): Reply {
  return say("Stop this mock exam? Nothing of it will count, and I tell no answers. Its questions count as seen.", [
    press("Go on", exam, `go.${String(exam.question)}`),
    press("Stop it", exam, "stop"),
  ]);
}

export function stoppedReply(): Reply {
  return { ...say("Stopped; it counts for nothing.", [{ label: "Study", command: "study" }]), inPlace: true };
}

export function resumedLine(exam: UnderWay): string {
  return countsForReadiness(exam)
    ? "Your mock exam is under way. To stop it, say: exam stop"
    : "Your mock exam is under way; it is for practice alone. To stop it, say: exam stop";
}

export function begunLine(repeated: number, count: number): string | undefined {
  return repeated > 0 ? repeatedInWords(repeated, count) : undefined;
}

export function press(label: string, { setup }: Exam, act: string): Choice {
  return { label, command: `paper ${setup.token} ${act}` };
}

/** "1, 3 to 5" for 0, 2, 3, 4; two neighbours stand alone. */
export function rangesOf(questions: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const question of questions) {
    const last = ranges.at(-1);
    if (last && last[1] === question - 1) last[1] = question;
    else ranges.push([question, question]);
  }
  const words = ranges.flatMap(([from, to]) => {
    const [first, last] = [String(from + 1), String(to + 1)];
    if (from === to) return [first];
    return to === from + 1 ? [first, last] : [`${first} to ${last}`];
  });
  return words.length === 0 ? "none" : words.join(", ");
}

function clock({ setup: { endsAt } }: UnderWay): Part[] {
  return endsAt === null ? [] : [{ kind: "countdown", text: "Time", until: endsAt }];
}

function answerInWords({ answers, question }: UnderWay, showing: Showing): string {
  const letters = fromDraft(showing, answers[question] ?? undefined);
  if (letters.length === 0) return "Not answered yet.";
  const said = letters.map((each) => each.split(",").sort().join(" and ")).join(", ");
  return showing.kind === "match"
    ? `Your answer: ${letters.map((each, i) => `${String(i + 1)} ${each}`).join(", ")}.`
    : `Your answer: ${said}.`;
}

function answerChoices(exam: UnderWay, showing: Showing): Choice[] {
  const question = String(exam.question);
  if (menusOf(showing) === 0)
    return showing.slots.map((_, slot) => press(letter(slot), exam, `say.${question}.${letter(slot)}`));
  const isAnswered = (exam.answers[exam.question] ?? null) !== null;
  return [press(isAnswered ? "Change my answer" : "Answer", exam, `open.${question}`)];
}

function repeatedInWords(repeated: number, count: number): string {
  if (repeated === count) return "You have met all of these in a mock before: no unseen ones remain.";
  return `You have met ${repeated === 1 ? "one" : String(repeated)} of these in a mock before: too few unseen ones remain.`;
}

function text(told: string): Part {
  return { kind: "text", text: told };
}
