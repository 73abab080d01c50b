import Sqlite from "libsql";
import { expect, test } from "vitest";
import { partsOf } from "../../src/knowledge/item.ts";
import { itemIn, lettersFor, squash, type Running } from "./rounds-on-platforms.ts";
import type { Seen, Talk } from "./talk.ts";

/** What study in a direct message is on every platform that has them. */
export function describeStudy(on: { readonly talk: Talk; readonly running: Running }): void {
  const say = (text: string) => on.talk.say(text);
  const press = (label: string) => on.talk.press(label);
  const answer = (asked: Seen, right: boolean): Promise<Seen> => {
    const menus = lettersFor(asked, right);
    return itemIn(asked).type === "choice" ? press(menus[0]?.[0] ?? "") : on.talk.fill(menus);
  };
  const noTroubles = () => {
    expect([...on.talk.troubles(), ...on.running.logged]).toEqual([]);
  };

  test("a sitting with every item type, each explained at once, left, resumed after a restart", async () => {
    let asked = await say("study");
    expect(asked.text).toContain("5 questions on everything, for you alone");
    const types: string[] = [];
    for (const number of [1, 2, 3, 4, 5]) {
      expect(asked.text).toContain(`Question ${String(number)} of 5`);
      const item = itemIn(asked);
      types.push(item.type);
      const right = number % 2 === 1;
      const told = await answer(asked, right);
      expect(told.text).toMatch(right ? /^Right/m : /Not this time/);
      for (const { why } of partsOf(item)) expect(squash(told.text)).toContain(squash(why));
      if (number === 1) expect((await press("I was guessing")).text).toContain("Noted as a guess");
      if (number === 2) {
        expect((await press("Leave it for now")).text).toContain("question 3 of 5");
        await on.running.restart();
        asked = await say("study");
        expect(asked.text).toContain("Here you left off, on everything");
      } else asked = await press(number === 5 ? "How it went" : "Next question");
    }
    expect(asked.text).toContain("3 of 5 right");
    expect(types.sort()).toEqual(["choice", "choice", "match", "multi", "order"]);
    expect(gradedIn(on.running.file)).toEqual({ answers: 5, right: 3 });
    noTroubles();
  });
}

/** The answers in the file, by the bare driver. */
function gradedIn(file: string): { answers: number; right: number } {
  const database = new Sqlite(file);
  const found = database
    .prepare("select count(*) as answers, sum(correct) as right from answers where mode = 'study'")
    .all();
  database.close();
  return found[0] as { answers: number; right: number };
}
