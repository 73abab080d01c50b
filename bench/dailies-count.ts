import { dateIn, dueTimes, type Due } from "./dailies-calendar.ts";
import type { Channel, Wish } from "./dailies-cast.ts";
import type { Shown } from "./dailies-platform.ts";

/** A schedule as it was set. Times in milliseconds since 1970. */
export type Plan = { readonly id: string; readonly channel: Channel; readonly wish: Wish; readonly setAt: number };

/** What was said to a schedule. `until`: the day from which it goes on by itself. */
export type Happening = {
  readonly schedule: string;
  readonly at: number;
  readonly kind: "pause" | "resume";
  readonly until?: string;
};

export type Played = {
  readonly kills: number;
  readonly plans: readonly Plan[];
  readonly happenings: readonly Happening[];
  /** When there was a process, from and to. */
  readonly lives: readonly { readonly from: number; readonly to: number }[];
  /** Notes to setters that were committed to, by key, with the time. */
  readonly notes: ReadonlyMap<string, number>;
  /** Keys of posts that were under way when their process was killed. */
  readonly hit: ReadonlySet<string>;
  /** Keys of posts of which a platform left open whether they were made. */
  readonly leftOpen: ReadonlySet<string>;
  /** Keys of posts that the tutor gave up as unknown. */
  readonly unknown: ReadonlySet<string>;
  readonly shown: readonly Shown[];
  /** The rows of the dailies, as the bare driver reads them. */
  readonly asked: readonly {
    readonly id: string;
    readonly schedule: string;
    readonly date: string;
    readonly state: string;
  }[];
  readonly start: number;
  readonly end: number;
};

export type Count = {
  readonly channels: number;
  readonly days: number;
  /** Dailies that were to be asked: due while not paused, with a process there within the two hours or the same day. */
  readonly expected: number;
  readonly posted: number;
  readonly doubled: number;
  /** Not there, and not given up after two hours. */
  readonly missed: number;
  /** Given up because they may be there or not. */
  readonly unknown: number;
  /** Those among them that the platform left open, not a kill. */
  readonly injectedUnknown: number;
  /** Given up after two hours, with a note to the setter. */
  readonly skipped: number;
  readonly early: number;
  readonly lateOver60s: number;
  /** There, but not to be asked. */
  readonly unexpected: number;
  readonly kills: number;
  /** Posts that were under way at a kill. */
  readonly hit: number;
  readonly seconds: number;
};

const minute = 60_000;
const patience = 2 * 60 * minute;

/**
 * Compares what everyone could see with what the calendar, and what was said to the schedules, would have. `onLate` hears
 * of each post that came too late, and by how many milliseconds.
 */
export function recount(
  played: Played,
  onLate: (key: string, at: number, by: number) => void = () => undefined,
): Omit<Count, "channels" | "days" | "seconds"> {
  const { plans, asked, shown, notes, hit, leftOpen, unknown, lives, end } = played;
  const askedOn = new Map(asked.map((row) => [`${row.schedule} ${row.date}`, row]));
  const seen = grouped(shown, ({ key }) => key);
  const scheduleOf = new Map(asked.map(({ id, schedule }) => [id, schedule]));
  const pauses = grouped(
    [...played.happenings, ...gaveUps(notes, scheduleOf)].sort((a, b) => a.at - b.at),
    ({ schedule }) => schedule,
  );
  const accounted = new Set<string>();
  let [expected, posted, missed, skipped, early, lateOver60s] = [0, 0, 0, 0, 0, 0];

  for (const { id, wish, setAt } of plans) {
    const dues = dueTimes(wish, setAt + 1, end + 2 * patience);
    dues.forEach((due, i) => {
      const row = askedOn.get(`${id} ${due.date}`);
      const key = `day ${row?.id ?? "none"} post`;
      const isDue = (ends: "before" | "at") => {
        const turn = turnOf(due, wish.zone, lives, ends);
        return (
          turn !== undefined && turn < (dues[i + 1]?.at ?? Infinity) && !isPaused(pauses.get(id) ?? [], turn, due.date)
        );
      };
      // Killed in its very moment, it may or may not have been asked.
      if (!isDue("before") && !(row && isDue("at"))) return;
      accounted.add(key);
      if (due.at >= end) return;
      expected += 1;
      const [first] = seen.get(key) ?? [];
      if (first) {
        posted += 1;
        if (first.at < due.at) early += 1;
        const up = lives.findLast(({ from }) => from <= first.at)?.from ?? 0;
        const by = first.at - Math.max(due.at, up, first.permitted);
        if (by > minute) {
          lateOver60s += 1;
          onLate(key, first.at, by);
        }
      } else if (row && wasSkipped(row, notes)) skipped += 1;
      else missed += 1;
    });
  }
  return {
    ...{ expected, posted, missed, skipped, early, lateOver60s, unknown: unknown.size, hit: hit.size },
    kills: played.kills,
    injectedUnknown: [...unknown].filter((key) => leftOpen.has(key) && !hit.has(key)).length,
    doubled: [...seen.values()].reduce((sum, { length }) => sum + length - 1, 0),
    unexpected: [...seen.keys()].filter((key) => !accounted.has(key)).length,
  };
}

/** When a process first saw that it was due, if it was still to be asked then. */
function turnOf({ at, date }: Due, zone: string, lives: Played["lives"], ends: "before" | "at"): number | undefined {
  const life = lives.find(({ to }) => at < to || (ends === "at" && at === to));
  const turn = life && Math.max(at, life.from);
  if (turn === undefined) return undefined;
  return dateIn(zone, turn) === date || turn - at <= patience ? turn : undefined;
}

function isPaused(happenings: readonly Happening[], at: number, date: string): boolean {
  const last = happenings.findLast((happening) => happening.at <= at);
  return last?.kind === "pause" && (last.until === undefined || date < last.until);
}

function gaveUps(notes: Played["notes"], scheduleOf: ReadonlyMap<string, string>): Happening[] {
  return [...notes].flatMap(([key, at]) => {
    const [, day = ""] = /^gave up (d-\S+)$/.exec(key) ?? [];
    const schedule = scheduleOf.get(day);
    return schedule === undefined ? [] : [{ schedule, at, kind: "pause" as const }];
  });
}

/** Only what was tried for two hours, and told of, is no miss. */
function wasSkipped({ id, state }: Played["asked"][number], notes: Played["notes"]): boolean {
  const { phase, askedAt } = JSON.parse(state) as { phase: string; askedAt: number };
  const told = notes.get(`not posted ${id}`);
  return phase === "skipped" && told !== undefined && told - askedAt >= patience;
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}
