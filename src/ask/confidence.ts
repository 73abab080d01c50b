/** What the tutor goes by when it decides whether it knows. */
export type Signs = {
  /** How much the words are those of our questions rather than of others', in log-odds. */
  readonly subject: number;
  /** The best entry's score in the index. */
  readonly strength: number;
  /** How far the next best falls behind it, as a share of it. */
  readonly margin: number;
  /** How many telling words the question has. */
  readonly words: number;
};

export type Confidence = {
  /** How likely the best entry is what was meant, 0 to 1. */
  readonly probability: number;
  readonly confident: boolean;
  /** An entry with at least this score may be offered as a guess. */
  readonly worthOffering: number;
};

export function confidence({ subject, strength, margin, words }: Signs): Confidence {
  const logit = -4 + 0.15 * subject + 1.2 * Math.log(1 + strength) + 3 * margin - 0.5 * Math.log(1 + words);
  const probability = 1 / (1 + Math.exp(-logit));
  return { probability, confident: probability >= 0.5, worthOffering: 0.15 };
}
