/** One wrong, missing, extra or swapped letter in a word of four to six; two in a longer one. */
export function isMisspelling(typed: string, word: string): boolean {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  return (
    typed !== word && Math.abs(typed.length - word.length) <= allowed && editDistance(typed, word, allowed) <= allowed
  );
}

/** Insertions, deletions, substitutions and swaps of neighbours from one text to the other; anything over `limit` is `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], i: number): number {
  return row[i] ?? Infinity;
}
