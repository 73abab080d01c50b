import { setTimeout as sleepFor } from "node:timers/promises";
import { expect } from "vitest";
import type { Item } from "../../src/knowledge/item.ts";
import { itemIn, lettersFor, type Hands, type Person, type Post, type Running } from "./rounds-on-platforms.ts";

/** What people do in a round, one thing after the other. */
export function makePlay(on: { readonly hands: Hands; readonly running: Running }) {
  const type: Hands["type"] = (...args) => on.hands.type(...args);
  const press: Hands["press"] = (...args) => on.hands.press(...args);

  /** The newest post that says all of this, once there is one. */
  const seen = async (...words: readonly (string | RegExp)[]): Promise<Post> => {
    const says = (text: string) =>
      words.every((word) => (typeof word === "string" ? text.includes(word) : word.test(text)));
    for (let tries = 0; tries < 1300; tries++) {
      const found = on.hands.posts().findLast(({ text }) => says(text));
      if (found) return found;
      await sleepFor(10);
    }
    const texts = on.hands.posts().map(({ text }) => text);
    throw new Error([`nobody sees ${words.join(", ")} in:`, ...texts, ...on.running.logged].join("\n---\n"));
  };

  const answer = (who: Person, asked: Post, right: boolean): Promise<string> => {
    const menus = lettersFor(asked, right);
    return itemIn(asked).type === "choice" ? press(who, menus[0]?.[0] ?? "") : on.hands.fill(who, menus);
  };

  /** Ann calls a round, and starts it once all are in. */
  const begin = async (text: string, joining: readonly Person[]): Promise<Post> => {
    await type("ann", text);
    await seen("Quiz round");
    for (const who of joining) await press(who, "Join");
    await press("ann", "Start now");
    return seen("Question 1 of", "Nobody has answered yet");
  };

  /** To the question of that type, in a round of all five. */
  const goTo = async (itemType: Item["type"], joining: readonly Person[]): Promise<Post> => {
    let asked = await begin("quiz untimed", joining);
    for (let number = 2; itemIn(asked).type !== itemType; number++) {
      await type("ann", "skip");
      asked = await seen(`Question ${String(number)} of 5`, "Nobody has answered yet");
    }
    return asked;
  };

  const noTroubles = () => {
    expect([...on.hands.failed(), ...on.hands.refused(), ...on.running.logged]).toEqual([]);
  };

  return { type, press, seen, answer, begin, goTo, noTroubles };
}
