import { expect, test } from "vitest";
import { makeOutage } from "../../../src/platforms/discord/outage.ts";

/** An outage, what it logged, and a way to let its pause come to the end. */
function begin() {
  const logged: string[] = [];
  let end: () => void = () => undefined;
  let cancelled = 0;
  const outage = makeOutage({
    timer: () => ({
      over: new Promise<void>((resolve) => (end = resolve)),
      cancel: () => {
        cancelled += 1;
      },
    }),
    log: (line) => logged.push(line),
  });
  const lasts = async () => {
    end();
    await Promise.resolve();
  };
  return { outage, logged, lasts, cancelled: () => cancelled };
}

const again = "Discord is connected again.";

test("a line that is back soon is not worth a word", () => {
  const { outage, logged, cancelled } = begin();
  outage.broken();
  outage.over();
  expect(logged).toEqual([]);
  expect(cancelled()).toBe(1);
});

test("one that lasts is told once, however often it is tried, and so is its end", async () => {
  const { outage, logged, lasts } = begin();
  outage.broken();
  await lasts();
  outage.broken();
  await lasts();
  expect(logged).toEqual([expect.stringMatching(/^Discord is not connected: the line is broken/)]);
  outage.over();
  outage.over();
  expect(logged.slice(1)).toEqual([again]);
});

test("the end of an outage whose cause was told is told", () => {
  const { outage, logged } = begin();
  outage.told();
  outage.over();
  expect(logged).toEqual([again]);
});
