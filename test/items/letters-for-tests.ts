import type { Part } from "../../src/conversation.ts";
import { library } from "../tutor-for-tests.ts";

/** What to choose in each menu of the form to a question, by what its post says. */
export function rightLettersIn(parts: readonly Part[]): string[] {
  const item = library().items.find(({ stem }) => parts.some((part) => part.kind === "text" && part.text === stem));
  const lists = parts.flatMap((part) => (part.kind === "list" ? [part.items] : []));
  const at = (text: string) => lists.at(-1)?.find((line) => line.slice(3) === text)?.[0] ?? "?";
  if (item?.type === "order") return item.steps.map(({ text }) => at(text));
  if (item?.type === "match") return item.pairs.map(({ answer }) => at(answer));
  const keys = item?.options.filter(({ correct }) => correct) ?? [];
  return [
    keys
      .map(({ text }) => at(text))
      .sort()
      .join(","),
  ];
}
