import { expect, test } from "vitest";
import { keepTrying } from "../../src/platforms/backoff.ts";

function makeTries(failures: number) {
  const pauses: number[] = [];
  const logged: string[] = [];
  const stopping = new AbortController();
  let tried = 0;
  const done = keepTrying(
    () => (++tried > failures ? Promise.resolve() : Promise.reject(new Error(tried > 8 ? "still down" : "down"))),
    (error) => (error as Error).message,
    {
      sleep: (ms) => {
        pauses.push(ms);
        if (pauses.length > 20) stopping.abort();
        return Promise.resolve();
      },
      log: (line) => logged.push(line),
    },
    stopping.signal,
  );
  return { pauses, logged, done };
}

test("each pause is twice as long as the last, up to five minutes", async () => {
  const { pauses, done } = makeTries(11);
  await done;
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
});

test("the same failure is told once, another one when it comes", async () => {
  const { logged, done } = makeTries(11);
  await done;
  expect(logged).toEqual(["down", "still down"]);
});

test("it stops when told to", async () => {
  const { pauses, done } = makeTries(1000);
  await done;
  expect(pauses.length).toBe(21);
});
