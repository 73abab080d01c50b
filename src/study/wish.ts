import type { About, TopicFinder } from "../items/topic.ts";

/** What somebody wants to study, from what they wrote after `study`. */
export type Wish = {
  readonly count: number;
  /** What it is about; everything if left out. */
  readonly about?: About;
  readonly weakSpots: boolean;
  /** A sitting that is open is not gone on with. */
  readonly afresh: boolean;
};

const [fewest, usual, most] = [1, 10, 10];

/** Reads "3 Clarify vs Debugger", in any order; nothing where the words mean no topic. */
export function readWish(text: string, topicOf: TopicFinder): Wish | undefined {
  let rest = ` ${text.trim()} `;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], " ");
    return found;
  };
  const afresh = take(/ (?:afresh|anew) /i) !== undefined;
  const weakSpots = take(/ (?:my )?weak (?:spots?|points?) /i) !== undefined;
  const counted = take(/^ *(\d{1,2})(?: questions?)? (?!\.)/i)?.[1];
  const count = counted === undefined ? usual : Number(counted);
  const words = rest
    .trim()
    .replace(/^(?:(?:questions? )?(?:on|about) )/i, "")
    .trim();
  const about = words === "" ? undefined : topicOf(words);
  if (words !== "" && !about) return undefined;
  return { count: Math.min(most, Math.max(fewest, count)), weakSpots, afresh, ...(about ? { about } : {}) };
}

/** What a sitting is on, in words. */
export function aboutInWords({ about, weakSpots }: Pick<Wish, "about" | "weakSpots">): string {
  if (weakSpots) return about ? `your weak spots in ${about.name}` : "your weak spots";
  return about?.name ?? "everything";
}
