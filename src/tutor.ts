import { makeGrammar, writeCommand, type Door, type Grammar, type Row } from "./command.ts";
import type { Reply, Request } from "./conversation.ts";

/** The front desk: every request comes in here and is handed to the feature whose command it is. */
export type Tutor = {
  readonly grammar: Grammar;
  readonly handle: (request: Request) => Promise<Reply>;
};

/**
 * `report` is told of every failure that is ours, with the reference that the learner was given;
 * `newReference` makes one.
 */
export function makeTutor(
  doors: readonly Door[],
  newReference: () => string,
  report: (error: unknown, request: Request, reference: string) => void,
): Tutor {
  const rows = [...doors.flatMap((door) => door.rows), helpRow];
  const resolvers = Object.assign({}, ...doors.map((door) => door.resolvers), {
    command: (typed: string) => rows.find((row) => row.name === typed.toLowerCase())?.name,
  }) as Door["resolvers"];
  const doorOf = new Map(doors.flatMap((door) => door.rows.map((row) => [row.name, door])));

  return {
    grammar: makeGrammar(rows, resolvers),
    async handle(request) {
      const { command } = request;
      if (command.name === helpRow.name) return helpView(rows, command.arguments[0]);
      const door = doorOf.get(command.name);
      if (!door) throw new Error(`no feature takes the command "${command.name}"; the grammar reads only theirs`);
      try {
        return await door.handle(request);
      } catch (error) {
        const reference = newReference();
        report(error, request, reference);
        return apology(reference);
      }
    },
  };
}

const helpRow: Row = {
  name: "help",
  aliases: ["help me", "what can you do", "what can i ask", "commands", "menu"],
  takes: [{ name: "command", kind: "command", optional: true }],
  about: "This list",
  example: "help compare",
};

function helpView(rows: readonly Row[], about: string | undefined): Reply {
  const row = rows.find((r) => r.name === about);
  if (row)
    return {
      to: "asker",
      parts: [
        { kind: "heading", text: usage(row) },
        { kind: "text", text: `${row.about}. For example: ${row.example}` },
        { kind: "choices", choices: [{ label: row.example, command: row.example }] },
      ],
    };
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Ask me which AWS service fits" },
      {
        kind: "text",
        text: "Say what you need in your own words, such as “detect drift in prod?”. After an answer, try “why not Clarify?”, “source?” or “and today?”.",
      },
      {
        kind: "facts",
        facts: rows.filter((r) => !r.unlisted).map((r) => ({ label: usage(r), text: r.about })),
      },
      {
        kind: "footer",
        text: "Independent of AWS. For the AI Practitioner exam, Task 1.3; no real exam questions.",
      },
    ],
  };
}

/** `compare <a> <b>`, with what may be left out in square brackets. */
export function usage(row: Row): string {
  const words = row.takes.map((argument) => (argument.optional ? `[${argument.name}]` : `<${argument.name}>`));
  return writeCommand({ name: row.name, arguments: words });
}

function apology(reference: string): Reply {
  return {
    to: "asker",
    parts: [
      {
        kind: "text",
        text: `Sorry, that went wrong on my side. Please try again; if it stays, tell whoever runs me the reference ${reference}.`,
      },
    ],
  };
}
