import type { Part, Place, Reply } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { answerForm, fromDraft, menusOf, readEntered, toDraft } from "../items/form.ts";
import type { Answer } from "../items/grade.ts";
import type { Showing } from "../items/showing.ts";
import { questionView } from "../items/view.ts";
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

/** What was chosen in one menu, counted from 1, and when. */
export type Chosen = { readonly menu: number; readonly values: string; readonly at: number };

/**
 * The form of a question, as it is filled in so far or with one choice more. The question comes along: a window covers
 * the post that asks it, and its menus cut what is long.
 */
export async function showForm(
  store: Store,
  filling: Filling,
  commands: { readonly send: string; readonly fill: string },
  chosen?: Chosen,
): Promise<Reply> {
  const { showing } = filling;
  const entered = await (chosen ? fillIn(store, filling, chosen) : store.read((db) => filledIn(db, filling)));
  const parts: Part[] = [
    ...questionView(showing),
    { kind: "form", form: answerForm(showing, entered, commands) },
    { kind: "choices", choices: [flagChoice(showing.item)] },
  ];
  return { to: "asker", parts, ...(chosen ? { inPlace: true } : {}) };
}

/** What a form was sent with: what was entered, or what it is filled in with. */
export async function sentAnswer(
  store: Store,
  filling: Filling,
  entered: readonly string[],
): Promise<Answer | { readonly refused: string }> {
  const all = entered.length > 0 ? entered : await store.read((db) => filledIn(db, filling));
  return readEntered(filling.showing, all);
}

/** The letters in each menu so far. */
async function filledIn(db: Database, filling: Filling): Promise<readonly string[]> {
  const { question, learner, vote, showing, standing } = filling;
  const kept = readChosen((await draftOf(db, question, learner, vote))?.chosen ?? "");
  return kept ? fromDraft(showing, kept) : standing;
}

/**
 * One choice more. It is read and written in one transaction: two menus chosen at once are both kept. Without values
 * nothing is changed: another page of the form is asked for.
 */
function fillIn(store: Store, filling: Filling, { menu, values, at }: Chosen): Promise<readonly string[]> {
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
