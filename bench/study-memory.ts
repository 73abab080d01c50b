/**
 * What a simulated learner remembers, by ACT-R's declarative memory with the decay of Pavlik and Anderson ("Practice and
 * forgetting effects on vocabulary memory: an activation-based model of the spacing effect", Cognitive Science 29, 2005).
 * It shares nothing with the scheduler that it judges.
 *
 * Every presentation leaves a trace that fades as a power of its age, and the traces of an item add up to its activation:
 * m = β + ln Σ age^-d. A trace fades the faster the more active the item was when it was made, which is why spacing helps:
 * d = c·e^m + a. An item comes to mind with the probability 1 / (1 + e^((τ - m) / s)).
 */
export type Parameters = {
  /** The part of decay that grows with activation, and the part that is always there. */
  readonly c: number;
  readonly a: number;
  /** The threshold of recall, and the noise around it. */
  readonly tau: number;
  readonly s: number;
  /** A second outside of a sitting ages a trace by so many seconds: less of what interferes comes by. */
  readonly h: number;
};

/** As fitted in 2005 to Japanese words with their meanings, practised and tested over up to a week; ages in seconds. */
export const fitted: Parameters = { c: 0.217, a: 0.177, tau: -0.704, s: 0.255, h: 0.025 };

/** Spreads of β, as standard deviations: between items, between learners, and of one item for one learner. Ours, not fitted. */
export const spreads = { items: 0.2, learners: 0.2, both: 0.2 } as const;

/** One item in one learner's memory. Times are seconds on the learner's own clock, as `clock` counts them. */
export type Memory = { readonly beta: number; readonly traces: readonly Trace[] };

type Trace = { readonly at: number; readonly decay: number };

/** -Infinity for an item that was never presented. */
export function activation({ beta, traces }: Memory, now: number): number {
  // No trace is younger than a second: it would be infinitely strong.
  return beta + Math.log(traces.reduce((sum, { at, decay }) => sum + Math.max(1, now - at) ** -decay, 0));
}

/** The probability that it comes to mind, without guessing. */
export function recall(memory: Memory, now: number, { tau, s }: Parameters): number {
  return 1 / (1 + Math.exp((tau - activation(memory, now)) / s));
}

/** After a presentation: the question with its explanation, right or wrong. */
export function presented(memory: Memory, now: number, { c, a }: Parameters): Memory {
  return { ...memory, traces: [...memory.traces, { at: now, decay: c * Math.exp(activation(memory, now)) + a }] };
}

/** The learner's own seconds after some in sittings and some outside of them. */
export function clock(inSittings: number, outside: number, { h }: Parameters): number {
  return inSittings + h * outside;
}
