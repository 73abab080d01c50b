/** What a button of a sitting or a drill says after its token: `say.2.B`, `fill.2 1 C`, `guessed.2`, `hit.4.A`, `leave`. */
export type Act =
  /** One press is the answer: the letter of an option; of a question of a sitting, or of a drill. */
  | { readonly kind: "say"; readonly question: number; readonly letter: string }
  | { readonly kind: "hit"; readonly question: number; readonly letter: string }
  | { readonly kind: "open"; readonly question: number }
  /** Sends the form of a question: with what was entered, or with what is in the draft. */
  | { readonly kind: "send"; readonly question: number; readonly entered: readonly string[] }
  /** Chooses in one menu of it. */
  | { readonly kind: "fill"; readonly question: number; readonly menu: number; readonly values: string }
  | { readonly kind: "guessed"; readonly question: number }
  | { readonly kind: "next"; readonly question: number }
  | { readonly kind: "leave" }
  | { readonly kind: "resume" };

/** Nothing for what no button of ours says. */
export function readAct(text: string): Act | undefined {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const [name, number, letter = ""] = word.split(".");
  if (name === "leave" || name === "resume") return number === undefined ? { kind: name } : undefined;
  if (!/^\d{1,3}$/.test(number ?? "")) return undefined;
  const question = Number(number);
  switch (name) {
    case "say":
    case "hit":
      return /^[A-Z]$/.test(letter) ? { kind: name, question, letter } : undefined;
    case "send":
      return { kind: name, question, entered: rest };
    case "fill":
      return /^\d{1,2}$/.test(rest[0] ?? "")
        ? { kind: "fill", question, menu: Number(rest[0]), values: rest[1] ?? "" }
        : undefined;
    case "open":
    case "guessed":
    case "next":
      return { kind: name, question };
    default:
      return undefined;
  }
}
