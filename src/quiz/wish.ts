import type { About, TopicFinder } from "../items/topic.ts";

/** What somebody wants of a round, from what they wrote after `quiz`. */
export type Wish = {
  readonly count: number;
  /** What it is about, and how that is called; everything if left out. */
  readonly about?: About;
  /** Leans to what the place knows least. */
  readonly weakSpots: boolean;
  /** For every question; the usual times if left out. */
  readonly seconds?: number;
  readonly untimed: boolean;
  readonly teams: readonly string[];
  readonly speed: boolean;
  readonly peer: boolean;
};

export type Refused = { readonly refused: string };

const [fewest, usual, most] = [1, 5, 20];
const [shortest, longest] = [10, 300];
const usualTeams = ["Red", "Blue"];
const mostTeams = 4;
const longestTeam = 20;

/**
 * Reads "5 drift 20s speed teams Owls Foxes". Options stand anywhere; what is none of them is the topic. `inPrivate`:
 * whether a refusal may repeat what was written.
 */
export function readWish(text: string, topicOf: TopicFinder, inPrivate: boolean): Wish | Refused {
  let rest = ` ${text.trim()} `;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], " ");
    return found;
  };
  const weakSpots = take(/\b(?:our|my)? ?weak (?:spots?|points?)\b/i) !== undefined;
  const untimed = take(/\b(?:untimed|no timer|without a timer)\b/i) !== undefined;
  const seconds = take(/\b(\d{1,4}) ?s(?:ec(?:ond)?s?)?\b/i)?.[1];
  const speed = take(/\b(?:speed|fast)\b/i) !== undefined;
  const peer = take(/\b(?:talk|peer(?: instruction)?)\b/i) !== undefined;
  const teamed = take(/\bteams?\b(?<names>(?:[ ,:]+[^\s,:]+)*) /iu);
  const said = teamed?.groups?.["names"]?.split(/[ ,:]+/).filter(Boolean) ?? [];
  const areMarked = said.some((word) => !isName.test(word) && !joins.test(word));
  // A number beside the names says how many questions; words that join are no names, but may be part of a topic.
  const number = said.length > 2 && topicOf(said.join(" ")) === undefined ? takeNumber(said) : undefined;
  const names = said.filter((word) => !joins.test(word));
  // One word names no teams, and a topic may stand behind "teams" as well: both are given back.
  const areNames = names.length >= 2 && topicOf(said.join(" ")) === undefined;
  if (!areNames) rest = `${rest} ${said.join(" ")} `;
  if (number !== undefined) rest = ` ${number} ${rest}`;
  const teams = teamed === undefined ? [] : areNames ? names : usualTeams;
  const called = rest.replace(/\s+/g, " ").trim();
  const counted = /^(\d{1,3})(?: questions?)?\b(?!\.)/i.exec(called);
  const count = counted ? Number(counted[1]) : usual;
  const words = called
    .slice(counted?.[0].length ?? 0)
    .replace(/^\s*(?:me |us )?(?:questions? )?(?:on|about|of)\s+/i, "")
    .replace(/^\s*(?:me|us)\s*$/i, "")
    .trim();

  if (count < fewest || count > most)
    return { refused: `A round has ${String(fewest)} to ${String(most)} questions. For example: quiz 5` };
  if (seconds !== undefined && (Number(seconds) < shortest || Number(seconds) > longest))
    return { refused: `A question takes ${String(shortest)} to ${String(longest)} seconds. For example: quiz 5 20s` };
  if (
    areNames
      ? areMarked || new Set(names.map((name) => name.toLowerCase())).size < names.length
      : areMarked && topicOf(words) === undefined
  )
    return { refused: "Teams need names that differ, of letters and digits alone. For example: quiz teams Owls Foxes" };
  if (teams.length > mostTeams || teams.some((name) => name.length > longestTeam))
    return { refused: `Name 2 to ${String(mostTeams)} teams in short words. For example: quiz teams Owls Foxes` };
  const about = words === "" ? undefined : topicOf(words);
  if (words !== "" && !about)
    return {
      refused: `I know no topic ${inPrivate ? `“${words}”` : "of that name"}. Name a module (module 4), an objective (1.3.4), a stage, a service or two look-alikes. For example: quiz 5 Model Monitor vs Clarify`,
    };
  return {
    ...{ count, weakSpots, untimed, teams, speed, peer },
    ...(about ? { about } : {}),
    ...(seconds === undefined ? {} : { seconds: Number(seconds) }),
  };
}

/** Takes the first word, or else the last, if it is a number. */
function takeNumber(words: string[]): string | undefined {
  if (isNumber.test(words[0] ?? "")) return words.shift();
  return isNumber.test(words.at(-1) ?? "") ? words.pop() : undefined;
}

/** Of letters and digits: a team is called by it in everybody's sight, and must mention nobody. */
const isName = /^[\p{L}\p{N}][\p{L}\p{N}'-]*$/u;

const isNumber = /^\d{1,3}$/;

/** What stands between names. */
const joins = /^(?:and|vs\.?|versus|against|or|&|\+|\/)$/i;
