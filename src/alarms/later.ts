import type { AlarmHandler, Alarms } from "./alarms.ts";

/** Alarms that may still be on their way, as the store is that they are kept in. */
export type LaterAlarms = Alarms & { readonly arrive: (alarms: Alarms) => void };

export function makeLaterAlarms(): LaterAlarms {
  let arrived: Alarms | undefined;
  let handler: AlarmHandler | undefined;
  const there = (): Alarms => {
    if (!arrived) throw new Error("an alarm was touched in a transaction of a store that was not there yet");
    return arrived;
  };
  return {
    set: (...alarm) => there().set(...alarm),
    cancel: (...alarm) => there().cancel(...alarm),
    start(handle) {
      if (arrived) arrived.start(handle);
      else handler = handle;
    },
    stop: async () => arrived?.stop(),
    arrive(alarms) {
      arrived = alarms;
      if (handler) alarms.start(handler);
    },
  };
}
