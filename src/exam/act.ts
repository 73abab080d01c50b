/** What a button of a mock exam says after its token: `say.2.B`, `fill.2 1 C`, `go.7`, `overview`, `hand`. */
export type Act =
  | { readonly kind: "say"; readonly question: number; readonly letter: string }
  /** Chooses in one menu of a question's form. */
  | { readonly kind: "fill"; readonly question: number; readonly menu: number; readonly values: string }
  /** Sends the form of a question: with what was entered, or with what is in the draft. */
  | { readonly kind: "send"; readonly question: number; readonly entered: readonly string[] }
  | { readonly kind: "open"; readonly question: number }
  | { readonly kind: "go" | "flag" | "unflag"; readonly question: number }
  /** Explains one question of a mock that is handed in; `page` counts from 0, what was missed first. */
  | { readonly kind: "tell"; readonly page: number }
  | { readonly kind: (typeof plain)[number] };

const plain = ["overview", "hand", "handall", "stop", "report"] as const;

/** Nothing for what no button of ours says. */
export function readAct(text: string): Act | undefined {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const [name = "", number = "", letter = ""] = word.split(".");
  const alone = plain.find((kind) => kind === word);
  if (alone) return { kind: alone };
  if (!/^\d{1,2}$/.test(number)) return undefined;
  const question = Number(number);
  switch (name) {
    case "say":
      return /^[A-Z]$/.test(letter) ? { kind: "say", question, letter } : undefined;
    case "send":
      return { kind: "send", question, entered: rest };
    case "fill":
      return /^\d{1,2}$/.test(rest[0] ?? "")
        ? { kind: "fill", question, menu: Number(rest[0]), values: rest[1] ?? "" }
        : undefined;
    case "tell":
      return { kind: "tell", page: question };
    case "open":
    case "go":
    case "flag":
    case "unflag":
      return { kind: name, question };
    default:
      return undefined;
  }
}
