import type { Choice, Fact, Part, Reply } from "../conversation.ts";
import type { Database } from "../store/store.ts";
import { granted, type Understands, type Wish } from "./view.ts";

/** A part of the home page. `at`: milliseconds since 1970. Nothing where there is nothing to show. */
export type Section = (db: Database, learner: string, at: number) => Promise<Shown | undefined>;

export type Shown = {
  /** Lines at the top of the page. */
  readonly facts?: readonly Fact[];
  /** What would be good to do now, and why, in a sentence; the first that some section has is the page's. */
  readonly next?: { readonly text: string; readonly choice: Choice };
  /** Stands below the buttons. */
  readonly below?: readonly Part[];
};

/** The page of one learner, its sections in their order. */
export function homeView(sections: readonly Shown[], understands: Understands): Reply {
  const facts = sections.flatMap((shown) => shown.facts ?? []);
  const next = sections.flatMap((shown) => shown.next ?? []).find(({ choice }) => understands(choice.command));
  const usual = granted(usually, understands).filter(({ command }) => command !== next?.choice.command);
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Your page" },
      ...(facts.length > 0 ? [{ kind: "facts" as const, facts }] : []),
      { kind: "text", text: next?.text ?? "Ask me anything, or choose:" },
      { kind: "choices", choices: [...(next ? [next.choice] : []), ...usual].slice(0, mostButtons) },
      ...sections.flatMap((shown) => shown.below ?? []),
    ],
  };
}

/** A row of buttons on a phone. */
const mostButtons = 5;

const usually: readonly Wish[] = [
  { label: "Study", commands: ["study"] },
  { label: "Learn", commands: ["learn", "start"] },
  { label: "Quiz me", commands: ["study 5"] },
  { label: "My exam date", commands: ["goal"] },
];
