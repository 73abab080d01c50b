import { expect, test } from "vitest";
import { isFirstTime, pruneSeen } from "../../src/seen/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";

describeOnEachEngine("what was seen", ({ store }) => {
  const first = (id: string, now = 0) => store().write((tx) => isFirstTime(tx, id, now));

  test("a press has one first time, also when both deliveries come at once", async () => {
    expect((await Promise.all([first("a"), first("a"), first("a")])).filter(Boolean)).toHaveLength(1);
    expect(await first("b")).toBe(true);
  });

  test("noted with an effect that was rolled back it comes for the first time again", async () => {
    const failing = store().write(async (tx) => {
      await isFirstTime(tx, "a", 0);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await first("a")).toBe(true);
  });

  test("after ten minutes it is forgotten", async () => {
    await first("a");
    await store().write((tx) => pruneSeen(tx, 10 * 60 * 1000));
    expect(await first("a")).toBe(false);
    await store().write((tx) => pruneSeen(tx, 10 * 60 * 1000 + 1));
    expect(await first("a")).toBe(true);
  });
});
