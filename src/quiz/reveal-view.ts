import type { Fact, Part, Reply } from "../conversation.ts";
import type { Answer } from "../items/grade.ts";
import { letter, type Showing } from "../items/showing.ts";
import { momentOf, type Ballot, type Revealing } from "./phases.ts";
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
    { kind: "text", text: showing.item.stem },
    ...keyOf(showing),
    {
      kind: "facts",
      facts: [
        ...explained(showing, ballots),
        { label: "Documentation", text: `checked ${showing.item.checked}`, link: showing.item.source },
      ],
    },
    { kind: "countdown", text: isLast ? "Standings" : "Next question", until: round.until },
    {
      kind: "choices",
      choices: [
        press(isLast ? "Standings" : "Next", token, `next.${momentOf(round)}`),
        { label: "Something is wrong", command: `flag ${showing.item.id}` },
      ],
    },
  );
}

/** The right options in a line, for whoever only glances at it. */
function keyOf(showing: Showing): Part[] {
  if (showing.kind !== "choice") return [];
  const keys = showing.slots.flatMap(({ correct, text }, slot) => (correct ? [`${letter(slot)}. ${text}`] : []));
  return [{ kind: "text", text: `Right: ${keys.join(" and ")}` }];
}

/** Each option with its explanation, and how many chose it at each vote. */
function explained(showing: Showing, votes: readonly Ballot[]): Fact[] {
  const had = (isRight: (answer: Answer) => boolean) =>
    `${votes.map(({ answers }) => answers.filter(({ answer }) => isRight(answer)).length).join(", then ")} had it`;
  if (showing.kind === "order")
    return showing.item.steps.map(({ id, text, why }, i) => ({
      label: `${String(i + 1)}. ${text} · ${had((answer) => answer.kind === "order" && answer.ids[i] === id)}`,
      text: why,
    }));
  if (showing.kind === "match")
    return showing.item.pairs.map(({ id, prompt, answer: right, why }) => ({
      label: `${prompt}: ${right} · ${had((answer) => answer.kind === "match" && answer.given[id] === id)}`,
      text: why,
    }));
  const chose = (id: string) =>
    votes
      .map(({ answers }) => answers.filter(({ answer }) => answer.kind === "options" && answer.ids.includes(id)).length)
      .join(", then ");
  return showing.slots.map(({ id, text, correct, why }, slot) => ({
    label: `${letter(slot)}. ${text} · ${correct ? "right" : "wrong"} · ${chose(id)} chose it`,
    text: why,
  }));
}
