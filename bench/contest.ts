/** The tutor and a bare app on the same SDK and the same fake; each call takes a question to its visible answer, in ms. */
export type Contest = {
  readonly ours: (question: string) => Promise<number>;
  readonly bare: (question: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

export type Ratios = { readonly ratioP50: number; readonly ratioP99: number };

/** Passes over the questions; the first only warms up. */
const passes = 5;

/** Ours and the bare one take turns, question by question, so that whatever disturbs the machine disturbs both. */
export async function compare(contest: Contest, questions: readonly string[]): Promise<Ratios> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let pass = 0; pass < passes; pass++)
    for (const question of questions) {
      const [a, b] = [await contest.ours(question), await contest.bare(question)];
      if (pass === 0) continue;
      ours.push(a);
      bare.push(b);
    }
  if (process.env["RAW"])
    console.error(quantile(ours, 0.5), quantile(bare, 0.5), quantile(ours, 0.99), quantile(bare, 0.99));
  const ratio = (part: number) => Number((quantile(ours, part) / quantile(bare, part)).toFixed(3));
  return { ratioP50: ratio(0.5), ratioP99: ratio(0.99) };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
