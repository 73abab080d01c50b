import type { Reply } from "../conversation.ts";
import { letter } from "../items/showing.ts";
import { questionView } from "../items/view.ts";
import { menusOf } from "../items/form.ts";
import { askedIn, closesAt, momentOf, secondsOf, voteOf, type Asking, type Revealing, type Talking } from "./phases.ts";
import { post, press, there, type Shown } from "./shown.ts";

export function askingView(round: Asking, shown: Shown): Reply {
  const { token } = shown;
  const showing = there(shown, round.question);
  const vote = voteOf(round);
  const at = `${String(round.question)}.${String(vote)}`;
  const timed = secondsOf(round) !== undefined;
  const choices =
    menusOf(showing) > 0
      ? [press("Answer", token, `open.${at}`)]
      : showing.slots.map((_, slot) => press(letter(slot), token, `say.${at}.${letter(slot)}`));
  return post(
    { kind: "heading", text: `${numbered(round)}${vote > 1 ? ", second vote" : ""}` },
    ...questionView(showing),
    ...(vote > 1 ? [{ kind: "text" as const, text: `${secondCounts} Vote again also to keep your answer.` }] : []),
    { kind: "text", text: answeredSoFar(round) },
    ...(timed ? [{ kind: "countdown" as const, text: "Closes", until: closesAt(round) }] : []),
    {
      kind: "choices",
      choices: [...choices, ...(timed ? [] : [press("Close", token, `next.${momentOf(round)}`)])],
    },
  );
}

/** A question that takes no more answers. */
export function closedView(question: number, { showingOf }: Shown, total: number, what: string): Reply {
  const showing = showingOf(question);
  return post(
    { kind: "heading", text: `Question ${String(question + 1)} of ${String(total)}` },
    ...(showing ? questionView(showing) : []),
    { kind: "text", text: what },
  );
}

export function talkingView(round: Talking, { token }: Shown): Reply {
  const { answers } = round.ballot;
  const right = answers.filter(({ correct }) => correct).length;
  return post(
    { kind: "heading", text: `${numbered(round)}: you do not agree` },
    {
      kind: "text",
      text: `${String(right)} of ${String(answers.length)} ${right === 1 ? "has" : "have"} it right. I do not say yet which answer it is: convince each other, then vote again.`,
    },
    { kind: "text", text: secondCounts },
    { kind: "countdown", text: "Second vote", until: round.until },
    { kind: "choices", choices: [press("Vote now", token, `next.${momentOf(round)}`)] },
  );
}

/** Who was right the first time would else sit the second one out. */
const secondCounts = "Your second vote counts; without one, none does.";

export function numbered({ question, setup }: Asking | Talking | Revealing): string {
  return `Question ${String(question + 1)} of ${String(setup.questions.length)}`;
}

function answeredSoFar(round: Asking): string {
  const [answered, of] = [round.ballot.answers.length, askedIn(round).length];
  if (answered === 0) return "Nobody has answered yet.";
  return `${String(answered)} of ${String(of)} ${answered === 1 ? "has" : "have"} answered.`;
}
