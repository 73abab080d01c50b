import type { Choice, Part, Reply } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { menusOf } from "../items/form.ts";
import type { Answer } from "../items/grade.ts";
import { letter, type Showing } from "../items/showing.ts";
import { questionView, solutionView } from "../items/view.ts";
import type { Entry } from "../knowledge/schema.ts";
import type { Outcome } from "./outcome.ts";
import { questionOf, scoreOf, type Origin, type Result, type Sitting } from "./sitting.ts";

/** A sitting as its learner sees it. */

type Entries = ReadonlyMap<string, Entry>;

/** `first`: a line before the question. */
export function questionReply(sitting: Sitting, showing: Showing, first?: string): Reply {
  const { setup } = sitting;
  const question = questionOf(sitting);
  const { origin } = setup.questions[question] ?? { origin: "new" as const };
  return {
    to: "asker",
    parts: [
      ...(first === undefined ? [] : [text(first)]),
      { kind: "heading", text: `Question ${String(question + 1)} of ${String(setup.questions.length)}${why[origin]}` },
      ...questionView(showing),
      { kind: "choices", choices: [...answerChoices(sitting, showing), press("Leave it for now", sitting, "leave")] },
    ],
  };
}

/** What a sitting begins with. */
export function openingLine({ setup }: Sitting): string {
  const { questions, about } = setup;
  const due = questions.filter(({ origin }) => origin === "due").length;
  const count = questions.length === 1 ? "One question" : `${String(questions.length)} questions`;
  const again = due === 0 ? "" : due === 1 ? " One of them is due again." : ` ${String(due)} of them are due again.`;
  return `${count} on ${about}, for you alone.${again} Take your time.`;
}

/** What was answered, and what becomes of it. */
export type Told = {
  readonly showing: Showing;
  readonly answer: Answer;
  readonly result: Result;
  /** When the item comes again, in milliseconds since 1970; nothing for one that is in no deck. */
  readonly due: number | undefined;
  /** The pair that the answer mixes up, if it did so before. */
  readonly mixedUp: MixedUp | undefined;
  readonly at: number;
};

/** Two entries that were mixed up, and how often. */
export type MixedUp = { readonly first: Entry; readonly second: Entry; readonly times: number };

/** Right or wrong with every explanation. It takes the place of the question; `first`: a line before it. */
export function toldReply(sitting: Sitting, told: Told, entries: Entries, first?: string): Reply {
  const { showing, answer, result, mixedUp } = told;
  const question = questionOf(sitting);
  const isLast = question + 1 >= sitting.setup.questions.length;
  const mayBeGuess = result.correct && !result.guessed;
  return {
    to: "asker",
    inPlace: true,
    parts: [
      ...(first === undefined ? [] : [text(first)]),
      ...solutionView(showing, answer, entries),
      text(comesAgain(told)),
      ...(mixedUp ? [text(mixedUpInWords(mixedUp))] : []),
      {
        kind: "choices",
        choices: [
          press(isLast ? "How it went" : "Next question", sitting, `next.${String(question)}`),
          ...(mayBeGuess ? [press("I was guessing", sitting, `guessed.${String(question)}`)] : []),
          ...(mixedUp ? mixedUpChoices(mixedUp) : []),
          ...(isLast ? [] : [press("Leave it for now", sitting, "leave")]),
          // What is made from the knowledge is no item that could be mended.
          ...(told.due === undefined ? [] : [flagChoice(showing.item)]),
        ],
      },
    ],
  };
}

/** `missed`: what the missed questions were about; `aside`: a sitting that waits; `outcome`: what it has come to. */
export function finishedReply(
  sitting: Sitting,
  missed: readonly string[],
  aside: Sitting | undefined,
  outcome?: Outcome,
): Reply {
  const { answered, right, guessed } = scoreOf(sitting);
  const noted = guessed === 1 ? "One of these was a guess" : `${String(guessed)} of these were guesses`;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `${String(right)} of ${String(answered)} right` },
      text(`That was ${sitting.setup.about}.${guessed > 0 ? ` ${noted}, and comes again soon.` : ""}`),
      ...(missed.length > 0
        ? [text("Worth another look; these come back in your next sittings:"), { kind: "list" as const, items: missed }]
        : [text("Nothing missed. Well done.")]),
      ...(outcome ? [text(outcome.text)] : []),
      {
        kind: "choices",
        choices: [
          ...(outcome?.choices ?? []),
          aside
            ? { label: `Back to ${aside.setup.about}`, command: "study" }
            : { label: "Study more", command: "study" },
          ...(outcome
            ? []
            : [
                { label: "What I know least", command: "weak" },
                { label: "60-second drill", command: "drill" },
              ]),
        ],
      },
    ],
  };
}

export function leftReply(sitting: Sitting): Reply {
  const place = `question ${String(questionOf(sitting) + 1)} of ${String(sitting.setup.questions.length)}`;
  return {
    to: "asker",
    parts: [
      text(`It waits for you at ${place}. Say study whenever you like.`),
      { kind: "choices", choices: [press("Go on", sitting, "resume")] },
    ],
  };
}

export function resumedLine({ setup }: Sitting): string {
  return `Here you left off, on ${setup.about}. For other questions, say: study afresh`;
}

export function mixedUpChoices({ first, second }: MixedUp): Choice[] {
  const ids = [first.id, second.id];
  return [
    { label: "Compare the two", command: `compare ${ids.join(" ")}` },
    { label: "Three that tell them apart", command: `study 3 ${ids.join(" vs ")}` },
  ];
}

/** Names that fit on a button. */
export function press(label: string, { setup }: Sitting, act: string): Choice {
  return { label, command: `sit ${setup.token} ${act}` };
}

const why: Readonly<Record<Origin, string>> = { due: " · due again", weak: " · a weak spot", new: "" };

function answerChoices(sitting: Sitting, showing: Showing): Choice[] {
  const question = String(questionOf(sitting));
  return menusOf(showing) > 0
    ? [press("Answer", sitting, `open.${question}`)]
    : showing.slots.map((_, slot) => press(letter(slot), sitting, `say.${question}.${letter(slot)}`));
}

function mixedUpInWords({ first, second, times }: MixedUp): string {
  const often = times === 2 ? "twice" : `${String(times)} times`;
  return `${first.short} and ${second.short} have now changed places ${often}. Side by side they are easier to tell apart.`;
}

const hour = 60 * 60_000;
const day = 24 * hour;

function comesAgain({ result, due, at }: Told): string {
  if (due === undefined) return result.correct ? "Well matched." : "Now you have seen the difference.";
  const days = Math.round((due - at) / day);
  if (due - at < hour) {
    if (!result.correct) return "It comes back in one of your next sittings; a miss with its reason is how it sticks.";
    return result.guessed
      ? "Noted as a guess: it comes back in one of your next sittings."
      : "It took you longer than usual, so it comes back in one of your next sittings.";
  }
  const when = days <= 1 ? "tomorrow" : `in ${String(days)} days`;
  return result.guessed ? `Noted as a guess: you will meet it again ${when}.` : `You will meet it again ${when}.`;
}

function text(told: string): Part {
  return { kind: "text", text: told };
}
