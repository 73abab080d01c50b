/** From the press to its acknowledgement, and to the answer the learner sees, in milliseconds. */
export type Times = { readonly acknowledged: number; readonly answered: number };

/** The tutor and a bare app on the same SDK and the same fake. */
export type Contest = {
  readonly ours: (question: string) => Promise<Times>;
  readonly bare: (question: string) => Promise<Times>;
  readonly close: () => Promise<void>;
};

export type Ratios = { readonly ratioP50: number; readonly ratioP99: number };

/** Passes over the questions; the first only warms up. */
const passes = 8;

/**
 * Ours and the bare one take turns, question by question, so that whatever disturbs the machine disturbs both; who goes
 * first changes each time, since whoever goes first wakes the machine for the other.
 */
export async function compare(
  contest: Contest,
  questions: readonly string[],
): Promise<{ readonly acknowledged: Ratios; readonly answered: Ratios }> {
  const ours: Times[] = [];
  const bare: Times[] = [];
  for (let pass = 0; pass < passes; pass++)
    for (const [at, question] of questions.entries()) {
      const turns = [
        async () => ours.push(await contest.ours(question)),
        async () => bare.push(await contest.bare(question)),
      ];
      for (const turn of (pass + at) % 2 === 0 ? turns : turns.reverse()) await turn();
      if (pass === 0) ours.length = bare.length = 0;
    }
  if (process.env["RAW"])
    for (const of of ["acknowledged", "answered"] as const)
      console.error(
        of,
        quantile(ours, of, 0.5),
        quantile(bare, of, 0.5),
        quantile(ours, of, 0.99),
        quantile(bare, of, 0.99),
      );
  const ratios = (of: keyof Times): Ratios => {
    const ratio = (part: number) => Number((quantile(ours, of, part) / quantile(bare, of, part)).toFixed(3));
    return { ratioP50: ratio(0.5), ratioP99: ratio(0.99) };
  };
  return { acknowledged: ratios("acknowledged"), answered: ratios("answered") };
}

function quantile(times: readonly Times[], of: keyof Times, part: number): number {
  const sorted = times.map((time) => time[of]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
