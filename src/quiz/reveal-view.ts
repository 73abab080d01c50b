import type { Part, Reply } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { letter, type Showing } from "../items/showing.ts";
import { caseInView, explained } from "../items/view.ts";
import { momentOf, type Revealing } from "./phases.ts";
import { numbered } from "./question-view.ts";
import { post, press, there, type Shown } from "./shown.ts";

export function revealView(round: Revealing, shown: Shown): Reply {
  const { token } = shown;
  const result = round.results.at(-1);
  const showing = there(shown, round.question);
  const ballots = result?.votes ?? [];
  const last = ballots.at(-1);
  const right = last?.answers.filter(({ correct }) => correct).length ?? 0;
  const isLast = round.question === round.setup.questions.length - 1;
  return post(
    {
      kind: "heading",
      text: `${numbered(round)}: ${!last?.answers.length ? "nobody answered" : `${String(right)} of ${String(last.answers.length)} got it`}`,
    },
    ...caseInView(showing.item),
    { kind: "text", text: showing.item.stem },
    ...keyOf(showing),
    {
      kind: "facts",
      facts: [
        ...explained(showing, { votes: ballots.map(({ answers }) => answers.map(({ answer }) => answer)) }),
        { label: "Documentation", text: `checked ${showing.item.checked}`, link: showing.item.source },
      ],
    },
    { kind: "countdown", text: isLast ? "Standings" : "Next question", until: round.until },
    {
      kind: "choices",
      choices: [press(isLast ? "Standings" : "Next", token, `next.${momentOf(round)}`), flagChoice(showing.item)],
    },
  );
}

/** The right options in a line, for whoever only glances at it. */
function keyOf(showing: Showing): Part[] {
  if (showing.kind !== "choice") return [];
  const keys = showing.slots.flatMap(({ correct, text }, slot) => (correct ? [`${letter(slot)}. ${text}`] : []));
  return [{ kind: "text", text: `Right: ${keys.join(" and ")}` }];
}
