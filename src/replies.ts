import type { Choice, Reply } from "./conversation.ts";

/** What whoever pressed or typed is told, privately, and what they may press next. */
export function say(text: string, choices: readonly Choice[] = []): Reply {
  return {
    to: "asker",
    parts: [{ kind: "text", text }, ...(choices.length > 0 ? [{ kind: "choices" as const, choices }] : [])],
  };
}
