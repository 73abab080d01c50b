import { talliesSince, type Where } from "../answers/records.ts";
import { offered, type Door } from "../command.ts";
import type { Managed, Place, Platform, Reply, Request } from "../conversation.ts";
import { hiddenLearners } from "../learners/records.ts";
import { localDate } from "../learners/zones.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Store } from "../store/store.ts";
import { boardOf, countedModes, type Board } from "./board.ts";
import { periods, startOf, type Period } from "./periods.ts";
import { addSeason, deleteSeasonsOf, latestSeason } from "./records.ts";
import { isSure, readSure, readWord, rows, scopes, writeSure, type Scope } from "./rows.ts";
import {
  areYouSureView,
  boardView,
  nobodyHereView,
  onlyManagersView,
  seasonBegunView,
  shownOn,
  type Known,
  type Looked,
} from "./view.ts";

export type Progress = Door & { readonly keeper: Keeper };

export type ProgressSurroundings = {
  readonly store: Store;
  readonly learners: Pick<Learners, "get">;
  /** The IANA zone that a place's weeks and months are counted by. */
  readonly zoneOf: (place: Place) => string | Promise<string>;
  /** How many days in a row somebody has answered, at a time in milliseconds. */
  readonly streakOf: (learner: string, at: number) => number | Promise<number>;
  /** Whether somebody manages a place, or all that is around it, where the request does not say. */
  readonly mayManage: (request: Request, what?: Managed) => Promise<boolean>;
};

/** How people stand: the leaderboard, and its seasons. */
export function makeProgress({ store, learners, zoneOf, streakOf, mayManage }: ProgressSurroundings): Progress {
  /** When the period began; nothing where that is always, as of a season before the first. */
  const beginningOf = async (period: Period, scope: Scope, { place, at }: Request): Promise<number | undefined> => {
    if (period === "all") return undefined;
    if (period !== "season") return startOf(period, at, await zoneOf(place));
    const channels = scope === "channel" ? channelsOf(place) : [];
    return store.read((db) => latestSeason(db, place.platform, place.community, channels));
  };

  const board = async (request: Request, period: Period, scope: Scope): Promise<Reply> => {
    const { place, learner, at, inPublic = false } = request;
    const beginning = await beginningOf(period, scope, request);
    const [tallies, hiding] = await store.read((db) =>
      Promise.all([talliesSince(db, whereOf(place, scope), countedModes, beginning ?? 0), hiddenLearners(db)]),
    );
    const hidden = new Set(hiding);
    const stands = boardOf(tallies, {
      hidden,
      // Not even its choice of league may tell of somebody who is hidden.
      asker: inPublic && hidden.has(learner) ? undefined : learner,
      inLeagues: scope === "server" && period === "week",
    });
    const looked: Looked = {
      ...{ period, scope, server: serverOf(place), toAll: inPublic },
      since: period === "season" && beginning !== undefined ? dayAsRead(beginning, await zoneOf(place)) : undefined,
    };
    const known = await knownOn(stands, looked, at);
    return boardView(stands, looked, (id) => known.get(id) ?? nobody);
  };

  /** Whoever the board shows. */
  const knownOn = async (stands: Board, looked: Looked, at: number): Promise<ReadonlyMap<string, Known>> => {
    const shown = shownOn(stands, looked).flatMap((i) => stands.standings[i]?.learner ?? []);
    const found = await store.read((db) => Promise.all(shown.map((id) => learners.get(db, id))));
    const streaks = await Promise.all(shown.map((id) => Promise.resolve(streakOf(id, at))));
    return new Map(found.map(({ id, name }, i) => [id, { name: name ?? nobody.name, streak: streaks[i] ?? 0 }]));
  };

  /** Asked of the platform where it matters alone, and never in a transaction. */
  const manages = async (request: Request, scope: Scope): Promise<boolean> =>
    scope === "server"
      ? (request.mayManageAll ?? mayManage(request, "community"))
      : (request.mayManage ?? mayManage(request));

  /** What everybody counts by is not begun by one slip: asked back first. */
  const reset = async (request: Request, scope: Scope, sure: string | undefined): Promise<Reply> => {
    const { id, place, at } = request;
    const server = serverOf(place);
    if (place.private) return say("A season is begun in a channel, by whoever manages it. Say it there: season reset");
    if (!(await manages(request, scope))) return onlyManagersView(scope, server);
    if (sure === undefined) return areYouSureView(scope, server, writeSure(at));
    const channel = scope === "channel" ? (place.within ?? place.id) : null;
    const { platform, community } = place;
    const isNew = await store.write(async (tx) => {
      const asked = readSure(sure);
      // Neither what is delivered twice nor a button that is pressed again begins a second one.
      const press = asked === undefined ? id : `season ${platform} ${channel ?? `all of ${String(community)}`} ${sure}`;
      if (!(await isFirstTime(tx, press, at))) return false;
      const latest = await latestSeason(tx, platform, community, channel === null ? [] : [channel]);
      if (asked !== undefined && latest !== undefined && latest >= asked) return false;
      await addSeason(tx, { platform, place: channel, community: community ?? null, started_at: at });
      return true;
    });
    return seasonBegunView(scope, server, isNew);
  };

  return {
    rows,
    resolvers: {
      "board-period": readWord,
      "board-scope": readWord,
      "season-word": (typed) =>
        isSure.test(typed) ? typed.toLowerCase() : scopes.find((scope) => scope === readWord(typed)),
      "season-act": (typed) => (/^(reset|new|restart)$/i.test(typed) ? "reset" : undefined),
    },
    completers: {
      "board-period": (typed) => offered(periods, typed),
      "board-scope": (typed) => offered(scopes, typed),
      "season-act": (typed) => offered(["reset"], typed),
      "season-word": (typed) => offered([...scopes, "yes"], typed),
    },
    handle(request) {
      const { command, place } = request;
      const said = (word: Period | Scope) => command.arguments.includes(word);
      // Where there is nothing around the channel, it is the whole.
      const usual: Scope = place.private ? "server" : "channel";
      const scope = place.community === undefined ? "channel" : (scopes.find(said) ?? usual);
      switch (command.name) {
        case "leaderboard":
          if (place.private && scope === "channel") return nobodyHereView(serverOf(place));
          return board(request, periods.find(said) ?? "week", scope);
        case "season":
          return reset(
            request,
            place.private ? "channel" : scope,
            command.arguments.find((word) => isSure.test(word)),
          );
        default:
          throw new Error(`progress does not take the command "${command.name}"`);
      }
    },
    keeper: {
      name: "seasons",
      // A season is a place's; who began it is not kept.
      forget: () => Promise.resolve(),
      export: () => Promise.resolve(undefined),
      leave: (tx, { platform, id }) => deleteSeasonsOf(tx, platform, id),
    },
  };
}

/** As somebody is shown whose name is not known. */
const nobody: Known = { name: "A player", streak: 0 };

/** What holds a platform's channels together, where something does. */
const serverNames: Readonly<Record<Platform, Looked["server"]>> = {
  slack: "workspace",
  discord: "server",
  web: undefined,
  shell: undefined,
};

function serverOf({ platform, community }: Place): Looked["server"] {
  return community === undefined ? undefined : serverNames[platform];
}

/** A thread counts together with its channel. */
function channelsOf({ id, within }: Place): string[] {
  return within === undefined ? [id] : [id, within];
}

function whereOf(place: Place, scope: Scope): Where {
  const { platform, community } = place;
  return scope === "server" && community !== undefined
    ? { platform, community }
    : { platform, places: channelsOf(place) };
}

/** Such as "24 November 2026". */
function dayAsRead(at: number, zone: string): string {
  return new Date(localDate(at, zone)).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}
