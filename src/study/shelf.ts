import { confusedBy, confusions } from "../answers/mastery.ts";
import { latestAnswersOf } from "../answers/records.ts";
import { weakness } from "../answers/weak.ts";
import { seeded } from "../items/chance.ts";
import { draw } from "../items/draw.ts";
import { drillsOn, madeDrill } from "../items/drills.ts";
import { show, type Showing } from "../items/showing.ts";
import type { Item } from "../knowledge/item.ts";
import type { Library } from "../knowledge/library.ts";
import type { Database } from "../store/store.ts";
import { drawSitting } from "./drawing.ts";
import { drawLevel } from "./level.ts";
import { dueItems } from "./records.ts";
import { itemAt, questionOf, step, type Question, type Sitting } from "./sitting.ts";
import type { MixedUp } from "./view.ts";
import { mixedUpOften } from "./weak.ts";
import type { Wish } from "./wish.ts";

/** How many of a learner's latest answers say what they have seen and mix up. */
const looked = 1000;

/** What was missed comes in the next sitting, also where that begins at once, in milliseconds. */
const ahead = 20 * 60_000;

/** What sittings ask, from the bank and from the knowledge. */
export type Shelf = {
  readonly showingOf: (sitting: Sitting, question: number) => Showing | undefined;
  /** The sitting as it can be shown: questions that the bank has no longer are passed over. */
  readonly askable: (sitting: Sitting, now: number) => Sitting;
  /** What a question was about: its key, else its stem. */
  readonly named: (sitting: Sitting, question: number) => string[];
  /** Whether an item is kept in decks: those of the bank are, those that are made from the knowledge are not. */
  readonly isKept: (item: string) => boolean;
  readonly draw: (
    db: Database,
    learner: string,
    wish: Wish,
    how: { readonly token: string; readonly now: number },
  ) => Promise<Question[]>;
  /** The pair that a wrong answer mixes up, where the learner has done so before. */
  readonly mixedUpBy: (db: Database, learner: string, result: Asked) => Promise<MixedUp | undefined>;
};

type Asked = { readonly showing: Showing; readonly answer: Parameters<typeof confusedBy>[1] };

export function makeShelf(library: Library): Shelf {
  const bank = new Map<string, Item>(library.items.map((item) => [item.id, item]));

  const showingOf: Shelf["showingOf"] = (sitting, question) => {
    const id = itemAt(sitting, question) ?? "";
    const { token } = sitting.setup;
    const item = bank.get(id) ?? madeDrill(library, id, seeded(`${token} ${id}`));
    const wasAnswered = question < sitting.results.length;
    return item && (!item.withdrawn || wasAnswered) ? show(item, token) : undefined;
  };

  return {
    isKept: (item) => bank.has(item),
    showingOf,
    askable(sitting, now) {
      let found = sitting;
      while ((found.phase === "asking" || found.phase === "told") && !showingOf(found, questionOf(found))) {
        const kind = found.phase === "asking" ? "gone" : "next";
        const passed = step(found, { kind, question: questionOf(found), at: now });
        if ("refused" in passed) return found;
        found = passed.sitting;
      }
      return found;
    },
    named(sitting, question) {
      const item = showingOf(sitting, question)?.item;
      if (!item) return [];
      const keys = item.answers.flatMap((id) => library.entries.get(id)?.short ?? []);
      return [keys.length > 0 ? keys.join(", ") : item.stem];
    },
    async draw(db, learner, { count, about, weakSpots, lesson, level }, { token, now }) {
      const rows = await latestAnswersOf(db, learner, looked);
      const seen = rows.map(({ item }) => item);
      if (level) return drawLevel(library.items, library.lessons, seen, seeded(token));
      // Its questions are those not answered lately; what is due would be the same ones.
      if (lesson)
        return draw(library.items, { count, topic: lesson.items, seen }, seeded(token)).map(({ id }) => ({
          item: id,
          origin: "new",
        }));
      const past = {
        due: await dueItems(db, learner, now + ahead),
        answered: seen,
        weak: weakness(rows, bank, true),
        usual: weakness(rows, bank, false),
      };
      const { entry, lookAlikes = [] } = about?.topic ?? {};
      const ids = entry === undefined ? lookAlikes : [entry];
      const made = (ids.length > 0 ? drillsOn(library, ids) : []).filter((id) =>
        madeDrill(library, id, seeded(`${token} ${id}`)),
      );
      const wanted = { count, weakSpots, ...(about ? { topic: about.topic } : {}) };
      return drawSitting(library.items, wanted, past, made, seeded(token));
    },
    async mixedUpBy(db, learner, { showing, answer }) {
      const mixed = confusedBy(showing.item, answer).map((ids) => ids.join(" "));
      if (mixed.length === 0) return undefined;
      const before = confusions(await latestAnswersOf(db, learner, looked), bank);
      const found = before.find(({ ids, times }) => times >= mixedUpOften && mixed.includes(ids.join(" ")));
      const [first, second] = found?.ids.map((id) => library.entries.get(id)) ?? [];
      return found && first && second ? { first, second, times: found.times } : undefined;
    },
  };
}
