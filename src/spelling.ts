/** One wrong, missing, extra or swapped letter in a word of four to six; two in a longer one. */
export function isMisspelling(typed: string, word: string): boolean {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  return (
    typed !== word && Math.abs(typed.length - word.length) <= allowed && editDistance(typed, word, allowed) <= allowed
  );
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours from one text to the other; anything over `limit` is
 * `limit + 1`. Only cells within `limit` of the diagonal can matter, so only those are worked out.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 2;
  if (rows[0].length < width) rows = [new Int32Array(2 * width), new Int32Array(2 * width), new Int32Array(2 * width)];
  let [before, previous, row] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? i : limit + 1;
    let least = row[from - 1] as number;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      const above = j === i + limit ? limit + 1 : (previous[j] as number) + 1;
      let cost = Math.min(above, (row[j - 1] as number) + 1, (previous[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, previous, row] = [previous, row, before];
  }
  return Math.min(previous[b.length] as number, limit + 1);
}

/** The last three rows of the table, used again and again. */
let rows: [Int32Array, Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64), new Int32Array(64)];
