import type { Part, Reply, Request } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { solutionView } from "../items/view.ts";
import type { Library } from "../knowledge/library.ts";
import { say } from "../replies.ts";
import type { Store } from "../store/store.ts";
import { addToDeck } from "../study/records.ts";
import type { Act } from "./act.ts";
import { roundOf } from "./records.ts";
import { refusals } from "./refusals.ts";
import { missesOf } from "./score.ts";
import type { Table } from "./table.ts";

/** How many misses are explained in one reply: more do not fit into a message of Discord. With its case, one counts twice. */
const onPage = 3;

/** A player's own misses, and the way into their deck. */
export function makeMisses(
  { entries }: Library,
  table: Pick<Table, "itemOf" | "showingOf">,
  { store }: { readonly store: Store },
) {
  return async ({ learner, at }: Request, token: string, act: Asked): Promise<Reply> => {
    const stored = await store.read((db) => roundOf(db, token));
    if (!stored || stored.round.phase === "cancelled") return say(refusals.over);
    const { round } = stored;
    if (round.phase !== "finished") return say("The round is still on. Its misses are told at the end.");
    if (!round.players.some((player) => player.learner === learner)) return say(didNotPlay);
    const missed = missesOf(learner, round.results);
    if (missed.length === 0) return say("You missed nothing in this round. Well played.");
    if (act.kind === "deck") {
      const items = missed.flatMap((question) => table.itemOf(round, question)?.id ?? []);
      const added = await store.write((tx) => addToDeck(tx, learner, items, at));
      return say(added > 0 ? `Added to your deck: ${String(added)}.` : "They are in your deck already.");
    }
    const pages = pagesOf(missed, (question) => (table.itemOf(round, question)?.case ? 2 : 1));
    const shown = pages[act.page - 1];
    if (!shown) return say("Those were all of them.");
    const more = pages.slice(act.page).flat().length;
    const explained = shown.flatMap((question): Part[] => {
      const showing = table.showingOf(round, question);
      const given = round.results.find((result) => result.question === question)?.votes.at(-1)?.answers;
      const answer = given?.find((one) => one.learner === learner)?.answer;
      return showing ? solutionView(showing, answer, entries, { number: question + 1 }) : [];
    });
    const flags = shown.flatMap((question) => {
      const item = table.itemOf(round, question);
      return item ? [flagChoice(item, `Something is wrong with ${String(question + 1)}`)] : [];
    });
    return {
      to: "asker",
      parts: [
        ...explained,
        ...(more > 0 ? [{ kind: "text" as const, text: `And ${String(more)} more.` }] : []),
        {
          kind: "choices",
          choices: [
            ...(more > 0 ? [{ label: "More", command: `play ${token} misses.${String(act.page + 1)}` }] : []),
            { label: "Add them to my deck", command: `play ${token} deck` },
            ...flags,
          ],
        },
      ],
    };
  };
}

/** In their order, as many a page as there is room for. */
function pagesOf(questions: readonly number[], sizeOf: (question: number) => number): number[][] {
  const pages: number[][] = [];
  let room = 0;
  for (const question of questions) {
    const size = sizeOf(question);
    if (size > room) {
      pages.push([]);
      room = onPage;
    }
    pages.at(-1)?.push(question);
    room -= size;
  }
  return pages;
}

type Asked = Extract<Act, { kind: "misses" | "deck" }>;

const didNotPlay = "You did not play in this round. Join the next one, and its end tells you what you missed.";
