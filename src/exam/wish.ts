/** What somebody wants of a mock exam, from what they wrote after `exam`. */
export type Wish =
  | { readonly kind: "offer"; readonly count: number; readonly minutes: number }
  | { readonly kind: "begin"; readonly count: number; readonly minutes: number }
  | { readonly kind: "stop" }
  | { readonly kind: "go"; readonly question: number }
  | { readonly kind: "refused"; readonly told: string };

export const [fewest, usual, most] = [5, 20, 65];

/** The longest, in minutes. */
const longest = 180;

/** The time of one question, as in the exam: 90 minutes for 65. */
const minutesEach = 1.4;

/** Reads "20 28", "begin 20 untimed", "go 7" or "stop"; nothing for words that are about something else. */
export function readWish(text: string): Wish | undefined {
  const words = text.trim().toLowerCase();
  if (/^(?:stop|abandon|cancel)$/.test(words)) return { kind: "stop" };
  const go = /^(?:go|go to|question) (\d{1,2})$/.exec(words)?.[1];
  if (go !== undefined) return { kind: "go", question: Number(go) };
  const said = /^(begin\b)? ?(?:(\d{1,4})(?: ?questions?)?)?(?: ?(untimed)| (\d{1,4})(?: ?(?:min|minutes?))?)?$/.exec(
    words,
  );
  if (!said) return undefined;
  const [, begin, counted, untimed, timed] = said;
  const count = counted === undefined ? usual : Number(counted);
  if (count < fewest || count > most)
    return {
      kind: "refused",
      told: `A mock exam has ${String(fewest)} to ${String(most)} questions. For example: exam 20`,
    };
  const minutes = untimed !== undefined ? 0 : timed === undefined ? Math.round(count * minutesEach) : Number(timed);
  if (minutes > longest)
    return { kind: "refused", told: `A mock exam lasts ${String(longest)} minutes at most. For example: exam 20 28` };
  return { kind: begin === undefined ? "offer" : "begin", count, minutes };
}

/** The command that `readWish` reads as the same wish. */
export function writeBegin(count: number, minutes: number): string {
  return `exam begin ${String(count)} ${minutes === 0 ? "untimed" : String(minutes)}`;
}
