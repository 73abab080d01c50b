import { expect, test } from "vitest";
import { momentOf, type Round } from "../../src/quiz/phases.ts";
import { step, type RoundEvent, type Step } from "../../src/quiz/round.ts";
import { refusals } from "../../src/quiz/refusals.ts";
import { answers, play, questions, toSetup, untimed } from "./round-for-tests.ts";

const by = (learner: string, at: number) => ({ learner, at });
const join = (learner: string, at = 1000): RoundEvent => ({ kind: "join", ...by(learner, at) });
const start: RoundEvent = { kind: "start", ...by("ada", 2000) };
const next = (moment: string, at = 3000): RoundEvent => ({ kind: "next", moment, ...by("ada", at) });
const ring = (alarm: string, at: number): RoundEvent => ({ kind: "deadline", alarm, at });

/** Ada, who called the round, and Bob are in; the first question came at 2000. */
const begun = [join("ada"), join("bob"), start];
const split = [...begun, answers("ada", 0, 1, true, 3000), answers("bob", 0, 1, false, 4000)];
const slow = { questions: untimed(3) };
const teams = ["red", "blue"];

const phases: Record<string, Round> = {
  lobby: play(toSetup({ teams }), [join("ada"), join("bob")]).round,
  asking: play(toSetup({ teams }), [...begun, answers("bob", 0, 1, false, 3000)]).round,
  untimed: play(toSetup(slow), begun).round,
  talking: play(toSetup({ peer: true }), split).round,
  again: play(toSetup({ peer: true }), [...split, ring("talking.0", 124_000)]).round,
  revealing: play(toSetup(), split).round,
  finished: play(toSetup({ questions: questions(1) }), [...split, ring("revealing.0", 16_000)]).round,
  cancelled: play(toSetup(), [{ kind: "stop", ...by("ada", 5000) }]).round,
};

/** What happens, in the moment that the round is in. */
const happenings: Record<string, (moment: string) => RoundEvent> = {
  "newcomer joins": () => join("cy", 5000),
  "player joins again": () => join("bob", 5000),
  "player leaves": () => ({ kind: "leave", ...by("bob", 5000) }),
  "stranger leaves": () => ({ kind: "leave", ...by("cy", 5000) }),
  "picks a team": () => ({ kind: "pickTeam", team: "red", ...by("bob", 5000) }),
  "picks no team of ours": () => ({ kind: "pickTeam", team: "mauve", ...by("bob", 5000) }),
  "player starts": () => ({ kind: "start", ...by("bob", 5000) }),
  "starter starts": () => ({ kind: "start", ...by("ada", 5000) }),
  "manager starts": () => ({ kind: "start", mayManage: true, ...by("eve", 5000) }),
  "answer, vote 1": () => answers("bob", 0, 1, true, 5000),
  "answer, vote 2": () => answers("bob", 0, 2, true, 125_000),
  "answer, question 1": () => answers("bob", 1, 1, true, 5000),
  "answer past time": () => answers("bob", 0, 1, true, 9_999_000),
  "newcomer answers": () => answers("cy", 0, 1, true, 5000),
  "alarm rings": (moment) => ring(moment, 9_999_000),
  "alarm rings early": (moment) => ring(moment, 1),
  "other alarm rings": () => ring("asking.2.1", 9_999_000),
  "player: next": (moment) => ({ kind: "next", moment, ...by("bob", 5000) }),
  "starter: next": (moment) => next(moment, 5000),
  "next, other moment": () => next("revealing.2", 5000),
  "player: skip": (moment) => ({ kind: "skip", moment, ...by("bob", 5000) }),
  "manager: skip": (moment) => ({ kind: "skip", moment, mayManage: true, ...by("eve", 5000) }),
  "skip, other moment": () => ({ kind: "skip", moment: "asking.2.1", ...by("ada", 5000) }),
  "player: stop": () => ({ kind: "stop", ...by("bob", 5000) }),
  "starter: stop": () => ({ kind: "stop", ...by("ada", 5000) }),
  "manager: stop": () => ({ kind: "stop", mayManage: true, ...by("eve", 5000) }),
  "post is there": (moment) => ({ kind: "posted", moment, at: 4000 }),
  "other post is there": () => ({ kind: "posted", moment: "asking.2.1", at: 4000 }),
  "message is lost": () => ({ kind: "lost", at: 5000 }),
  "question is withdrawn": () => ({ kind: "withdrawn", at: 5000 }),
};

/** Where it leads: a moment, the very same round (=), or a refusal. */
const grid = `
                      | lobby          | asking         | untimed        | talking        | again          | revealing
newcomer joins        | > lobby        | > asking.0.1   | > asking.0.1   | > talking.0    | > asking.0.2   | > revealing.0
player joins again    | alreadyIn      | alreadyIn      | alreadyIn      | alreadyIn      | alreadyIn      | alreadyIn
player leaves         | > lobby        | > asking.0.1   | > asking.0.1   | > talking.0    | > asking.0.2   | > revealing.0
stranger leaves       | notIn          | notIn          | notIn          | notIn          | notIn          | notIn
picks a team          | > lobby        | teamsStand     | noTeams        | noTeams        | noTeams        | noTeams
picks no team of ours | noSuchTeam     | teamsStand     | noTeams        | noTeams        | noTeams        | noTeams
player starts         | notYours       | notYours       | notYours       | notYours       | notYours       | notYours
starter starts        | > asking.0.1   | alreadyStarted | alreadyStarted | alreadyStarted | alreadyStarted | alreadyStarted
manager starts        | > asking.0.1   | alreadyStarted | alreadyStarted | alreadyStarted | alreadyStarted | alreadyStarted
answer, vote 1        | notStarted     | > asking.0.1   | > asking.0.1   | stillTalking   | otherVote      | tooLate
answer, vote 2        | notStarted     | otherVote      | otherVote      | stillTalking   | > asking.0.2   | tooLate
answer, question 1    | notStarted     | otherQuestion  | otherQuestion  | otherQuestion  | otherQuestion  | otherQuestion
answer past time      | notStarted     | tooLate        | tooLate        | stillTalking   | otherVote      | tooLate
newcomer answers      | notStarted     | > asking.0.1   | > asking.0.1   | stillTalking   | otherVote      | tooLate
alarm rings           | > asking.0.1   | > revealing.0  | > revealing.0  | > asking.0.2   | > revealing.0  | > asking.1.1
alarm rings early     | =              | =              | =              | =              | =              | =
other alarm rings     | =              | =              | =              | =              | =              | =
player: next          | notYours       | notYours       | notYours       | notYours       | notYours       | notYours
starter: next         | notStarted     | clockRuns      | > revealing.0  | > asking.0.2   | clockRuns      | > asking.1.1
next, other moment    | notStarted     | movedOn        | movedOn        | movedOn        | movedOn        | movedOn
player: skip          | notYours       | notYours       | notYours       | notYours       | notYours       | notYours
manager: skip         | notStarted     | > asking.1.1   | > asking.1.1   | > asking.1.1   | > asking.1.1   | > asking.1.1
skip, other moment    | notStarted     | movedOn        | movedOn        | movedOn        | movedOn        | movedOn
player: stop          | notYours       | notYours       | notYours       | notYours       | notYours       | notYours
starter: stop         | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > finished
manager: stop         | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > finished
post is there         | =              | > asking.0.1   | > asking.0.1   | =              | > asking.0.2   | =
other post is there   | =              | =              | =              | =              | =              | =
message is lost       | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > finished
question is withdrawn | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > cancelled    | > finished
`;

const [columns = [], ...rows] = grid
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));
const cells = rows.flatMap(([happening = "", ...row]) =>
  row.map((leads, i) => ({ phase: columns[columns.length - row.length + i] ?? "", happening, leads })),
);

function after(phase: string, happening: string): { before: Round; done: Step } {
  const before = phases[phase];
  const event = before && happenings[happening]?.(momentOf(before));
  if (!event) throw new Error(`the grid names "${phase}" and "${happening}", and one of them is not there`);
  return { before, done: step(before, event) };
}

test("the grid holds every happening in every phase that goes on", () => {
  expect(cells).toHaveLength(Object.keys(happenings).length * (Object.keys(phases).length - 2));
});

test.each(cells)("$phase: $happening leads to $leads", ({ phase, happening, leads }) => {
  const { before, done } = after(phase, happening);
  if ("refused" in done) expect(done.refused).toBe(leads);
  else expect(done.round === before ? "=" : `> ${momentOf(done.round)}`).toBe(leads);
});

test.each(Object.keys(happenings))("a round that is over stays so: %s", (happening) => {
  for (const phase of ["finished", "cancelled"]) {
    const { before, done } = after(phase, happening);
    const nobody = /^(other )?(alarm|post)|lost|withdrawn/.test(happening);
    expect(done).toEqual(nobody ? { round: before, effects: [] } : { refused: "over" });
  }
});

test.each([
  ["lobby", "newcomer joins", "showLobby"],
  ["lobby", "player leaves", "showLobby"],
  ["lobby", "picks a team", "showLobby"],
  ["lobby", "starter starts", "ask cancelAlarm alarm"],
  ["lobby", "alarm rings", "ask alarm"],
  ["lobby", "alarm rings early", "alarm"],
  ["lobby", "starter: stop", "cancel cancelAlarm"],
  ["lobby", "message is lost", "cancelAlarm"],
  ["lobby", "question is withdrawn", "cancel cancelAlarm"],
  ["asking", "newcomer joins", "progress"],
  ["asking", "player leaves", "progress"],
  ["asking", "answer, vote 1", "progress"],
  ["asking", "newcomer answers", "progress"],
  ["asking", "alarm rings", "close reveal alarm"],
  ["asking", "alarm rings early", "alarm"],
  ["asking", "manager: skip", "pass ask cancelAlarm alarm"],
  ["asking", "starter: stop", "pass cancel cancelAlarm"],
  ["asking", "post is there", "progress alarm"],
  ["asking", "other post is there", ""],
  ["asking", "message is lost", "cancelAlarm"],
  ["asking", "question is withdrawn", "pass cancel cancelAlarm"],
  ["untimed", "newcomer joins", "progress"],
  ["untimed", "player leaves", "showLobby progress"],
  ["untimed", "answer, vote 1", "progress"],
  ["untimed", "alarm rings", "close reveal alarm"],
  ["untimed", "alarm rings early", "alarm"],
  ["untimed", "newcomer answers", "progress"],
  ["untimed", "post is there", "progress alarm"],
  ["untimed", "starter: next", "close reveal cancelAlarm alarm"],
  ["untimed", "manager: skip", "pass ask cancelAlarm alarm"],
  ["untimed", "starter: stop", "pass cancel cancelAlarm"],
  ["untimed", "message is lost", "cancelAlarm"],
  ["talking", "alarm rings", "ask alarm"],
  ["talking", "alarm rings early", "alarm"],
  ["talking", "starter: next", "ask cancelAlarm alarm"],
  ["talking", "manager: skip", "pass ask cancelAlarm alarm"],
  ["talking", "starter: stop", "pass cancel cancelAlarm"],
  ["talking", "message is lost", "cancelAlarm"],
  ["again", "newcomer joins", "progress"],
  ["again", "player leaves", "progress"],
  ["again", "answer, vote 2", "progress"],
  ["again", "alarm rings", "close reveal alarm"],
  ["again", "alarm rings early", "alarm"],
  ["again", "manager: skip", "pass ask cancelAlarm alarm"],
  ["again", "starter: stop", "pass cancel cancelAlarm"],
  ["again", "post is there", ""],
  ["again", "message is lost", "cancelAlarm"],
  ["revealing", "alarm rings", "ask alarm"],
  ["revealing", "alarm rings early", "alarm"],
  ["revealing", "starter: next", "ask cancelAlarm alarm"],
  ["revealing", "manager: skip", "ask cancelAlarm alarm"],
  ["revealing", "starter: stop", "standings misses cancelAlarm"],
  ["revealing", "message is lost", "cancelAlarm"],
  ["revealing", "question is withdrawn", "standings misses cancelAlarm"],
])("%s: when %s, the effects are %s", (phase, happening, effects) => {
  const { done } = after(phase, happening);
  expect("effects" in done && done.effects.map(({ kind }) => kind).join(" ")).toBe(effects);
});

test("every refusal comes up, and has a sentence", () => {
  const refused = new Set([...cells.map(({ leads }) => leads), "over", "withdrawn"]);
  for (const [name, sentence] of Object.entries(refusals)) {
    expect(refused, name).toContain(name);
    expect(sentence).toMatch(/^[A-Z].+\.$/);
  }
});
