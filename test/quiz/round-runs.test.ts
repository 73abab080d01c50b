import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmOf, closesAt, momentOf, voteOf, type Round, type Setup } from "../../src/quiz/phases.ts";
import { openRound, step, type RoundEvent } from "../../src/quiz/round.ts";
import { missesOf, standings, teamStandings } from "../../src/quiz/score.ts";
import type { Effect, Turn } from "../../src/quiz/turns.ts";
import { given, questions, toSetup, untimed } from "./round-for-tests.ts";

/** Random runs: events that mostly fit the round as it is, some that are stale, some pure nonsense. */
type Whim = {
  readonly kind: RoundEvent["kind"];
  readonly who: string;
  readonly correct: boolean;
  /** How far beside the round it is, in questions and votes. */
  readonly off: number;
  /** What passes before it; an alarm rings when it is due. */
  readonly wait: number;
  readonly mayManage: boolean;
};

const whims: fc.Arbitrary<Whim[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 12, arbitrary: fc.constant<Whim["kind"]>("answer") },
      { weight: 6, arbitrary: fc.constant<Whim["kind"]>("deadline") },
      { weight: 4, arbitrary: fc.constantFrom<Whim["kind"]>("join", "leave", "pickTeam", "start", "next", "posted") },
      { weight: 1, arbitrary: fc.constantFrom<Whim["kind"]>("skip", "skip", "stop", "lost", "withdrawn") },
    ),
    who: fc.constantFrom("ada", "ada", "bob", "cy", "dee"),
    correct: fc.boolean(),
    off: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
    wait: fc.nat(9000),
    mayManage: fc.boolean(),
  }),
  { minLength: 20, maxLength: 120 },
);

const setups: fc.Arbitrary<Setup> = fc
  .record({ peer: fc.boolean(), speed: fc.boolean(), seed: fc.string(), timed: fc.boolean(), teams: fc.boolean() })
  .map(({ timed, teams, ...rest }) =>
    toSetup({ ...rest, questions: timed ? questions(4) : untimed(4), teams: teams ? ["red", "blue"] : [] }),
  );

function toEvent(round: Round, { kind, who, correct, off, mayManage }: Whim, at: number): RoundEvent {
  const by = { learner: who, at, mayManage };
  if (kind === "answer") {
    const question = "question" in round ? round.question : 0;
    const vote = round.phase === "asking" ? voteOf(round) : 1;
    return { kind, ...by, question: question + off, vote: off > 0 ? 2 : vote, ...given(who, correct, at) };
  }
  const moment = off === 0 ? momentOf(round) : `asking.${String(1 + off)}.1`;
  if (kind === "deadline") return { kind, alarm: moment, at };
  if (kind === "posted") return { kind, moment, at };
  if (kind === "lost" || kind === "withdrawn") return { kind, at };
  if (kind === "pickTeam") return { kind, ...by, team: correct ? "red" : "blue" };
  return kind === "next" || kind === "skip" ? { kind, ...by, moment } : { kind, ...by };
}

type Seen = {
  readonly event: RoundEvent;
  readonly before: Round;
  readonly after: Round;
  readonly effects: readonly Effect[];
};

function run(setup: Setup, list: readonly Whim[]): Seen[] {
  let { round }: { round: Round } = openRound(setup);
  let at = 0;
  return list.map((whim) => {
    at = whim.kind === "deadline" && whim.off === 0 ? Math.max(at, alarmOf(round)?.at ?? at) : at + whim.wait;
    const before = frozen(round);
    const event = toEvent(before, whim, at);
    const done = step(before, event);
    const { round: after, effects }: Turn = "refused" in done ? { round: before, effects: [] } : done;
    round = after;
    return { event, before, after, effects };
  });
}

/** Throws on any attempt to change it. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const holds = (check: (seen: readonly Seen[], setup: Setup) => void) => {
  fc.assert(
    fc.property(setups, whims, (setup, list) => {
      check(run(setup, list), setup);
    }),
    { numRuns: 200 },
  );
};

test("no score exceeds what was asked, and a right answer is worth one score", () => {
  holds((seen, { speed }) => {
    for (const { after } of seen) {
      if (!("results" in after)) continue;
      for (const { learner, points } of standings(after)) {
        const asked = after.results.filter((result) => result.asked.includes(learner)).length;
        const right = asked - missesOf(learner, after.results).length;
        expect(points).toBeGreaterThanOrEqual(right * 100);
        expect(points).toBeLessThanOrEqual(right * (speed ? 150 : 100));
      }
      for (const { points } of teamStandings(after)) expect(points).toBeLessThanOrEqual(after.results.length * 150);
    }
  });
});

test("what is over stays as it is", () => {
  holds((seen) => {
    for (const { before, after, effects } of seen)
      if (before.phase === "finished" || before.phase === "cancelled") {
        expect(after).toBe(before);
        expect(effects).toEqual([]);
      }
  });
});

test("an answer counts once: one a learner and vote, a question closed once, in order", () => {
  holds((seen) => {
    const closed = seen.flatMap(({ effects }) => effects.filter((effect) => effect.kind === "close"));
    const keys = closed.flatMap(({ question, vote, answers }) =>
      [{ learner: "the vote itself" }, ...answers].map(
        ({ learner }) => `${String(question)} ${String(vote)} ${learner}`,
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
    const last = seen.at(-1)?.after;
    const asked = last && "results" in last ? last.results.map(({ question }) => question) : [];
    expect(asked).toEqual([...new Set(asked)].sort());
  });
});

test("no phase is written over, survives JSON, and the same log replays to the same round", () => {
  holds((seen, setup) => {
    const replayed = seen.reduce((round, { event }) => {
      const done = step(fromJson(round), fromJson(event));
      return "refused" in done ? round : done.round;
    }, openRound(setup).round);
    for (const { after } of seen) expect(fromJson(after)).toStrictEqual(after);
    expect(replayed).toStrictEqual(seen.at(-1)?.after);
  });
});

test("the same event twice is the same as once", () => {
  holds((seen) => {
    for (const { event, after } of seen) {
      const again = step(after, event);
      if (!("refused" in again)) expect(again.round).toStrictEqual(after);
    }
  });
});

test("there is always just the alarm that the round waits for", () => {
  holds((seen, setup) => {
    const set = new Map<string, number>();
    const follow = (effects: readonly Effect[]) => {
      for (const effect of effects) {
        if (effect.kind === "alarm") set.set(effect.name, effect.at);
        if (effect.kind === "cancelAlarm") expect(set.delete(effect.name)).toBe(true);
      }
    };
    follow(openRound(setup).effects);
    for (const { event, effects, after } of seen) {
      if (event.kind === "deadline") set.delete(event.alarm);
      follow(effects);
      const alarm = alarmOf(after);
      expect([...set]).toEqual(alarm ? [[alarm.name, alarm.at]] : []);
    }
  });
});

test("a question's clock moves once at most, forward, and leaves no answer outside its time", () => {
  holds((seen) => {
    const moved = new Map<string, number>();
    for (const { before, after } of seen) {
      if (after.phase !== "asking") continue;
      const { askedAt, answers } = after.ballot;
      for (const { at } of answers) {
        expect(at).toBeGreaterThanOrEqual(askedAt);
        expect(at).toBeLessThanOrEqual(closesAt(after));
      }
      if (before.phase !== "asking" || momentOf(before) !== momentOf(after)) continue;
      const by = askedAt - before.ballot.askedAt;
      expect(by === 0 || by > 500).toBe(true);
      if (by > 0) moved.set(momentOf(after), (moved.get(momentOf(after)) ?? 0) + 1);
    }
    expect(Math.max(0, ...moved.values())).toBeLessThanOrEqual(1);
  });
});

test("the runs reach every phase", () => {
  const reached = new Set<string>();
  holds((seen) => {
    for (const { after } of seen) reached.add(after.phase);
  });
  expect([...reached].sort()).toEqual(["asking", "cancelled", "finished", "lobby", "revealing", "talking"]);
});

function fromJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
