import { localDate, mondayOf, type LocalDate } from "../learners/zones.ts";

/** From one time zone to another, at a time in milliseconds. */
export type ZoneChange = { readonly at: number; readonly from: string; readonly to: string };

export type Practice = {
  /** The local dates that something was answered on, as they were stored with the answers; in any order. */
  readonly practised: readonly LocalDate[];
  /** Whether practice is expected on a day. */
  readonly isDue: (date: LocalDate) => boolean;
  readonly today: LocalDate;
  readonly zoneChanges?: readonly ZoneChange[];
};

export type Streak = {
  /** Days practised on without a break, up to today or the day before. */
  readonly days: number;
  /** The most that there ever were. */
  readonly longest: number;
  /** Whether this week's free day is what keeps the streak together. */
  readonly frozenThisWeek: boolean;
  readonly practisedToday: boolean;
};

const dayLength = 86_400_000;

/** A change of zone forgives the days that lie in part so near it, in milliseconds. */
const settlingIn = 48 * 3_600_000;

/**
 * How long somebody has kept at it. What counts are the days practised on. A due day before today without practice is
 * missed, unless a change of zone forgives it; the first missed day of an ISO week is free, a second one ends the
 * streak. Practice on a day that is not due counts all the same (● is practised, × missed, – not due):
 *
 *     Mon Tue Wed Thu Fri Sat Sun
 *      ×   ●   ●   –   ●            4 days with the one before Monday: the week's free day is Monday
 *      ×   ●   ●   –   ×   ●        1 day: Friday was the second that was missed
 */
export function streakOf({ practised, isDue, today, zoneChanges = [] }: Practice): Streak {
  const done = new Set(practised);
  const sorted = [...done].sort();
  const isForgiven = forgiving(zoneChanges);
  let [days, longest] = [0, 0];
  let missed: { week: LocalDate; saved: boolean } | undefined;
  const [first = today, last = today] = [sorted[0], sorted.at(-1)];
  // Who flew over the date line may have practised on a day that is still to come here.
  for (let date = first; date <= today || date <= last; date = dayAfter(date)) {
    if (done.has(date)) {
      days++;
      longest = Math.max(longest, days);
    } else if (date < today && isDue(date) && !isForgiven(date)) {
      const week = mondayOf(date);
      if (missed?.week === week) days = 0;
      missed = { week, saved: days > 0 };
    }
  }
  return {
    ...{ days, longest },
    frozenThisWeek: missed?.week === mondayOf(today) && missed.saved,
    practisedToday: done.has(today),
  };
}

/** Days that lie in part within 48 hours of a change, by the clocks before it or after it. */
function forgiving(changes: readonly ZoneChange[]): (date: LocalDate) => boolean {
  const spans = changes
    .filter(({ from, to }) => from !== to)
    .map(({ at, from, to }) => {
      const around = [from, to].flatMap((zone) => [localDate(at - settlingIn, zone), localDate(at + settlingIn, zone)]);
      return around.sort();
    });
  return (date) => spans.some((span) => date >= (span[0] ?? date) && date <= (span.at(-1) ?? date));
}

function dayAfter(date: LocalDate): LocalDate {
  return new Date(Date.parse(date) + dayLength).toISOString().slice(0, 10);
}
