import { nameInGroup, type Argument, type Row } from "../../command.ts";
import { cut } from "../wording.ts";

/**
 * The slash command `/aws-ml` and the message command, as Discord registers them: a subcommand for every listed row of
 * the written language, those of a group in a subcommand group. https://docs.discord.com/developers/interactions/application-commands
 */

export const commandName = "aws-ml";
export const messageCommandName = "Which AWS service?";

export const commandLimits = { name: 32, description: 100, options: 25, choiceName: 100, choices: 25 } as const;

export type CommandBody = {
  readonly name: string;
  readonly type: 1 | 3;
  readonly description?: string;
  readonly integration_types: readonly [0, 1];
  readonly contexts: readonly [0, 1, 2];
  readonly options?: readonly OptionBody[];
};

export type OptionBody = {
  readonly type: 1 | 2 | 3;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly OptionBody[];
};

/** Installed in a server or by a person; used in servers, with the bot, and in conversations among people. */
const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] } as const;

/** `completes`: whether anything is offered for an argument of a kind while somebody types. */
export function drawCommands(rows: readonly Row[], completes: (kind: string) => boolean): CommandBody[] {
  const listed = rows.filter((row) => !row.unlisted);
  return [
    {
      name: commandName,
      type: 1,
      description: "Ask which AWS service fits a machine-learning task, and why",
      ...everywhere,
      options: gathered(listed)
        .slice(0, commandLimits.options)
        .map((each) => ("takes" in each ? drawRow(each, completes) : drawGroup(each, completes))),
    },
    { name: messageCommandName, type: 3, ...everywhere },
  ];
}

/** A row by itself, or the rows of a group where the first of them stands. */
function gathered(rows: readonly Row[]): (Row | Group)[] {
  return rows.flatMap((row, at): (Row | Group)[] => {
    const { group } = row;
    if (group === undefined) return [row];
    const isFirst = rows.findIndex((other) => other.group === group) === at;
    return isFirst ? [{ group, rows: rows.filter((other) => other.group === group) }] : [];
  });
}

type Group = { readonly group: string; readonly rows: readonly Row[] };
type Completes = (kind: string) => boolean;

function drawGroup({ group, rows }: Group, completes: Completes): OptionBody {
  const subs = rows.slice(0, commandLimits.options).map((row) => drawRow(row, completes));
  const description = cut(`${group}: ${subs.map(({ name }) => name).join(", ")}`, commandLimits.description);
  return { type: 2, name: group, description, options: subs };
}

function drawRow(row: Row, completes: Completes): OptionBody {
  const { about, takes } = row;
  return {
    type: 1,
    name: nameInGroup(row),
    description: cut(about, commandLimits.description),
    options: shown(takes)
      .slice(0, commandLimits.options)
      .map((argument) => drawArgument(argument, completes)),
  };
}

function drawArgument(argument: Argument, completes: Completes): OptionBody {
  return {
    type: 3,
    name: optionName(argument),
    description: cut(argument.hint, commandLimits.description),
    required: !argument.optional,
    ...(completes(argument.kind) ? { autocomplete: true } : {}),
  };
}

/** The arguments that Discord shows by themselves: of a text in pieces, these. */
export function shown(takes: readonly Argument[]): Argument[] {
  return takes.flatMap((argument) => argument.pieces ?? [argument]);
}

/** The row that a subcommand is, of a group or of none. */
export function rowOf(rows: readonly Row[], group: string | null, sub: string): Row | undefined {
  return rows.find((row) => (row.group ?? null) === group && nameInGroup(row) === sub);
}

/** Option names are one word in lower case. */
export function optionName({ name }: Argument): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, commandLimits.name);
}

/** Whether Discord already has these commands: it adds fields of its own and leaves out what is empty or false. */
export function areRegistered(wanted: readonly CommandBody[], registered: unknown): boolean {
  if (!Array.isArray(registered)) return false;
  // Discord lists commands in an order of its own; a command's options keep ours.
  const byName = (items: readonly unknown[]) => core(items).map((item) => JSON.stringify(item)).sort(); // prettier-ignore
  return JSON.stringify(byName(wanted)) === JSON.stringify(byName(registered));
}

const told = ["name", "type", "description", "integration_types", "contexts", "required", "autocomplete", "options"];

/** What we decide about commands or options, in one order, without what says nothing. */
function core(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => item as Readonly<Record<string, unknown>>)
    .map((item) =>
      Object.fromEntries(
        told.flatMap((key) => {
          const value = item[key];
          if (value === undefined || value === null || value === false || value === "") return [];
          if (key !== "options") return [[key, value]];
          const options = core(value as readonly unknown[]);
          return options.length === 0 ? [] : [[key, options]];
        }),
      ),
    );
}
