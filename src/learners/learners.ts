import { offered, type Door } from "../command.ts";
import {
  directMessage,
  hasDirectMessages,
  type Community,
  type Delivery,
  type Reply,
  type Request,
} from "../conversation.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import type { LearnerRow } from "../store/tables.ts";
import { learnerFrom, type Learner } from "./learner.ts";
import {
  addZoneChange,
  deleteLearner,
  learnerOf,
  learnersBeginning,
  learnersOf,
  meetLearner,
  setLearner,
  zoneChangesOf,
} from "./records.ts";
import { rows, settingNames, type SettingName } from "./rows.ts";
import {
  areYouSureView,
  exportSentView,
  exportView,
  forgottenView,
  nothingKeptView,
  nothingToExportView,
  settingsView,
} from "./view.ts";
import { readZone, zoneCompletions } from "./zones.ts";

export type Learners = Door & {
  /** To be called where something is saved for the first time in a transaction: it keeps the name up to date. */
  readonly meet: (tx: Tx, request: Request) => Promise<void>;
  readonly get: (db: Database, id: string) => Promise<Learner>;
  /** Several at once, by id. */
  readonly getAll: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, Learner>>;
  /** The tutor is no longer in this workspace or server. */
  readonly left: (community: Community) => Promise<void>;
  readonly keeper: Keeper;
};

export type Surroundings = {
  readonly store: Store;
  /** All that remember something about people, beside this door. */
  readonly keepers: readonly Keeper[];
  /** Sends a reply once the transaction is committed. */
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  /** The IANA zone that somebody's days go by before they set one, where something tells. */
  readonly usualZone?: (db: Database, learner: string, at: number) => Promise<string | undefined>;
  /** Hears of the zone that somebody set, in the transaction that it is saved in. */
  readonly moved?: (tx: Tx, learner: string, zone: string, now: number) => Promise<void>;
};

/** Who learners are, what they set, and what they may have told or deleted of what is kept about them. */
export function makeLearners({ store, keepers: others, send, usualZone, moved }: Surroundings): Learners {
  const keeper: Keeper = {
    name: "learner",
    forget: deleteLearner,
    export: async (db, id) => told(await learnerOf(db, id), await zoneChangesOf(db, id)),
  };
  const keepers = () => [keeper, ...others];
  const get = async (db: Database, id: string) => learnerFrom(id, await learnerOf(db, id));

  const meet = (tx: Tx, { learner, name, at }: Request) =>
    meetLearner(tx, { id: learner, name: name ?? null, since: at });

  const forget = async (tx: Tx, learner: string) => {
    for (const each of keepers()) await each.forget(tx, learner);
  };

  /** What is kept about a learner, by keeper; nothing of those that keep nothing. */
  const kept = async (learner: string): Promise<Record<string, unknown>> => {
    const found: [string, unknown][] = [];
    for (const each of keepers()) {
      const part = await store.read((db) => each.export(db, learner));
      if (!isEmpty(part)) found.push([each.name, part]);
    }
    return Object.fromEntries(found);
  };

  const settings = async (request: Request): Promise<Reply> => {
    const [setting, value] = request.command.arguments;
    const { learner } = request;
    if (setting === undefined) return settingsView(await store.read((db) => get(db, learner)));
    const change = read(setting as SettingName, value, request.place.private);
    if ("refused" in change) return say(change.refused);
    return store.write(async (tx) => {
      await meet(tx, request);
      const before = (await get(tx, learner)).zone ?? (await usualZone?.(tx, learner, request.at));
      const { zone } = change.set;
      if (zone != null && before !== undefined && zone !== before)
        await addZoneChange(tx, { learner, at: request.at, from: before, to: zone });
      await setLearner(tx, learner, change.set);
      if (zone != null) await moved?.(tx, learner, zone, request.at);
      return settingsView(await get(tx, learner), change.told);
    });
  };

  const exportMe = async ({ id, learner, place }: Request): Promise<Reply> => {
    const all = await kept(learner);
    if (isEmpty(all)) return nothingToExportView;
    const reply = exportView(`${JSON.stringify(all, null, 2)}\n`);
    if (!hasDirectMessages[place.platform]) return reply;
    await store.write((tx) => send(tx, { key: `export ${id}`, place: directMessage(learner), reply }));
    return exportSentView;
  };

  const forgetMe = async ({ learner, command }: Request): Promise<Reply> => {
    if (command.arguments[0] === "yes") {
      await store.write((tx) => forget(tx, learner));
      await store.settle();
      return forgottenView;
    }
    const all = Object.entries(await kept(learner));
    return all.length > 0 ? areYouSureView(all.map(inWords)) : nothingKeptView;
  };

  return {
    rows,
    resolvers: {
      setting: (typed) => settingNames.find((name) => name === typed.toLowerCase()),
      "setting-value": (typed) => typed,
      sure: (typed) => (/^yes$/i.test(typed) ? "yes" : undefined),
    },
    completers: {
      setting: (typed) => offered(settingNames, typed),
      "setting-value": (typed) => [...offered(["on", "off"], typed), ...zoneCompletions(typed)],
    },
    handle(request) {
      switch (request.command.name) {
        case "settings":
          return settings(request);
        case "export-me":
          return exportMe(request);
        case "forget-me":
          return forgetMe(request);
        default:
          throw new Error(`learners does not take the command "${request.command.name}"`);
      }
    },
    meet,
    get,
    async getAll(db, ids) {
      const known = new Map((await learnersOf(db, ids)).map((row) => [row.id, row]));
      return new Map(ids.map((id) => [id, learnerFrom(id, known.get(id))]));
    },
    keeper,
    async left(community) {
      await store.write(async (tx) => {
        // A Slack user belongs to a workspace; a Discord user is the same person in every server.
        if (community.platform === "slack")
          for (const id of await learnersBeginning(tx, `slack:${community.id}:`)) await forget(tx, id);
        for (const each of keepers()) await each.leave?.(tx, community);
      });
      await store.settle();
    },
  };
}

type Change =
  | { readonly set: Partial<Pick<LearnerRow, "zone" | "on_boards" | "nudges">>; readonly told: string }
  | { readonly refused: string };

/** What came is repeated only where nobody else reads along. */
function read(setting: SettingName, value = "", inPrivate: boolean): Change {
  if (setting === "zone") {
    const zone = readZone(value);
    if (zone) return { set: { zone }, told: `Your days now end at midnight in ${zone}.` };
    const came = value === "" ? "Which zone?" : `I know no time zone ${inPrivate ? `“${value}”` : "of that name"}.`;
    return { refused: `${came} Write it as a continent and a city, for example: settings zone Europe/Rome` };
  }
  const on = /^(on|yes)$/i.test(value) ? 1 : /^(off|no)$/i.test(value) ? 0 : undefined;
  if (on === undefined) {
    const came = value === "" ? "On or off?" : `${inPrivate ? `“${value}”` : "That"} is neither on nor off.`;
    return { refused: `${came} Write for example: settings ${setting} off` };
  }
  return setting === "boards"
    ? {
        set: { on_boards: on },
        told: on ? "You are shown on leaderboards." : "You are no longer shown on leaderboards.",
      }
    : { set: { nudges: on }, told: on ? "I may remind you of what is due." : "I no longer remind you of anything." };
}

function told(row: LearnerRow | undefined, zoneChanges: readonly unknown[]): unknown {
  const changes = zoneChanges.length > 0 ? { zoneChanges } : {};
  return row && { ...row, on_boards: row.on_boards === 1, nudges: row.nudges === 1, ...changes };
}

function inWords([name, part]: readonly [string, unknown]): string {
  if (!Array.isArray(part)) return name === "learner" ? "your name and settings" : name;
  return `${name} (${String(part.length)})`;
}

function isEmpty(part: unknown): boolean {
  return part === undefined || part === null || (typeof part === "object" && Object.keys(part).length === 0);
}
