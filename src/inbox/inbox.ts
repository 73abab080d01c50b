import type { Door } from "../command.ts";
import type { Reply, Request } from "../conversation.ts";
import { itemAlias } from "../items/flag.ts";
import type { Library } from "../knowledge/library.ts";
import { say } from "../replies.ts";
import type { Store, Tx } from "../store/store.ts";
import { keep } from "./records.ts";

/** Lets learners say that something is wrong with a practice question: by one press, and in a sentence if they wish. */
export function makeFlags(
  { items }: Pick<Library, "items">,
  { store, meet }: { readonly store: Store; readonly meet: (tx: Tx, request: Request) => Promise<void> },
): Door {
  const known = new Map(items.flatMap(({ id }) => [id, itemAlias(id)].map((name) => [name, id])));
  return {
    rows: [
      {
        name: "flag",
        takes: [
          { name: "question", kind: "item", hint: "as the button says it" },
          { name: "sentence", kind: "text", hint: "What is wrong", optional: true },
        ],
        about: "Tells the maintainers that something is wrong with a question",
        example: "flag a-question",
        unlisted: true,
      },
      {
        name: "explain-flag",
        takes: [{ name: "question", kind: "item", hint: "as the button says it" }],
        about: "Opens a form to say what is wrong with it",
        example: "explain-flag a-question",
        unlisted: true,
      },
    ],
    // A button's command has to be read back as it was written: the alias stays until it is answered.
    resolvers: { item: (typed) => (known.has(typed) ? typed : undefined) },
    handle: (request) => {
      const [named = "", sentence = ""] = request.command.arguments;
      const item = known.get(named) ?? named;
      return request.command.name === "flag" ? flag(request, item, sentence) : form(item);
    },
  };

  async function flag(request: Request, item: string, sentence: string): Promise<Reply> {
    await store.write(async (tx) => {
      await meet(tx, request);
      const text = sentence === "" ? item : `${item}: ${sentence}`;
      await keep(tx, { kind: "flag", learner: request.learner, text, at: request.at });
    });
    const thanks = "Thank you. The maintainers will look at that question.";
    if (sentence !== "") return say(thanks);
    const explain = { label: "Say what is wrong", command: `explain-flag ${itemAlias(item)}` };
    return say(`${thanks} If you like, say in a sentence what is wrong.`, [explain]);
  }
}

function form(item: string): Reply {
  return {
    to: "asker",
    parts: [
      {
        kind: "form",
        form: {
          ...{ title: "What is wrong?", send: "Send", command: `flag ${itemAlias(item)}` },
          fields: [
            { kind: "line", id: "sentence", label: "In a sentence; nothing from a real exam, please", long: true },
          ],
        },
      },
    ],
  };
}
