import type { Library } from "../src/knowledge/library.ts";
import { isDaily } from "./dailies-answers.ts";
import { makeHandClock } from "./dailies-clock.ts";
import { openLife, type World } from "./dailies-life.ts";
import { recordingPlatform, type Recording } from "./dailies-platform.ts";

export type Drained = {
  readonly posted: number;
  /** From when they were due to when the last was there, by the clock that is set by hand. */
  readonly simulatedSeconds: number;
  /** Posts that were there before one that was put before them. */
  readonly outOfOrder: number;
  /** Calls that the platform told to wait. */
  readonly toldToWait: number;
  /** How long the process took for it. */
  readonly realSeconds: number;
};

type Burst = { readonly channels: number; readonly library: Library; readonly file: string };

/**
 * What a platform takes at most: Slack "several hundred messages a minute" from one app in a workspace, as which 300 are
 * taken here; Discord fifty calls a second from one bot, to which its SDK keeps by itself.
 * https://docs.slack.dev/apis/web-api/rate-limits, https://docs.discord.com/developers/topics/rate-limits
 */
const limits = {
  slack: { most: 300, ms: 60_000, queues: false },
  discord: { most: 50, ms: 1000, queues: true },
} as const;

/** So many channels of one platform have their daily at the same minute; all of it in order, as the platform permits. */
export async function playBurst(burst: Burst): Promise<Readonly<Record<"channels" | "days", number>> & Both> {
  const slack = await drain("slack", burst);
  const discord = await drain("discord", { ...burst, file: `${burst.file}-discord` });
  return { channels: burst.channels, days: 1, slack, discord };
}

type Both = { readonly slack: Drained; readonly discord: Drained };

const [minute, day] = [60_000, 24 * 60 * 60 * 1000];
const start = Date.UTC(2027, 0, 4, 0, 30);
const due = Date.UTC(2027, 0, 4, 9);

async function drain(name: Recording["name"], { channels, library, file }: Burst): Promise<Drained> {
  const clock = makeHandClock(start);
  const order = new Map<string, number>();
  const fair = { chance: () => 9999, failed: 0, waits: 0, unknown: 0, outages: [] };
  const paces =
    name === "slack"
      ? { channelPace: 1000, platformPace: 200, minorPace: 1500, knowsRepetitions: false }
      : { channelPace: 1000, platformPace: 20, minorPace: 0, knowsRepetitions: true };
  const platform = recordingPlatform(name, paces, clock, { ...fair, limit: limits[name] }, () => undefined);
  let tokens = 0;
  const world: World = {
    ...{ file, library, clock, platforms: [platform], log: () => undefined, strikes: () => false },
    newToken: () => (tokens += 1).toString(36).padStart(6, "0"),
    onSent: (delivery) => {
      if (isDaily(delivery)) order.set(delivery.key, order.size);
    },
  };
  const life = await openLife(world);
  await life.quiet();
  for (let n = 0; n < channels; n++) {
    const learner = name === "slack" ? `slack:T1:U${String(n)}` : `discord:${String(n)}`;
    const place = { platform: name, id: `C${String(n)}`, private: false, community: "T1" } as const;
    const id = `set ${String(n)}`;
    await life.say({ id, learner, place, at: clock.now() }, "daily set 09:00 Africa/Abidjan weekdays");
  }
  await life.quiet();
  while (await clock.step(due - minute)) await life.quiet();
  const began = performance.now();
  while (platform.shown.length < channels && (await clock.step(due + day))) await life.quiet();
  const realSeconds = Math.round((performance.now() - began) / 100) / 10;
  const posted = platform.shown.filter(isDaily);
  await life.bury();
  return {
    posted: posted.length,
    simulatedSeconds: Math.round(((posted.at(-1)?.at ?? due) - due) / 1000),
    outOfOrder: posted.filter(({ key }, i) => i > 0 && turn(order, key) < turn(order, posted[i - 1]?.key ?? "")).length,
    toldToWait: platform.toldToWait(),
    realSeconds,
  };
}

function turn(order: ReadonlyMap<string, number>, key: string): number {
  return order.get(key) ?? -1;
}
