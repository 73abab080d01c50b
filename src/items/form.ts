import type { Form, Menu } from "../conversation.ts";
import type { Answer } from "./grade.ts";
import { letter, type Showing } from "./showing.ts";

/** Answers that are more than one press: which of several, in which order, what to what. */

/** How many menus the form of a question has; none where one press answers it. */
export function menusOf({ kind, item, slots }: Showing): number {
  if (kind === "choice") return item.type === "multi" ? 1 : 0;
  return slots.length;
}

/** What the letter of an option says, where one press answers the question. */
export function readLetter(showing: Showing, pressed: string): Answer | undefined {
  const slot = showing.slots[pressed.charCodeAt(0) - 65];
  return slot && menusOf(showing) === 0 ? { kind: "options", ids: [slot.id] } : undefined;
}

/** `entered`: the letters in each menu so far. */
export function answerForm(
  showing: Showing,
  entered: readonly string[],
  commands: { send: string; fill: string },
): Form {
  const options = optionsOf(showing);
  const { kind, item, slots } = showing;
  const menu = (label: string, i: number, count = 1): Menu => ({
    ...{ kind: "menu", id: String(i + 1), label, options, count },
    chosen: (entered[i] ?? "").split(",").filter(Boolean),
  });
  const keys = kind === "choice" ? slots.filter(({ correct }) => correct).length : 1;
  const fields =
    kind === "choice"
      ? [menu(`Choose ${String(keys)}`, 0, keys)]
      : kind === "order"
        ? slots.map((_, i) => menu(i === 0 ? "First" : i === slots.length - 1 ? "Last" : `Step ${String(i + 1)}`, i))
        : item.pairs.map(({ prompt }, i) => menu(prompt, i));
  return { title: "Your answer", send: "Send my answer", command: commands.send, fill: commands.fill, fields };
}

/** What the letters say, or what is wrong with them. */
export function readEntered(showing: Showing, entered: readonly string[]): Answer | { readonly refused: string } {
  const { kind, item, slots } = showing;
  const idAt = (written: string) => slots[written.toUpperCase().charCodeAt(0) - 65]?.id;
  const letters = entered.map((values) => values.split(",").filter(Boolean));
  if (letters.flat().some((written) => written.length !== 1 || idAt(written) === undefined))
    return { refused: `Answer with the letters A to ${letter(slots.length - 1)}.` };
  const ids = letters.map((written) => written.map((one) => idAt(one) as string));
  if (kind === "choice") {
    const chosen = [...new Set(ids.flat())];
    const count = slots.filter(({ correct }) => correct).length;
    return chosen.length === count
      ? { kind: "options", ids: chosen.sort() }
      : {
          refused: `This question wants ${String(count)} answers; ${String(chosen.length)} came. Choose exactly ${String(count)}.`,
        };
  }
  const places = kind === "order" ? slots.length : item.pairs.length;
  const one = ids.flat();
  if (one.length !== places || ids.some((each) => each.length !== 1))
    return { refused: `${String(places)} choices are wanted, one in each place; ${String(one.length)} came.` };
  if (kind === "order")
    return new Set(one).size === places
      ? { kind: "order", ids: one }
      : { refused: "Each step goes in one place: one of them came twice." };
  return { kind: "match", given: Object.fromEntries(item.pairs.map(({ id }, i) => [id, one[i] as string])) };
}

/** What was entered so far, as it is kept: with blanks where nothing was chosen yet. */
export function toDraft({ kind, item, slots }: Showing, entered: readonly string[]): Answer {
  const idAt = (written: string) => slots[written.charCodeAt(0) - 65]?.id ?? "";
  const ids = entered.map((values) => idAt(values.slice(0, 1)));
  if (kind === "order") return { kind: "order", ids };
  if (kind === "choice") return { kind: "options", ids: (entered[0] ?? "").split(",").filter(Boolean).map(idAt) };
  return {
    kind: "match",
    given: Object.fromEntries(item.pairs.flatMap(({ id }, i) => (ids[i] ? [[id, ids[i]]] : []))),
  };
}

/** The letters in each menu, of what was kept. */
export function fromDraft({ kind, item, slots }: Showing, draft: Answer | undefined): string[] {
  const letterOf = (id: string | undefined) => {
    const slot = slots.findIndex((one) => one.id === id);
    return slot < 0 ? "" : letter(slot);
  };
  if (draft?.kind === "options") return [draft.ids.map(letterOf).join(",")];
  if (draft?.kind === "order") return draft.ids.map(letterOf);
  return draft?.kind === "match" && kind === "match" ? item.pairs.map(({ id }) => letterOf(draft.given[id])) : [];
}

/** An answer in the letters of a showing, as its learner sees it. */
export function answerInWords({ kind, item, slots }: Showing, answer: Answer): string {
  const letterOf = (id: string) => letter(slots.findIndex((slot) => slot.id === id));
  if (answer.kind === "order") return answer.ids.map(letterOf).join(", ");
  if (answer.kind === "options") return answer.ids.map(letterOf).sort().join(" and ");
  if (kind !== "match") return "";
  return item.pairs.map(({ id }, i) => `${String(i + 1)} ${letterOf(answer.given[id] ?? "")}`).join(", ");
}

function optionsOf({ kind, slots }: Showing): Menu["options"] {
  const texts: readonly string[] = kind === "match" ? slots.map(({ answer }) => answer) : slots.map(({ text }) => text);
  return texts.map((text, slot) => ({ label: `${letter(slot)}. ${text}`, value: letter(slot) }));
}
