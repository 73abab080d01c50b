import type { Choice, Part, Reply } from "../conversation.ts";
import { say } from "../replies.ts";
import { linesOf, rightPoints, type Board, type Standing } from "./board.ts";
import { periods, type Period } from "./periods.ts";
import type { Scope } from "./rows.ts";

/** What a board is of, and in whose words. */
export type Looked = {
  readonly period: Period;
  readonly scope: Scope;
  /** What the platform calls all of its channels together; nothing where there is but the channel. */
  readonly server?: "workspace" | "server" | undefined;
  /** The day on which the season began, as it is read; nothing where none did. */
  readonly since?: string | undefined;
  /** Everybody will read it: it tells nothing to the asker alone. */
  readonly toAll: boolean;
};

/** As others may know somebody who is shown. */
export type Known = { readonly name: string; readonly streak: number };

export function boardView(board: Board, looked: Looked, knownOf: (learner: string) => Known): Reply {
  const { standings, own, league } = board;
  const shown = shownOn(board, looked);
  const line = (at: number) => {
    const isAsker = !looked.toAll && own.kind === "shown" && own.at === at;
    return standings.slice(at, at + 1).map((standing) => lineOf(standing, knownOf(standing.learner), isAsker));
  };
  const top = shown.filter((at, i) => at === i);
  const around = shown.filter((at, i) => at !== i);
  const heading = `Leaderboard: ${headingOf(looked)}${league ? `, league ${String(league.number)} of ${String(league.of)}` : ""}`;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: heading },
      ...(top.length === 0 ? [text(`Nobody has points yet. ${howToEarn}`)] : [list(top.flatMap(line))]),
      ...(around.length === 0 ? [] : [text("Further down:"), list(around.flatMap(line))]),
      ...(looked.toAll ? [] : ownParts(board)),
      { kind: "choices", choices: choicesOf(board, looked) },
    ],
  };
}

/** Which standings a board shows, by their index. */
export function shownOn({ standings, own }: Board, { toAll }: Pick<Looked, "toAll">): number[] {
  return linesOf(standings.length, !toAll && own.kind === "shown" ? own.at : undefined);
}

/** Where nobody else can answer. */
export function nobodyHereView(server: Looked["server"]): Reply {
  const elsewhere = server === undefined ? "" : `, or say: leaderboard server`;
  return say(`Only the two of us are here, and a leaderboard takes more. Ask me in a channel${elsewhere}.`);
}

/** `isNew`: whether it begins now, and not already before. */
export function seasonBegunView(scope: Scope, server: Looked["server"], isNew: boolean): Reply {
  const begun = isNew ? `begins now for ${whose(scope, server)}` : `has begun already for ${whose(scope, server)}`;
  return say(`A new season ${begun}. What came before still counts for: leaderboard all`, [
    { label: "Leaderboard", command: `leaderboard season ${scope}` },
  ]);
}

/** `sure`: what a button says for yes. */
export function areYouSureView(scope: Scope, server: Looked["server"], sure: string): Reply {
  return say(
    `This begins a new season for ${whose(scope, server)}: everyone starts it without points, and it cannot be taken back. Sure?`,
    [{ label: "Begin a new season", command: `season reset ${scope} ${sure}` }],
  );
}

export function onlyManagersView(scope: Scope, server: Looked["server"]): Reply {
  return say(
    scope === "server"
      ? `Only whoever manages the whole ${server ?? "server"} can begin a new season for all of it. Ask one of them to say: season reset server`
      : "Only whoever manages this channel can begin a new season. Ask one of them to say: season reset",
  );
}

function whose(scope: Scope, server: Looked["server"]): string {
  return scope === "server" ? `all of this ${server ?? "server"}` : "this channel";
}

const howToEarn = `A right answer in a quiz round, or to the daily question in time, earns ${String(rightPoints)} points where somebody else answers it too.`;

function headingOf({ period, scope, server, since }: Looked): string {
  const where = scope === "server" ? `this ${server ?? "server"}` : "this channel";
  const when = period === "season" && since === undefined ? "no season yet, so all time" : periodNames[period];
  return `${when}${since === undefined ? "" : ` (since ${since})`}, ${where}`;
}

const periodNames: Readonly<Record<Period, string>> = {
  week: "this week",
  month: "this month",
  season: "this season",
  all: "all time",
};

function lineOf({ place, ...standing }: Standing, { name, streak }: Known, isAsker: boolean): string {
  const days = streak > 0 ? `, ${String(streak)} ${streak === 1 ? "day" : "days"} in a row` : "";
  return `${String(place)}. ${name}${isAsker ? " (you)" : ""}, ${scoreOf(standing)}${days}`;
}

/** "1,200 points, 86 % of 14": only who missed nothing has 100 %. */
function scoreOf({ points, right, answered }: Omit<Standing, "place">): string {
  const share = right === answered ? 100 : Math.min(99, Math.round((100 * right) / answered));
  return `${points.toLocaleString("en")} points, ${String(share)} % of ${String(answered)}`;
}

/** What the asker alone is told. */
function ownParts({ standings, own }: Board): Part[] {
  switch (own.kind) {
    case "shown":
      return [];
    case "hidden":
      return [
        text(
          `You are not shown on leaderboards. You have ${scoreOf(own.standing)}, and would be number ${String(own.standing.place)}.`,
        ),
      ];
    case "scoreless": {
      const tried = own.answered > 0 ? `, with ${String(own.answered)} answered` : "";
      return [
        ...(own.isHidden ? [text("You are not shown on leaderboards.")] : []),
        ...(standings.length > 0 ? [text(`You have no points here yet${tried}. ${howToEarn}`)] : []),
      ];
    }
  }
}

function choicesOf({ own }: Board, { period, scope, server, toAll }: Looked): Choice[] {
  const other: Scope = scope === "server" ? "channel" : "server";
  const isHidden = own.kind === "hidden" || (own.kind === "scoreless" && own.isHidden);
  return [
    ...periods
      .filter((one) => one !== period)
      .map((one) => ({ label: labels[one], command: `leaderboard ${one} ${scope}` })),
    ...(server === undefined
      ? []
      : [{ label: other === "server" ? `This ${server}` : "This channel", command: `leaderboard ${period} ${other}` }]),
    ...(isHidden && !toAll ? [{ label: "Show me on boards", command: "settings boards on" }] : []),
  ];
}

const labels: Readonly<Record<Period, string>> = {
  week: "This week",
  month: "This month",
  season: "This season",
  all: "All time",
};

function text(told: string): Part {
  return { kind: "text", text: told };
}

function list(items: readonly string[]): Part {
  return { kind: "list", items };
}
