import { createHash } from "node:crypto";
import { directMessage, type Delivery, type Reply } from "../conversation.ts";
import type { Item } from "../knowledge/item.ts";
import type { Tx } from "../store/store.ts";
import { regrade, type Regraded } from "./answers.ts";

/** Brings the log up to date with the questions as they are today, and tells each learner whom that touches, once. */
export async function regradeAndTell(
  tx: Tx,
  items: ReadonlyMap<string, Item>,
  send: (tx: Tx, delivery: Delivery) => Promise<void>,
): Promise<void> {
  const byLearner = new Map<string, Regraded[]>();
  for (const change of await regrade(tx, items))
    byLearner.set(change.learner, [...(byLearner.get(change.learner) ?? []), change]);
  for (const [learner, changes] of byLearner) {
    const digest = createHash("sha256")
      .update(changes.map(({ item, is }) => `${item} ${String(is)} ${items.get(item)?.revision ?? ""}`).join("\n"))
      .digest("base64url");
    await send(tx, {
      key: `regraded ${learner} ${digest}`,
      place: directMessage(learner),
      reply: view(changes, items),
    });
  }
}

/** How many of the questions are named. */
const mostNamed = 5;

function view(changes: readonly Regraded[], items: ReadonlyMap<string, Item>): Reply {
  const last = [...new Map(changes.map((change) => [change.item, change])).values()];
  const one = last.length === 1;
  return {
    to: "asker",
    parts: [
      {
        kind: "text",
        text: one
          ? "A practice question that you answered was corrected, and I have counted your answer again."
          : `${String(last.length)} practice questions that you answered were corrected, and I have counted your answers again.`,
      },
      {
        kind: "facts",
        facts: last.slice(0, mostNamed).map(({ item, is }) => ({
          label: items.get(item)?.stem ?? "A question that is no longer asked",
          text:
            is === null ? "It no longer counts." : is === 1 ? "Your answer is right now." : "Your answer is wrong now.",
        })),
      },
      ...(last.length > mostNamed
        ? [{ kind: "text" as const, text: `And ${String(last.length - mostNamed)} more.` }]
        : []),
      { kind: "footer", text: "I tell you this once. Your other answers stand as they were." },
    ],
  };
}
