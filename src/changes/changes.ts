import { firstAnswersTo } from "../answers/records.ts";
import type { Part, Reply, Request } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store } from "../store/store.ts";
import { changesKeeper, markTold, toldTo } from "./records.ts";
import { changesOf, endOf, servicesIn, unseen, type ServiceChange } from "./unseen.ts";
import { changeView } from "./view.ts";

export type Changes = {
  /** What to tell the asker below the answer; nothing, at once, where it is known that there is nothing. */
  readonly news: (request: Request) => ((answer: Reply) => Promise<readonly Part[]>) | undefined;
  readonly keeper: Keeper;
};

export type ChangesSurroundings = {
  readonly store: Store;
  /** Nothing where the work fails, or takes longer than an answer may wait for it. */
  readonly inTime: <T>(work: Promise<T>) => Promise<T | undefined>;
};

/** More than two at once are not read; the others come with the next answer. */
const mostAtOnce = 2;

/** So many learners are known at a time to have nothing new. */
const mostSettled = 10_000;

/** Commands whose answer is a step on to the next question, some against the clock: a note would stand in its way. */
export const steps: readonly string[] = ["play", "sit", "drill"];

/**
 * Tells learners, once, what has changed of a service since they answered on it: below the next answer that they alone
 * read. A library changes with a restart alone, so a learner is looked up once in a process, with two reads by their own
 * keys; whoever has nothing new costs nothing from then on, and a library without changes costs nobody anything.
 *
 * That it is told is noted before it is shown, since no platform says what was read: whoever is killed in between has not
 * told it. To tell it again would tell it twice to whoever asks two processes at once; and its status today stands under
 * every answer about the service anyway.
 */
export function makeChanges(
  { services, items }: Pick<Library, "services" | "items">,
  { store, inTime }: ChangesSurroundings,
): Changes {
  const changes = changesOf(services);
  const changed = new Set(changes.map(({ service }) => service.id));
  const changedIn = new Map(
    items
      .map((item) => [item.id, servicesIn(item).filter((id) => changed.has(id))] as const)
      .filter(([, ids]) => ids.length > 0),
  );
  const latest = Math.max(...changes.map(({ change }) => endOf(change.day)));
  const settled = new Set<string>();

  const lookUp = async (db: Database, learner: string): Promise<ServiceChange[]> => {
    const answeredAt = new Map<string, number>();
    for (const { item, at } of await firstAnswersTo(db, learner, [...changedIn.keys()], latest))
      for (const id of changedIn.get(item) ?? []) answeredAt.set(id, Math.min(at, answeredAt.get(id) ?? Infinity));
    return answeredAt.size === 0 ? [] : unseen(changes, answeredAt, await toldTo(db, learner));
  };

  const settle = (learner: string) => {
    const [oldest] = settled;
    if (settled.size >= mostSettled && oldest !== undefined) settled.delete(oldest);
    settled.add(learner);
  };

  const take = async ({ learner, at }: Request): Promise<readonly Part[]> => {
    const found = await inTime(store.read((db) => lookUp(db, learner)));
    if (!found) return [];
    const now = found.slice(0, mostAtOnce);
    const keys = now.map(({ service, change }) => ({ service: service.id, day: change.day }));
    const noted = keys.length === 0 ? [] : await store.write((tx) => markTold(tx, learner, keys, at));
    if (found.length <= mostAtOnce) settle(learner);
    return now
      .filter(({ service, change }) => noted.some((one) => one.service === service.id && one.day === change.day))
      .flatMap(changeView);
  };

  return {
    news(request) {
      if (changedIn.size === 0 || request.inPublic || settled.has(request.learner)) return undefined;
      if (steps.includes(request.command.name)) return undefined;
      return (answer) => (isForAsker(answer) ? take(request).catch(() => []) : Promise.resolve([]));
    },
    keeper: changesKeeper,
  };
}

/** A form or a file has no room below it everywhere. */
function isForAsker({ to, parts }: Reply): boolean {
  return to === "asker" && parts.every(({ kind }) => kind !== "form" && kind !== "file");
}
