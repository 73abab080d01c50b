import { expect, test } from "vitest";
import { draft, type Said } from "../src/answers/answers.ts";
import { tidy } from "../src/housekeeping.ts";
import { describeOnEachEngine } from "./store/each-engine.ts";
import { library } from "./tutor-for-tests.ts";

const now = 1_795_000_000_000;
const hour = 60 * 60 * 1000;

describeOnEachEngine("housekeeping", ({ store }) => {
  test("drops what was left in the forms of a lost round, and no daily answer that is held back", async () => {
    const [item] = library().items;
    if (!item) throw new Error("there are no items");
    const begun = (question: string, mode: Said["mode"], at: number) =>
      store().write((tx) =>
        draft(tx, {
          ...{ question, learner: "slack:T1:U1", vote: 1, mode, item, chosen: undefined, tookMs: 0, at },
          ...{ place: { platform: "slack", id: "C1", private: false }, localDate: "" },
        }),
      );
    await begun("round:r-1:0", "round", now - 25 * hour);
    await begun("round:r-2:0", "round", now - hour);
    await begun("daily:d-1", "daily", now - 70 * hour);
    await store().write((tx) => tidy(tx, now));
    const left = await store().read((db) => db.selectFrom("drafts").select("question").orderBy("question").execute());
    expect(left.map(({ question }) => question)).toEqual(["daily:d-1", "round:r-2:0"]);
  });
});
