import type { Door, Row } from "../../src/command.ts";
import type { Form, Menu, Reply } from "../../src/conversation.ts";

/** Four steps that any menu of a puzzle offers. */
const steps = ["ingest", "prepare", "train", "deploy"];

/**
 * A form of menus, for tests of wires: `puzzle 7` has seven menus of one choice, `puzzle 2 of 1` one of two choices;
 * `fill` chooses in one, `answer` sends it off. `survey` has a menu and a line, and keeps no draft. Everything but the first showing takes its place.
 */
export function makePuzzle(): Door {
  const drafts = new Map<string, Menu[]>();
  return {
    rows: [row("puzzle", "size"), row("survey", "nothing"), row("fill", "choice"), row("answer", "values")],
    resolvers: {},
    handle({ command, learner }): Reply {
      const [words = ""] = command.arguments;
      if (command.name === "survey") return { to: "asker", parts: [{ kind: "form", form: survey }] };
      if (command.name === "puzzle") {
        const [first = "1", , size] = words.split(" ");
        const [menus, count] = size === undefined ? [Number(first), 1] : [Number(size), Number(first)];
        drafts.set(
          learner,
          Array.from({ length: menus }, (_, at) => makeMenu(at + 1, count)),
        );
        return { to: "asker", parts: [heading, { kind: "form", form: makeForm(drafts.get(learner) ?? []) }] };
      }
      const draft = drafts.get(learner) ?? [];
      if (command.name === "fill") {
        const [number, values] = words.split(" ");
        const menu = draft[Number(number) - 1];
        if (menu && values !== undefined) draft[Number(number) - 1] = { ...menu, chosen: values.split(",") };
        return {
          to: "asker",
          inPlace: true,
          parts: [heading, { kind: "form", form: makeForm(drafts.get(learner) ?? []) }],
        };
      }
      const answered = words === "" ? draft.map(({ chosen }) => chosen.join(",")).join(" ") : words;
      const again = { label: "Change it", command: `puzzle ${String(draft.length)}` };
      return {
        to: "asker",
        inPlace: true,
        parts: [
          { kind: "text", text: `Answered ${answered}.` },
          { kind: "choices", choices: [again] },
        ],
      };
    },
  };
}

const heading = { kind: "heading", text: "Put the steps in order" } as const;

const survey: Form = {
  title: "How was it?",
  send: "Send",
  command: "answer",
  fields: [
    { ...makeMenu(1, 2), label: "Hardest steps" },
    { kind: "line", id: "why", label: "Why?", long: true },
  ],
};

function makeForm(fields: readonly Menu[]): Form {
  return { title: "Your order", send: "Send my answer", command: "answer", fill: "fill", fields };
}

export function makeMenu(number: number, count: number): Menu {
  return {
    kind: "menu",
    id: `step${String(number)}`,
    label: `Step ${String(number)}`,
    options: steps.map((step) => ({ label: `To ${step}`, value: step })),
    count,
    chosen: [],
  };
}

function row(name: string, argument: string): Row {
  const takes = [{ name: argument, kind: "text", hint: "For tests", optional: true }] as const;
  return { name, takes, about: "For tests", example: name, unlisted: true };
}
