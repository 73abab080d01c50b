import type { Surroundings } from "../platform.ts";

/** In milliseconds. Lines are renewed every day, and are back in seconds: that is not worth a word. */
const beforeTelling = 30_000;

/** What the log is told of an outage: that it is one, once it lasts, and that it is over. */
export type Outage = {
  /** The line is broken, and the SDK is at it without a word. */
  readonly broken: () => void;
  /** It was told already why there is no connection. */
  readonly told: () => void;
  readonly over: () => void;
  /** Nothing is told any more. */
  readonly stop: () => void;
};

export function makeOutage({ timer, log }: Pick<Surroundings, "timer" | "log">): Outage {
  let wasTold = false;
  let pause: ReturnType<Surroundings["timer"]> | undefined;
  const stop = () => {
    pause?.cancel();
    pause = undefined;
  };
  return {
    broken() {
      if (pause) return;
      pause = timer(beforeTelling);
      void pause.over.then(() => {
        wasTold = true;
        log("Discord is not connected: the line is broken, and is tried again until it holds.");
      });
    },
    told() {
      wasTold = true;
    },
    over() {
      stop();
      if (wasTold) log("Discord is connected again.");
      wasTold = false;
    },
    stop,
  };
}
