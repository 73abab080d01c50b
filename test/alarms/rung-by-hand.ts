import type { Alarms } from "../../src/alarms/alarms.ts";
import type { Alarm } from "../../src/alarms/records.ts";

/** Alarms that are noted, by key, and ring when a test says so. */
export function alarmsRungByHand(): { readonly alarms: Alarms; readonly waiting: Map<string, Alarm> } {
  const waiting = new Map<string, Alarm>();
  return {
    waiting,
    alarms: {
      set: (_, key, at, command) => Promise.resolve(void waiting.set(key, { key, at, command })),
      cancel: (_, key) => Promise.resolve(waiting.delete(key)),
      start: () => undefined,
      stop: () => Promise.resolve(),
    },
  };
}
