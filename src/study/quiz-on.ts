import { isAbout, type Topic } from "../items/draw.ts";
import type { Library } from "../knowledge/library.ts";

/**
 * The command for three questions on an entry, or on what tells two apart; nothing where the bank has none. What single
 * entries have is counted once: it is asked with every answer.
 */
export function makeQuizOn({ items, entries }: Library): (ids: readonly string[]) => string | undefined {
  const open = items.filter(({ reserved, withdrawn }) => !reserved && !withdrawn);
  const isAsked = (topic: Topic) => open.some((item) => isAbout(item, topic));
  const alone = new Set([...entries.keys()].filter((entry) => isAsked({ entry })));
  return (ids) => {
    const [first, second] = ids;
    if (first === undefined) return undefined;
    if (second === undefined) return alone.has(first) ? `study 3 ${first}` : undefined;
    return isAsked({ lookAlikes: [first, second] }) ? `study 3 ${first} vs ${second}` : undefined;
  };
}
