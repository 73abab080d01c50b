import type { Drill } from "./drill.ts";
import { scoreOf, step, type Left, type Sitting } from "./sitting.ts";

/** What a learner has before them: one sitting, one that was set aside for it, one drill. Plain data that survives JSON. */
export type Desk = {
  readonly sitting?: Sitting;
  /** Set aside for another; it comes back when that one is done. */
  readonly aside?: Left;
  readonly drill?: Drill;
};

/** The sitting that `study` goes on with, if one is open: the one on the desk, else the one that was set aside. */
export function openOn({ sitting, aside }: Desk): Exclude<Sitting, { phase: "finished" }> | undefined {
  return sitting && sitting.phase !== "finished" ? sitting : aside;
}

/** With another sitting put on the desk. What is set aside stays there; else the one that is open goes there, if it was begun. */
export function putOn(desk: Desk, sitting: Sitting): Desk {
  const { drill } = desk;
  const aside = desk.aside ?? setAside(desk.sitting);
  return { sitting, ...(aside ? { aside } : {}), ...(drill ? { drill } : {}) };
}

/** A sitting of the desk, moved on; one that was set aside changes places with the one before it. */
export function moved(desk: Desk, sitting: Sitting): Desk {
  const { aside, ...rest } = desk;
  return aside?.setup.token === sitting.setup.token ? putOn(rest, sitting) : { ...desk, sitting };
}

function setAside(sitting: Sitting | undefined): Left | undefined {
  if (!sitting || scoreOf(sitting).answered === 0) return undefined;
  const left = step(sitting, { kind: "leave" });
  const now = "sitting" in left ? left.sitting : sitting;
  return now.phase === "left" ? now : undefined;
}
