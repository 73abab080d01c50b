import Sqlite from "libsql";
import type { Delivery, Reply } from "../src/conversation.ts";
import { seeded } from "../src/items/chance.ts";
import type { Chance } from "../src/knowledge/numbers.ts";
import type { Library } from "../src/knowledge/library.ts";
import { answerTo, isDaily } from "./dailies-answers.ts";
import { cast, type Channel, type Wish } from "./dailies-cast.ts";
import { makeHandClock } from "./dailies-clock.ts";
import type { Happening, Played, Plan } from "./dailies-count.ts";
import { openLife, type Life, type World } from "./dailies-life.ts";
import { recordingPlatform, type Moment, type Weather } from "./dailies-platform.ts";

export type Year = {
  readonly channels: number;
  readonly days: number;
  readonly seed: number;
  /** An SQLite file that is not there yet. */
  readonly file: string;
  readonly library: Library;
};

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const start = Date.UTC(2027, 0, 1);

/** Of 100,000 moments of each kind, so many kill the process. */
const struck: Readonly<Record<Moment, number>> = { claimed: 6, shown: 6, "before commit": 4, "after commit": 4 };

/** Processes that are ended in good order, and killed at any moment, in a year. */
const [restarts, kills] = [26, 52];

/** Plays a year of channels with a daily question, by a clock that is set by hand. */
export async function playYear({ channels, days, seed, file, library }: Year): Promise<Played> {
  const chance = seeded(`dailies ${String(seed)}`);
  const end = start + days * day;
  const clock = makeHandClock(start);
  const plans: Plan[] = [];
  const notes = new Map<string, number>();
  const lives: { from: number; to: number }[] = [];
  const hit = new Set<string>();
  const unknown = new Set<string>();
  const happenings: Happening[] = [];
  const byPlace = new Map<string, Channel>();
  let life: Life | undefined;
  let tokens = 0;
  let presses = 0;
  let killed = 0;
  let isCareful = false;

  const onShown = (delivery: Delivery) => {
    if (isDaily(delivery)) learn(delivery);
    else if (delivery.key.startsWith("gave up ") && chance(10) < 6) goOn(delivery);
  };
  const paces = { channelPace: 1000 };
  const slack = recordingPlatform(
    ...(["slack", { ...paces, platformPace: 200, minorPace: 1500, knowsRepetitions: false }, clock] as const),
    ...([weather(chance, days), onShown] as const),
  );
  const discord = recordingPlatform(
    ...(["discord", { ...paces, platformPace: 20, minorPace: 0, knowsRepetitions: true }, clock] as const),
    ...([weather(chance, days), onShown] as const),
  );
  const world: World = {
    ...{ file, library, clock, platforms: [slack, discord], log: () => undefined },
    newToken: () => (tokens += 1).toString(36).padStart(6, "0"),
    strikes(moment) {
      const strikes = !isCareful && chance(100_000) < struck[moment];
      if (strikes) killed += 1;
      return strikes;
    },
    onSent({ key }) {
      if (key.startsWith("not posted ") || key.startsWith("gave up ")) notes.set(key, clock.now());
    },
  };

  /** Says something as soon as there is a process; again, under the same id, where that ends before it has answered. */
  const say = async (
    place: Channel["place"],
    learner: string,
    text: string,
    id = `press ${String((presses += 1))}`,
  ) => {
    if (!life || life.isOver()) {
      clock.at(clock.now() + 5 * second, () => say(place, learner, text, id));
      return undefined;
    }
    const here = life;
    const reply = await Promise.race([here.say({ id, learner, place, at: clock.now(), name: "N" }, text), here.over]);
    if (!reply) clock.at(clock.now() + 5 * second, () => say(place, learner, text, id));
    return reply;
  };
  /** What a setter wants is done while nothing goes wrong: afterwards it is known whether it was. */
  const carefully = (
    channel: Channel,
    text: string,
    done: (reply: Reply, at: number) => void,
  ): (() => Promise<void>) => {
    const attempt = async () => {
      if (!life || life.isOver()) {
        clock.at(clock.now() + 5 * second, attempt);
        return;
      }
      isCareful = true;
      const reply = await say(channel.place, channel.setter, text);
      isCareful = false;
      if (reply) done(reply, clock.now());
    };
    return attempt;
  };

  const learn = ({ key, place, reply }: Delivery) => {
    const channel = byPlace.get(place.id);
    if (!channel || channel.answers === 0) return;
    const count = (answersDue.get(place.id) ?? 0) + 1;
    answersDue.set(place.id, count);
    if (count % channel.answers !== 0) return;
    const [token = ""] = /d-\S+/.exec(key) ?? [];
    const learner = channel.learners[chance(channel.learners.length)] ?? "";
    clock.at(clock.now() + minute + chance(4 * hour), async () => {
      const given = answerTo(token, reply);
      const text = typeof given === "string" ? given : given(await say(place, learner, `day ${token} open`));
      if (text !== undefined) await say(place, learner, text);
    });
  };
  const answersDue = new Map<string, number>();

  const goOn = ({ reply }: Delivery) => {
    const [, schedule = ""] = /daily-resume (s-\w+)/.exec(JSON.stringify(reply)) ?? [];
    const plan = plans.find(({ id }) => id === schedule);
    if (plan)
      clock.at(
        clock.now() + hour + chance(10 * day),
        carefully(plan.channel, `daily-resume ${schedule}`, heard(schedule, "resume")),
      );
  };
  const heard = (schedule: string, kind: Happening["kind"], until?: string) => (_: Reply, at: number) => {
    happenings.push({ schedule, at, kind, ...(until === undefined ? {} : { until }) });
  };

  const plan = (channel: Channel, wish: Wish) => {
    const setAt = start + chance(2 * day);
    const set = carefully(channel, wish.command, (reply, at) => {
      const id = newest(channel.place.id);
      if (id === undefined || plans.some((known) => known.id === id))
        throw new Error(`"${wish.command}" set nothing: ${JSON.stringify(reply.parts)}`);
      plans.push({ id, channel, wish, setAt: at });
      const dice = chance(10);
      const pausedAt = at + chance(Math.max(days - 4, 1) * day);
      if (dice < 2) {
        clock.at(pausedAt, carefully(channel, `daily-pause ${id}`, heard(id, "pause")));
        const resumedAt = pausedAt + 3 * day + chance(37 * day);
        clock.at(resumedAt, carefully(channel, `daily-resume ${id}`, heard(id, "resume")));
      } else if (dice < 3) {
        const until = new Date(pausedAt + (3 + chance(20)) * day).toISOString().slice(0, 10);
        clock.at(pausedAt, carefully(channel, `daily-pause ${id} until ${until}`, heard(id, "pause", until)));
      }
    });
    clock.at(setAt, set);
  };

  const bare = () => new Sqlite(file, { timeout: 5000 });
  const rows = (sql: string, ...values: string[]) => {
    const database = bare();
    try {
      return database.prepare(sql).all(...values) as Readonly<Record<string, string>>[];
    } finally {
      database.close();
    }
  };
  const newest = (place: string) => rows("select id from schedules where place = ? order by id", place).at(-1)?.["id"];
  const dailyPosts = "replaces is null and key like 'day d-% post'";
  const noteUnknown = () => {
    for (const { key = "" } of rows(`select key from outbox where state = 'unknown' and ${dailyPosts}`))
      unknown.add(key);
  };

  const begin = async () => {
    if (lives.length > 0)
      for (const { key = "" } of rows(`select key from outbox where state = 'sending' and ${dailyPosts}`)) hit.add(key);
    life = await openLife(world);
    lives.push({ from: clock.now(), to: Infinity });
    await life.quiet();
  };
  const endLife = async (dead: Life) => {
    const last = lives.at(-1);
    if (last) last.to = Math.min(last.to, clock.now());
    await dead.bury();
    life = undefined;
    clock.at(clock.now() + downFor(chance), begin);
  };

  for (const channel of cast(channels, chance)) {
    byPlace.set(channel.place.id, channel);
    for (const wish of channel.wishes) plan(channel, wish);
  }
  for (let n = 0; n < Math.ceil((restarts * days) / 365); n++)
    clock.at(start + chance(days * day), () => {
      const last = lives.at(-1);
      if (life && last?.to === Infinity) last.to = clock.now();
      life?.stop();
    });
  for (let n = 0; n < Math.ceil((kills * days) / 365); n++) {
    const at = start + chance(days * day);
    // Most at a full hour, in the middle of what goes out then.
    clock.at(n % 3 === 0 ? at : Math.ceil(at / (hour / 2)) * (hour / 2) + chance(100), () => {
      if (!life || life.isOver()) return;
      killed += 1;
      life.kill();
    });
  }
  for (let at = start + 10 * day; at < end; at += 10 * day) clock.at(at, noteUnknown);

  await begin();
  // What was due to the last is given the two hours that it may take.
  while (await clock.step(end + 3 * hour)) {
    await life?.quiet();
    if (life?.isOver()) await endLife(life);
  }
  noteUnknown();
  await life?.bury();

  return {
    ...{ kills: killed, plans, happenings, lives, notes, hit, unknown, start, end },
    leftOpen: new Set([...slack.leftOpen, ...discord.leftOpen]),
    shown: [...slack.shown, ...discord.shown].filter(isDaily),
    asked: rows("select id, schedule, date, state from dailies") as unknown as Played["asked"],
  };
}

/** Mostly it is started again at once; now and then after hours, or a day. */
function downFor(chance: Chance): number {
  const dice = chance(100);
  if (dice < 70) return second + chance(19 * second);
  if (dice < 90) return minute + chance(14 * minute);
  return dice < 98 ? hour + chance(1.5 * hour) : 6 * hour + chance(24 * hour);
}

/** Six outages a year of minutes to an hour and a half, two of more than two hours, and now and then a call that fails. */
function weather(chance: Chance, days: number): Weather {
  const outages: (readonly [number, number])[] = [];
  for (let n = 0; n < Math.ceil((8 * days) / 365); n++) {
    const from = start + chance(days * day);
    const length = n % 4 === 0 ? 2.5 * hour + chance(2.5 * hour) : 5 * minute + chance(85 * minute);
    outages.push([from, from + length]);
  }
  return { chance, outages, failed: 100, waits: 20, unknown: 5 };
}
