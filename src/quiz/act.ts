/** What a button of a round says after its token: `join`, `say.2.1.B`, `next.revealing.2`, `misses.2`. */
export type Act =
  | { readonly kind: "join" | "leave" }
  | { readonly kind: "start" | "stop" }
  | { readonly kind: "deck" }
  | { readonly kind: "again" }
  /** Some of them a page; pages are counted from 1. */
  | { readonly kind: "misses"; readonly page: number }
  | { readonly kind: "team"; readonly team: string }
  /** One press is the answer: the letter of an option. */
  | { readonly kind: "say"; readonly question: number; readonly vote: number; readonly letter: string }
  /** Opens the form of a question, or sends it: with what was entered, or with what is in the draft. */
  | {
      readonly kind: "open" | "send";
      readonly question: number;
      readonly vote: number;
      readonly entered: readonly string[];
    }
  /** Chooses in one menu of it. */
  | {
      readonly kind: "fill";
      readonly question: number;
      readonly vote: number;
      readonly menu: number;
      readonly values: string;
    }
  | { readonly kind: "next" | "skip"; readonly moment: string }
  /** Said by an alarm alone. */
  | { readonly kind: "due"; readonly moment: string };

/** Nothing for what no button of ours says. */
export function readAct(text: string): Act | undefined {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const [name = "", ...parts] = word.split(".");
  switch (name) {
    case "join":
    case "leave":
    case "start":
    case "stop":
    case "deck":
    case "again":
      return parts.length === 0 && rest.length === 0 ? { kind: name } : undefined;
    case "misses":
      return rest.length === 0 ? readMisses(parts) : undefined;
    case "team":
      return rest.length > 0 ? { kind: "team", team: rest.join(" ") } : undefined;
    case "next":
    case "skip":
    case "due":
      return parts.length > 0 ? { kind: name, moment: parts.join(".") } : undefined;
    default:
      return readAnswer(name, parts, rest);
  }
}

function readMisses([page = "1", ...more]: readonly string[]): Act | undefined {
  return /^[1-9]\d?$/.test(page) && more.length === 0 ? { kind: "misses", page: Number(page) } : undefined;
}

function readAnswer(
  name: string,
  [first = "", second = "", letter = ""]: readonly string[],
  rest: readonly string[],
): Act | undefined {
  if (!/^\d{1,2}$/.test(first) || !/^[12]$/.test(second)) return undefined;
  const vote = { question: Number(first), vote: Number(second) };
  switch (name) {
    case "say":
      return /^[A-Z]$/.test(letter) ? { kind: "say", ...vote, letter } : undefined;
    case "open":
    case "send":
      return { kind: name, ...vote, entered: rest };
    case "fill":
      return /^\d{1,2}$/.test(rest[0] ?? "")
        ? { kind: "fill", ...vote, menu: Number(rest[0]), values: rest[1] ?? "" }
        : undefined;
    default:
      return undefined;
  }
}
