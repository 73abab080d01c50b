import type { Library } from "../knowledge/library.ts";
import type { Reader, Reading } from "./reading.ts";
import type { Term } from "./terms.ts";
import { stem } from "./words.ts";

/**
 * Entries that a question calls by name, each with how much of the question the name makes up: 1 where it is nothing
 * but the name ("what is a model registry?"), little where it is one word among many. A question whose telling words
 * are just those of an example ("how do I version a model?") counts as calling that entry too.
 */
export type Mentions = (reading: Reading) => ReadonlyMap<string, number>;

/** A longer name, in telling words, is no name that anybody says. */
const longestName = 5;

/** An example with fewer telling words is told by what else it says. */
const fewestAsked = 2;

/** Said of so many entries that it names none. */
const vendor = "sagemaker";

export function makeMentions(entries: Library["entries"], read: Reader): Mentions {
  const names = makeNode();
  const asked = new Map<string, Set<string>>();
  const vendorStem = read.numberOf(stem(vendor));
  const nameStems = ({ telling }: Reading) => telling.filter((word) => word !== vendorStem);
  for (const { id, name, short, formerNames, aliases, examples } of entries.values()) {
    for (const given of [name, short, id.replaceAll("-", " "), ...formerNames, ...aliases]) {
      const words = nameStems(read(given));
      if (words.length > 0 && words.length <= longestName) grow(names, words).ids.add(id);
    }
    for (const example of examples) {
      const words = nameStems(read(example));
      const key = words.join(" ");
      if (words.length >= fewestAsked) asked.set(key, (asked.get(key) ?? new Set()).add(id));
    }
  }

  return (reading) => {
    const words = nameStems(reading);
    const mentioned = new Map<string, number>();
    for (let from = 0; from < words.length; from++) {
      let node: Node | undefined = names;
      for (let to = from; to < words.length && (node = node.next.get(words[to] as Term)); to++)
        for (const id of node.ids) mentioned.set(id, Math.max(mentioned.get(id) ?? 0, (to + 1 - from) / words.length));
    }
    for (const id of asked.get(words.join(" ")) ?? []) mentioned.set(id, 1);
    return mentioned;
  };
}

/** A tree of names, a word a step: a question is followed no further than some name goes. */
type Node = { readonly ids: Set<string>; readonly next: Map<Term, Node> };

function makeNode(): Node {
  return { ids: new Set(), next: new Map() };
}

/** Where these words lead from a node, the way there made where it is missing. */
function grow(node: Node, words: readonly Term[]): Node {
  return words.reduce((from, word) => {
    const to = from.next.get(word) ?? makeNode();
    from.next.set(word, to);
    return to;
  }, node);
}
