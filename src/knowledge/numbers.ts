/**
 * Fresh numbers for calculation items: `{tp}` in a text is drawn, `{precision}` worked out from what was drawn. Results
 * that learners choose among differ by enough to be told apart.
 */

/** A whole number from 0 up to but not including `below`. */
export type Chance = (below: number) => number;

export const samplers = ["confusion", "errors", "forecast", "money"] as const;
export type Sampler = (typeof samplers)[number];

/** The numbers and results by name, as they are shown. */
export type Numbers = Readonly<Record<string, string>>;

export function drawNumbers(sampler: Sampler, chance: Chance): Numbers {
  const between = (least: number, most: number, step = 1) =>
    least + step * chance(Math.floor((most - least) / step) + 1);
  let numbers = draws[sampler](between);
  for (let tries = 0; tries < mostTries && !allDiffer(numbers); tries++) numbers = draws[sampler](between);
  return numbers;
}

/** Two results that came out alike would be two right options. */
function allDiffer(numbers: Numbers): boolean {
  return new Set(Object.values(numbers)).size === Object.keys(numbers).length;
}

/** A chance that says the same again and again must not hold anybody up. */
const mostTries = 100;

type Between = (least: number, most: number, step?: number) => number;

const draws: Readonly<Record<Sampler, (between: Between) => Numbers>> = {
  /** Counts of a classifier, and its metrics with two decimals. */
  confusion(between) {
    const tp = between(60, 95, 5);
    const fp = between(5, 25, 5);
    const fn = between(30, 55, 5);
    const tn = between(800, 950, 10);
    const precision = tp / (tp + fp);
    const recall = tp / (tp + fn);
    return {
      ...whole({ tp, fp, fn, tn, total: tp + fp + fn + tn, flagged: tp + fp, positives: tp + fn, negatives: tn + fp }),
      ...decimals({
        accuracy: (tp + tn) / (tp + fp + fn + tn),
        precision,
        recall,
        f1: (2 * precision * recall) / (precision + recall),
        specificity: tn / (tn + fp),
        fpr: fp / (fp + tn),
        missed: fn / (tp + fn),
        baseline: (tn + fp) / (tp + fp + fn + tn),
      }),
    };
  },
  /** Three errors of a regression, one of them negative and one large. */
  errors(between) {
    const [a, b, c] = [between(1, 4), -between(1, 4), between(6, 9)];
    const mse = (a * a + b * b + c * c) / 3;
    return {
      ...whole({ a, b, c }),
      ...decimals({
        mae: (a - b + c) / 3,
        mse,
        rmse: Math.sqrt(mse),
        mean: (a + b + c) / 3,
        sum: a + b + c,
        largest: c,
      }),
    };
  },
  /** Three actual values with the percentage each forecast misses by. */
  forecast(between) {
    const actuals = [100, 200, 400] as const;
    const percents = [between(4, 10, 2), between(12, 20, 2), between(24, 36, 2)] as const;
    const [p1, p2, p3] = actuals.map((actual, i) => actual + (actual * (percents[i] as number)) / 100);
    const misses = actuals.map((actual, i) => (actual * (percents[i] as number)) / 100);
    return {
      ...whole({ y1: actuals[0], y2: actuals[1], y3: actuals[2], p1: p1 ?? 0, p2: p2 ?? 0, p3: p3 ?? 0 }),
      ...decimals({
        mape: percents.reduce((sum, percent) => sum + percent, 0) / 3,
        mae: misses.reduce((sum, miss) => sum + miss, 0) / 3,
        worst: percents[2],
        best: percents[0],
      }),
    };
  },
  /** What a project costs and brings in a year, and what a customer is worth. */
  money(between) {
    const cost = between(40_000, 90_000, 10_000);
    const gain = cost + between(11_000, 35_000, 2_000);
    const users = between(2_300, 8_300, 1_000);
    const order = between(20, 60, 10);
    const orders = between(6, 9);
    const years = between(2, 4);
    return {
      ...whole({ cost, gain, users, order, orders, years, profit: gain - cost, clv: order * orders * years }),
      ...whole({ year: order * orders, once: order * years, count: orders * years }),
      ...decimals({
        roi: (100 * (gain - cost)) / cost,
        margin: (100 * (gain - cost)) / gain,
        share: (100 * cost) / gain,
        multiple: (100 * gain) / cost,
        costPerUser: cost / users,
        gainPerUser: gain / users,
        profitPerUser: (gain - cost) / users,
      }),
    };
  },
};

function whole(numbers: Readonly<Record<string, number>>): Record<string, string> {
  return write(numbers, (number) => Math.round(number).toLocaleString("en-GB"));
}

function decimals(numbers: Readonly<Record<string, number>>): Record<string, string> {
  return write(numbers, (number) => number.toFixed(2));
}

function write(numbers: Readonly<Record<string, number>>, how: (number: number) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, how(number)]));
}

/** The text with its places in braces filled in; a name that is not drawn stays, for the check to find. */
export function fillIn(text: string, numbers: Numbers): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => numbers[name] ?? place);
}

/** The item with its numbers drawn; any other item as it is. */
export function withNumbers<T extends { readonly numbers?: Sampler | undefined }>(item: T, chance: Chance): T {
  if (!item.numbers) return item;
  const numbers = drawNumbers(item.numbers, chance);
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return fillIn(value, numbers);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(item) as T;
}
