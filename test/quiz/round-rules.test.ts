import { describe, expect, test } from "vitest";
import type { Round } from "../../src/quiz/phases.ts";
import { openRound, step, type RoundEvent } from "../../src/quiz/round.ts";
import { standings } from "../../src/quiz/score.ts";
import { answers, given, play, questions, toSetup, untimed } from "./round-for-tests.ts";

const join = (learner: string, strength?: number): RoundEvent => ({
  ...{ kind: "join", learner, at: 1000 },
  ...(strength === undefined ? {} : { strength }),
});
const leave = (learner: string, at = 5000): RoundEvent => ({ kind: "leave", learner, at });
const start: RoundEvent = { kind: "start", learner: "ada", at: 2000 };
const ring = (alarm: string, at: number): RoundEvent => ({ kind: "deadline", alarm, at });
const begun = [join("ada"), join("bob"), start];

const pointsOf = (round: Round) =>
  "results" in round ? Object.fromEntries(standings(round).map(({ learner, points }) => [learner, points])) : {};

describe("the lobby", () => {
  test("is shown, and starts by itself after a minute", () => {
    expect(openRound(toSetup({ createdAt: 500 })).effects).toEqual([
      { kind: "showLobby" },
      { kind: "alarm", name: "lobby", at: 60_500 },
    ]);
  });

  test("with nobody in it after a minute, the round is called off", () => {
    const { round, effects } = play(toSetup(), [ring("lobby", 60_000)]);
    expect(round).toMatchObject({ phase: "cancelled", why: "nobodyJoined" });
    expect(effects).toEqual([{ kind: "cancel" }]);
  });

  test("started with nobody in it, who starts it plays", () => {
    expect(play(toSetup(), [start]).round).toMatchObject({ phase: "asking", players: [{ learner: "ada" }] });
  });

  test("deals those who picked no team by strength", () => {
    const setup = toSetup({ teams: ["red", "blue"] });
    const picks: RoundEvent = { kind: "pickTeam", learner: "cy", at: 1000, team: "blue" };
    const { round } = play(setup, [join("ada", 0.9), join("bob", 0.8), picks, join("dee", 0.1), start]);
    expect(round).toMatchObject({
      players: [
        { learner: "ada", team: "red" },
        { learner: "bob", team: "blue" },
        { learner: "cy", team: "blue" },
        { learner: "dee", team: "red" },
      ],
    });
  });
});

describe("a question", () => {
  test("closes once everyone has answered, and its answers are final", () => {
    const { round, effects } = play(toSetup(), [
      ...begun,
      answers("ada", 0, 1, false, 3000),
      answers("ada", 0, 1, true, 3500),
      answers("bob", 0, 1, false, 4000),
    ]);
    expect(effects).toEqual([
      { kind: "close", question: 0, vote: 1, answers: [given("ada", true, 3500), given("bob", false, 4000)] },
      { kind: "reveal", question: 0 },
      { kind: "cancelAlarm", name: "asking.0.1" },
      { kind: "alarm", name: "revealing.0", at: 16_000 },
    ]);
    expect(pointsOf(round)).toEqual({ ada: 100, bob: 0 });
  });

  test("the same answer again keeps its time: a press delivered twice counts once", () => {
    const once = play(toSetup(), [...begun, answers("ada", 0, 1, true, 3000)]).round;
    expect(step(once, answers("ada", 0, 1, true, 9000))).toEqual({ round: once, effects: [] });
  });

  test("an answer on the deadline counts, a millisecond later it does not", () => {
    const { round } = play(toSetup(), begun);
    expect(step(round, answers("ada", 0, 1, true, 32_000))).toHaveProperty("round");
    expect(step(round, answers("ada", 0, 1, true, 32_001))).toEqual({ refused: "tooLate" });
  });

  test("its alarm rings half a second after the deadline: what was given in time counts, though it comes late", () => {
    const { round, effects } = play(toSetup(), begun);
    expect(effects).toContainEqual({ kind: "alarm", name: "asking.0.1", at: 32_500 });
    expect(step(round, ring("asking.0.1", 32_000))).toMatchObject({ round: { phase: "asking" } });
    const late = play(toSetup(), [...begun, answers("ada", 0, 1, true, 31_990), ring("asking.0.1", 32_500)]);
    expect(pointsOf(late.round)).toEqual({ ada: 100, bob: 0 });
  });

  const posted = (at: number, moment = "asking.0.1"): RoundEvent => ({ kind: "posted", moment, at });
  const askedAt = (events: readonly RoundEvent[]) => {
    const { round } = play(toSetup({ speed: true }), [...begun, ...events]);
    return round.phase === "asking" ? round.ballot.askedAt : undefined;
  };

  test("its time starts when its post is there: the alarm and the countdown move with it", () => {
    expect(play(toSetup(), [...begun, posted(7000)]).effects).toEqual([
      { kind: "progress", question: 0, vote: 1, answered: 0, of: 2 },
      { kind: "alarm", name: "asking.0.1", at: 37_500 },
    ]);
    const late = step(play(toSetup(), [...begun, posted(7000)]).round, answers("ada", 0, 1, true, 37_000));
    expect(late).toMatchObject({ round: { ballot: { askedAt: 7000, answers: [{ learner: "ada" }] } } });
  });

  test.each([
    ["half a second is free anyway", [posted(2500)], 2000],
    ["a millisecond more counts", [posted(2501)], 2501],
    ["it moves once", [posted(7000), posted(9000)], 7000],
    ["it moves once, and not after a post that was in time", [posted(2100), posted(9000)], 2000],
    ["it never moves back", [posted(1000)], 2000],
    ["not past an answer", [answers("ada", 0, 1, true, 6000), posted(7000)], 6000],
    ["not where an answer shows that it was in time", [answers("ada", 0, 1, true, 2400), posted(7000)], 2000],
    ["not for another question's post", [posted(7000, "asking.1.1")], 2000],
  ])("its clock: %s", (_, events, at) => {
    expect(askedAt(events)).toBe(at);
  });

  test("a quick answer to a late post earns what a quick answer earns", () => {
    const { round } = play(toSetup({ speed: true }), [
      ...[...begun, posted(7000), answers("ada", 0, 1, true, 7400), answers("bob", 0, 1, true, 22_500)],
    ]);
    expect(pointsOf(round)).toEqual({ ada: 150, bob: 125 });
  });

  test("who joins late plays from that question on", () => {
    const second = [...begun, ring("asking.0.1", 32_500), ring("revealing.0", 44_500)];
    const late = play(toSetup(), [...second, answers("cy", 1, 1, true, 45_000)]);
    expect(late.effects).toEqual([{ kind: "progress", question: 1, vote: 1, answered: 1, of: 3 }]);
    const closed = step(late.round, ring("asking.1.1", 75_000));
    expect(closed).toMatchObject({
      round: { results: [{ asked: ["ada", "bob"] }, { asked: ["ada", "bob", "cy"] }] },
    });
  });

  test("untimed, it waits for everyone or the starter", () => {
    const setup = toSetup({ questions: untimed(1) });
    const { round, effects } = play(setup, [...begun, answers("ada", 0, 1, true, 999_000)]);
    expect(effects).toEqual([{ kind: "progress", question: 0, vote: 1, answered: 1, of: 2 }]);
    const said = step(round, { kind: "next", learner: "ada", at: 1_000_000, moment: "asking.0.1" });
    expect(said).toMatchObject({ round: { phase: "revealing" } });
  });

  test("untimed, it closes half an hour after it was asked; three that nobody answered end the round", () => {
    const setup = toSetup({ questions: untimed(4) });
    const [halfAnHour, reveal] = [30 * 60_000 + 500, 12_000];
    const walkedOff = [0, 1, 2].flatMap((question) => {
      const closed = 2000 + question * (halfAnHour + reveal) + halfAnHour;
      return [ring(`asking.${String(question)}.1`, closed), ring(`revealing.${String(question)}`, closed + reveal)];
    });
    expect(play(setup, begun).effects).toContainEqual({ kind: "alarm", name: "asking.0.1", at: 2000 + halfAnHour });
    expect(play(setup, [...begun, ...walkedOff]).round).toMatchObject({ phase: "finished", why: "unanswered" });
  });
});

describe("leaving", () => {
  test("keeps the points, and the answer that stands", () => {
    const { round } = play(toSetup(), [...begun, answers("ada", 0, 1, true, 3000), leave("ada"), leave("bob")]);
    expect(round.phase).toBe("revealing");
    expect(pointsOf(round)).toEqual({ ada: 100 });
  });

  test("who left after answering is still counted among those asked, who left before is not", () => {
    const { effects } = play(toSetup(), [...begun, join("cy"), answers("ada", 0, 1, true, 3000), leave("ada")]);
    expect(effects).toMatchObject([{ kind: "progress", answered: 1, of: 3 }]);
    const { round } = play(toSetup(), [...begun, join("cy"), leave("cy"), ring("asking.0.1", 32_500)]);
    expect(round).toMatchObject({ results: [{ asked: ["ada", "bob"] }] });
  });

  test("nobody waits for who has left", () => {
    const { effects } = play(toSetup(), [...begun, answers("ada", 0, 1, true, 3000), leave("bob")]);
    expect(effects.map(({ kind }) => kind)).toEqual(["showLobby", "close", "reveal", "cancelAlarm", "alarm"]);
  });

  test("when the last one leaves, the round is over", () => {
    expect(play(toSetup(), [...begun, leave("ada"), leave("bob")]).round).toMatchObject({ why: "deserted" });
    const revealed = [...begun, answers("ada", 0, 1, true, 3000), answers("bob", 0, 1, true, 3000)];
    const { round } = play(toSetup(), [...revealed, leave("ada"), leave("bob"), ring("revealing.0", 15_000)]);
    expect(round).toMatchObject({ phase: "finished", why: "deserted" });
    expect(pointsOf(round)).toEqual({ ada: 100, bob: 100 });
  });

  test("who comes back has the points and the answer still", () => {
    const gone = [...begun, answers("ada", 0, 1, true, 3000), join("cy"), leave("ada")];
    const { round } = play(toSetup(), [...gone, answers("ada", 0, 1, true, 6000)]);
    expect(round).toMatchObject({
      players: [{ learner: "ada", present: true }, {}, {}],
      ballot: { answers: [{ learner: "ada", at: 3000 }] },
    });
  });
});

describe("peer instruction", () => {
  const votes = (right: number, of: number, vote = 1, at = 3000) =>
    Array.from({ length: of }, (_, i) => answers(`p${String(i)}`, 0, vote, i < right, at));
  const firstVote = (right: number, of: number) => [
    ...Array.from({ length: of }, (_, i) => join(`p${String(i)}`)),
    ...[start, ...votes(right, of)],
  ];

  test.each([
    [2, 10, "revealing"],
    [3, 10, "talking"],
    [7, 10, "talking"],
    [8, 10, "revealing"],
    [1, 2, "talking"],
    [0, 1, "revealing"],
  ])("%i right of %i: %s", (right, of, phase) => {
    expect(play(toSetup({ peer: true }), firstVote(right, of)).round.phase).toBe(phase);
    expect(play(toSetup(), firstVote(right, of)).round.phase).toBe("revealing");
  });

  test("two minutes of talk, then a second vote, which scores; the first is kept beside it", () => {
    const setup = toSetup({ peer: true });
    const talk = firstVote(1, 2);
    expect(play(setup, talk).effects).toMatchObject([
      { kind: "close", question: 0, vote: 1, answers: [{}, {}] },
      { kind: "talk", question: 0 },
      { kind: "cancelAlarm", name: "asking.0.1" },
      { kind: "alarm", name: "talking.0", at: 123_000 },
    ]);
    const again = [...talk, ring("talking.0", 123_000)];
    expect(play(setup, again).effects).toEqual([
      { kind: "ask", question: 0, vote: 2 },
      { kind: "alarm", name: "asking.0.2", at: 153_500 },
    ]);
    const { round } = play(setup, [...again, ...votes(2, 2, 2, 130_000)]);
    expect(round).toMatchObject({
      phase: "revealing",
      results: [{ votes: [{ answers: [{ correct: true }, { correct: false }] }, { askedAt: 123_000 }] }],
    });
    expect(pointsOf(round)).toEqual({ p0: 100, p1: 100 });
  });

  test("who answered only the first vote has taken part", () => {
    const again = [...firstVote(1, 2), ring("talking.0", 123_000)];
    const { round } = play(toSetup({ peer: true }), [...again, leave("p0", 124_000)]);
    expect(round).toMatchObject({ players: [{ learner: "p0", present: false }, { learner: "p1" }] });
  });

  test("nobody talks alone", () => {
    const three = [join("ada"), join("bob"), join("cy"), start];
    const mixed = [answers("ada", 0, 1, true, 3000), answers("bob", 0, 1, false, 3000)];
    const { round } = play(toSetup({ peer: true }), [...three, ...mixed, leave("ada"), leave("cy")]);
    expect(round.phase).toBe("revealing");
  });
});

describe("the end", () => {
  const unanswered = (question: number, at: number) => [
    ring(`asking.${String(question)}.1`, at + 30_500),
    ring(`revealing.${String(question)}`, at + 42_500),
  ];

  test("comes after the last reveal, with everyone's own misses", () => {
    const { round, effects } = play(toSetup({ questions: questions(1) }), [
      ...[...begun, answers("ada", 0, 1, true, 3000), answers("bob", 0, 1, false, 3000)],
      ring("revealing.0", 15_000),
    ]);
    expect(round).toMatchObject({ phase: "finished", why: "played" });
    expect(effects).toEqual([{ kind: "standings" }, { kind: "misses", learner: "bob", questions: [0] }]);
  });

  test("comes after three questions in a row that nobody answered", () => {
    const setup = toSetup({ questions: questions(9) });
    const [first, second, third] = [2000, 44_500, 87_000].flatMap((at, i) => [unanswered(i, at)]);
    const two = play(setup, [...begun, ...(first ?? []), ...(second ?? [])]);
    expect(two.round.phase).toBe("asking");
    const three = play(setup, [...begun, ...(first ?? []), ...(second ?? []), ...(third ?? [])]);
    expect(three.round).toMatchObject({ phase: "finished", why: "unanswered" });
  });

  test("a question that is skipped or stopped is not scored", () => {
    const skip: RoundEvent = { kind: "skip", learner: "ada", at: 4000, moment: "asking.0.1" };
    const asked = [...begun, answers("bob", 0, 1, true, 3000)];
    expect(pointsOf(play(toSetup(), [...asked, skip]).round)).toEqual({ ada: 0, bob: 0 });
    const stop: RoundEvent = { kind: "stop", learner: "ada", at: 4000 };
    expect(play(toSetup(), [...asked, stop]).round).toMatchObject({ phase: "cancelled", why: "stopped" });
  });
});
