import type { Choice, Fact, Part, Reply } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { capital, compareChoice, documentation, examLine, moreChoice, shortOf, today, where } from "./facts.ts";

/** One entry as the answer to a question. `reason` is the line of it that met the question best. */
export type Cards = (entry: Entry, reason: Fact, runnersUp: readonly string[]) => Reply;

/** Writes once what is told of an entry whatever was asked: a platform that meets the same object again need not draw it. */
export function makeCards(library: Library): Cards {
  const cards = new Map([...library.entries.values()].map((entry) => [entry, makeCard(library, entry)]));
  return (entry, reason, runnersUp) => {
    const { opening, rivals, closing, more, share } = cards.get(entry) as Card;
    const { fact, choice } = rivalToShow(rivals, runnersUp);
    return {
      to: "asker",
      parts: [
        ...opening,
        { kind: "facts", facts: [reason, fact, ...closing] },
        { kind: "choices", choices: [choice, more] },
      ],
      share,
    };
  };
}

/** All that the question does not change. */
type Card = {
  readonly opening: readonly Part[];
  readonly rivals: readonly Rival[];
  readonly closing: readonly Fact[];
  readonly more: Choice;
  readonly share: string;
};

/** A look-alike, with how to tell it apart. */
type Rival = { readonly id: string; readonly isOfKind: boolean; readonly fact: Fact; readonly choice: Choice };

function makeCard(library: Library, entry: Entry): Card {
  return {
    opening: [
      { kind: "heading", text: capital(entry.name) },
      ...examLine(library, entry),
      { kind: "text", text: entry.summary },
    ],
    rivals: entry.lookAlikes.map(({ id, difference }) => ({
      id,
      isOfKind: library.entries.get(id)?.kind === entry.kind,
      fact: { label: `Not ${shortOf(library, id)}`, text: difference },
      choice: compareChoice(library, entry.id, id),
    })),
    closing: [...today(entry), where(library, entry), documentation(entry)],
    more: moreChoice(entry),
    share: `card ${entry.id}`,
  };
}

/** The look-alike to tell apart: of the same kind if there is one, and rather one that ranked near. */
function rivalToShow(rivals: readonly Rival[], runnersUp: readonly string[]): Rival {
  const worth = ({ id, isOfKind }: Rival) => (isOfKind ? 2 : 0) + (runnersUp.includes(id) ? 1 : 0);
  return rivals.reduce((a, b) => (worth(b) > worth(a) ? b : a));
}
