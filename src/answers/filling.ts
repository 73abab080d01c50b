import type { Place } from "../conversation.ts";
import { fromDraft, menusOf, toDraft } from "../items/form.ts";
import type { Showing } from "../items/showing.ts";
import type { Database, Store } from "../store/store.ts";
import { draft, rowOf, type Mode } from "./answers.ts";
import { draftOf, heldDraft, readChosen } from "./records.ts";

/** A form that is being filled in: whose, and for which asking. `standing` are the letters to begin with. */
export type Filling = {
  readonly question: string;
  readonly learner: string;
  readonly vote: number;
  readonly mode: Mode;
  readonly place: Place;
  readonly showing: Showing;
  readonly standing: readonly string[];
};

/** The letters in each menu so far. */
export async function filledIn(db: Database, filling: Filling): Promise<readonly string[]> {
  const { question, learner, vote, showing, standing } = filling;
  const kept = readChosen((await draftOf(db, question, learner, vote))?.chosen ?? "");
  return kept ? fromDraft(showing, kept) : standing;
}

/**
 * One choice more. It is read and written in one transaction: two menus chosen at once are both kept. Without values
 * nothing is changed: another page of the form is asked for.
 */
export function fillIn(
  store: Store,
  filling: Filling,
  { menu, values, at }: { readonly menu: number; readonly values: string; readonly at: number },
): Promise<readonly string[]> {
  return store.write(async (tx) => {
    if (values === "") return filledIn(tx, filling);
    const { showing, question, learner, vote, mode, place, standing } = filling;
    const begun = { ...{ question, learner, vote, mode, place, item: showing.item }, tookMs: 0, at, localDate: "" };
    const kept = readChosen((await heldDraft(tx, rowOf({ ...begun, chosen: undefined }))).chosen);
    const before = kept ? fromDraft(showing, kept) : standing;
    const entered = Array.from({ length: menusOf(showing) }, (_, i) =>
      i + 1 === menu ? values.toUpperCase() : (before[i] ?? ""),
    );
    await draft(tx, { ...begun, chosen: toDraft(showing, entered) });
    return entered;
  });
}
