import { beforeEach, describe, expect, test } from "vitest";
import { directMessage, type Delivery } from "../../../src/conversation.ts";
import { makeBoard, page, type Board } from "../../../src/platforms/web/post.ts";

let time: number;
let board: Board;

beforeEach(() => {
  time = 1_000_000;
  board = makeBoard("an.era", () => time);
});

function delivery(key: string, text: string, more: Partial<Delivery> = {}): Delivery {
  return { key, place: page, reply: { to: "everyone", parts: [{ kind: "text", text }] }, ...more };
}

const told = (mark?: string) =>
  board
    .since(mark)
    ?.posts.map(({ id, under, reply: { parts } }) => [id, under ?? "", parts[0]?.kind === "text" ? parts[0].text : ""]);

describe("the board of the page", () => {
  test("tells what is current in the order of the first posts, edits in their place", async () => {
    await board.poster.post(delivery("lobby", "join"));
    await board.poster.post(delivery("question", "which?"), "lobby");
    expect(await board.poster.edit("lobby", delivery("edit", "runs", { replaces: "lobby" }))).toEqual({
      kind: "done",
      reference: "lobby",
    });
    expect(told()).toEqual([
      ["lobby", "", "runs"],
      ["question", "lobby", "which?"],
    ]);
  });

  test("tells who has read so far only what came after", async () => {
    expect(board.since(undefined)).toBeUndefined();
    await board.poster.post(delivery("a", "1"));
    await board.poster.post(delivery("b", "1"));
    const mark = board.since(undefined)?.mark;
    expect(board.since(mark)).toBeUndefined();
    await board.poster.edit("a", delivery("edit", "2"));
    await board.poster.edit("a", delivery("edit", "3"));
    expect(told(mark)).toEqual([["a", "", "3"]]);
  });

  test.each(["", "x", "another era.99", "an.9", "an.era.", "an.era.x"])("a mark such as %j tells all", async (mark) => {
    await board.poster.post(delivery("a", "1"));
    expect(told(mark)).toEqual([["a", "", "1"]]);
  });

  test("the same post twice is one, and an edit brings back what a restart has forgotten", async () => {
    await board.poster.post(delivery("a", "1"));
    await board.poster.post(delivery("a", "1"));
    await board.poster.edit("forgotten", delivery("edit", "2", { replaces: "forgotten", under: "lobby" }));
    await board.poster.post(delivery("late", "3", { replaces: "never made" }));
    expect(told()).toEqual([
      ["a", "", "1"],
      ["forgotten", "lobby", "2"],
      ["never made", "", "3"],
    ]);
  });

  test("keeps fifty posts, and each for an hour after its last change", async () => {
    for (let i = 0; i < 60; i++) await board.poster.post(delivery(`p${String(i)}`, ""));
    expect(told()).toHaveLength(50);
    expect(told()?.[0]?.[0]).toBe("p10");
    time += 50 * 60_000;
    await board.poster.edit("p20", delivery("edit", "still"));
    time += 20 * 60_000;
    expect(told()).toEqual([["p20", "", "still"]]);
  });

  test("takes nothing for one learner alone: a page cannot be written to of one's own accord", async () => {
    const place = directMessage("web:1");
    expect(await board.poster.post(delivery("own", "secret", { place }))).toMatchObject({
      kind: "refused",
      why: "notThere",
    });
    expect(board.since(undefined)).toBeUndefined();
  });

  test("calls whoever watches, until it is called off", async () => {
    let calls = 0;
    const off = board.watch(() => (calls += 1));
    await board.poster.post(delivery("a", "1"));
    off();
    await board.poster.post(delivery("b", "1"));
    expect(calls).toBe(1);
  });
});
