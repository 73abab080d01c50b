/** What the tutor goes by when it decides whether it knows. */
export type Signs = {
  /** How much the message is put like our questions, in log-odds. */
  readonly phrasing: number;
  /** How much its telling words are ours, in log-odds. */
  readonly subject: number;
  /** The best entry's score in the index, above 0. */
  readonly strength: number;
  /** How far the next best falls behind it, as a share of it. */
  readonly margin: number;
  /** How many telling words the question has. */
  readonly words: number;
};

/**
 * What each sign is worth, from a logistic regression of "the best entry is right" on the questions that
 * `npm run eval` measures with. The last is where it all starts.
 */
const worth = { phrasing: 0.041, subject: 0.114, strength: 1.75, margin: 4.95, words: -1.48, start: -5.82 };

/** From this probability on the tutor answers; under it, it asks back. */
const confidentFrom = 0.49;

/** An entry with at least this score may be offered as a guess. */
export const worthOffering = 0.15;

export function confidence(signs: Signs): { readonly probability: number; readonly confident: boolean } {
  const logit =
    worth.start +
    worth.phrasing * signs.phrasing +
    worth.subject * signs.subject +
    worth.strength * Math.log(1 + Math.max(0, signs.strength)) +
    worth.margin * signs.margin +
    worth.words * Math.log(1 + signs.words);
  const probability = 1 / (1 + Math.exp(-logit));
  return { probability, confident: probability >= confidentFrom };
}
