/** What a button of a daily says after its token: `say.B`, `open`, `fill 2 C`, `result`. */
export type Act =
  | { readonly kind: "say"; readonly letter: string }
  | { readonly kind: "open" }
  | { readonly kind: "result" }
  | { readonly kind: "deck" }
  | { readonly kind: "send"; readonly entered: readonly string[] }
  | { readonly kind: "fill"; readonly menu: number; readonly values: string };

/** What an alarm of a daily, or of a schedule, says. */
export type Due =
  | { readonly kind: "due" | "reveal" }
  /** `week`: its Monday. */
  | { readonly kind: "digest"; readonly week: string };

/** Nothing for what no button of ours says. */
export function readAct(text: string): Act | undefined {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const [name, letter = ""] = word.split(".");
  switch (name) {
    case "say":
      return /^[A-Z]$/.test(letter) ? { kind: "say", letter } : undefined;
    case "open":
    case "result":
    case "deck":
      return { kind: name };
    case "send":
      return { kind: "send", entered: rest };
    case "fill":
      return /^\d{1,2}$/.test(rest[0] ?? "")
        ? { kind: "fill", menu: Number(rest[0]), values: rest[1] ?? "" }
        : undefined;
    default:
      return undefined;
  }
}

export function readDue(text: string): Due | undefined {
  const [kind, week = ""] = text.split(".");
  if (kind === "due" || kind === "reveal") return { kind };
  return kind === "digest" ? { kind, week } : undefined;
}
