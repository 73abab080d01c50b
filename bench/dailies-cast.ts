import type { Place } from "../src/conversation.ts";
import type { Chance } from "../src/knowledge/numbers.ts";

/** A channel as it is played: who is in it, what it has set, and how often somebody answers. */
export type Channel = {
  readonly place: Place;
  readonly setter: string;
  readonly learners: readonly string[];
  /** Every so manieth of its dailies is answered; 0 where none ever is. */
  readonly answers: number;
  readonly wishes: readonly Wish[];
};

/** What is set, and the words that set it. */
export type Wish = {
  readonly time: string;
  readonly zone: string;
  readonly days: readonly number[];
  readonly command: string;
};

/** 24 zones: clocks that change at 1, 2, 3 and at midnight, by an hour or half of one, in either half of the year, or never. */
const zones = [
  ...["Europe/Rome", "Europe/London", "Europe/Helsinki", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos"],
  ...["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"],
  ...["America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana", "Asia/Beirut", "Asia/Jerusalem"],
  ...["Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"],
  "Pacific/Chatham",
] as const;

const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const times = ["09:00", "09:00", "09:00", "08:30", "12:00", "17:00", "02:30", "00:00", "02:00", "23:45"] as const;
const reveals = ["", "", "", " reveal after 4h", " reveal after 15m", " reveal next", " reveal 18:30"] as const;
const topics = ["", "", "", " module 4", " Clarify", " 1.3.4", " monitoring"] as const;

export function cast(channels: number, chance: Chance): Channel[] {
  return Array.from({ length: channels }, (_, i) => {
    const platform = i % 2 === 0 ? "slack" : "discord";
    const community = platform === "slack" ? "T1" : `G${String(i % 100)}`;
    const person = (name: string) => (platform === "slack" ? `slack:T1:U${name}` : `discord:${name}`);
    const asked = [2, 2, 3][chance(20)] ?? 1;
    const wished = new Set<string>();
    return {
      place: { platform, id: `C${String(i)}`, private: false, community },
      setter: person(`9${String(i)}`),
      learners: [1, 2, 3].map((each) => person(`${String(each)}${String(i)}`)),
      answers: chance(10) < 3 ? 0 : 2 + chance(3),
      wishes: Array.from({ length: asked }, (_, n) =>
        wish(i + n * channels, zones[i % zones.length] ?? "UTC", chance),
      ).filter(({ time }) => !wished.has(time) && wished.add(time)),
    };
  });
}

/** Each of the 127 patterns of a week has its turn; those that people set most have half of them. */
function wish(number: number, zone: string, chance: Chance): Wish {
  const pattern = [0b0011111, 0b1111111, 0b0011111, 0, 0, 0][number % 6] || 1 + (number % 127);
  const days = names.flatMap((_, i) => ((pattern >> i) & 1 ? [i + 1] : []));
  const time = times[chance(times.length)] ?? "09:00";
  const reveal = reveals[chance(reveals.length)] ?? "";
  const about = topics[chance(topics.length)] ?? "";
  const told = chance(4) === 0 ? " right or wrong: at the reveal" : "";
  const written = days.map((day) => names[day - 1]).join(", ");
  return { time, zone, days, command: `daily set ${time} ${zone} ${written}${about}${reveal}${told}` };
}
