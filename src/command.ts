import type { Command, Reply, Request } from "./conversation.ts";
import { isMisspelling } from "./spelling.ts";

/**
 * The tutor's one written language. A slash command, a typed message, a button and a line in a test transcript are
 * all commands that `parse` reads and `writeCommand` writes; what was written is read back as the same command. Which words
 * there are is declared by the features; help, menus and registrations derive from their rows.
 */

/** What somebody may want: help puts each command under one. */
export const sections = ["ask", "learn", "together", "you", "more"] as const;
export type Section = (typeof sections)[number];

/** One command word, what may follow it, and how help puts it. */
export type Row = {
  readonly name: string;
  /** Where help puts it; "more" if left out. */
  readonly section?: Section;
  /**
   * What several commands belong to. Discord keeps them in one place, and so has room for more: there, a name that
   * begins with the group's and a hyphen goes without them. Elsewhere the names are words, "daily set" an alias of
   * `daily-set`.
   */
  readonly group?: string;
  /** Other beginnings that mean the same; may be several words. */
  readonly aliases?: readonly string[];
  /** Beginnings, each with the endings that make it this command: "is … still available"; "" for any beginning. */
  readonly frames?: Readonly<Record<string, readonly string[]>>;
  /** Words that mean this command when they stand between its arguments. */
  readonly infix?: readonly string[];
  readonly takes: readonly Argument[];
  readonly about: string;
  readonly example: string;
  /** About the asker alone: not answered where everybody would read it. */
  readonly personal?: true;
  /** Understood, but not offered in help: it refers to what was just said, or only a button says it. */
  readonly unlisted?: true;
};

/**
 * `kind` names the resolver that turns what was typed into an id; `text` is free and takes the rest of the line. `hint`
 * says what to enter where the platform shows every argument by itself.
 */
export type Argument = {
  readonly name: string;
  readonly kind: string;
  readonly hint: string;
  readonly optional?: true;
  /** The one word that it may be, where there is no other: help then shows what to type. */
  readonly word?: string;
  /**
   * What a `text` is made of, where a platform shows every argument by itself: it shows these instead, each with what is
   * offered for its kind. What was entered is joined by spaces, in this order, to the text. Their kinds resolve nothing:
   * whoever reads the text reads it as it was typed, and without those that were left out.
   */
  readonly pieces?: readonly Argument[];
};

/**
 * Turns typed words into the id they mean, or nothing if they mean none. `exactly` asks for no slip of the pen: after
 * everyday words such as "what is", a near miss is rather another word than a misspelt name.
 */
export type Resolver = (typed: string, exactly: boolean) => string | undefined;

/** The short ids in buttons, which no one types: a letter for what it names, and what chance has dealt. */
export function tokens(letter: string): Resolver {
  const form = new RegExp(`^${letter}-[\\w-]{6,12}$`); // what was posted long ago may have a shorter one
  return (typed) => (form.test(typed) ? typed : undefined);
}

/** Something that can be typed for an argument: what it is called, and its written form. */
export type Completion = { readonly label: string; readonly value: string };

/** What may be meant by what was typed so far, best first. */
export type Completer = (typed: string) => readonly Completion[];

/** The values that hold what was typed so far, those that begin so first. */
export function offered(values: readonly string[], typed: string): Completion[] {
  const begun = typed.trim().toLowerCase();
  const holding = values.filter((value) => value.toLowerCase().includes(begun));
  const begins = holding.filter((value) => value.toLowerCase().startsWith(begun));
  return [...begins, ...holding.filter((value) => !begins.includes(value))].map((value) => ({ label: value, value }));
}

/** The same where others may be typed too: what was typed itself, where no value holds it. */
export function offeredAmongOthers(values: readonly string[], typed: string): Completion[] {
  const found = offered(values, typed);
  return found.length > 0 ? found : [{ label: typed, value: typed }];
}

/** What a row is called among those of its group. */
export function nameInGroup({ name, group }: Pick<Row, "name" | "group">): string {
  return group !== undefined && name.startsWith(`${group}-`) ? name.slice(group.length + 1) : name;
}

/** A feature as the tutor sees it. */
export type Door = {
  readonly rows: readonly Row[];
  readonly resolvers: Readonly<Record<string, Resolver>>;
  /** For the kinds of argument that a platform can offer while somebody types. */
  readonly completers?: Readonly<Record<string, Completer>>;
  /** A promise only where something has to be waited for. */
  readonly handle: (request: Request) => Reply | Promise<Reply>;
};

export type Grammar = {
  readonly rows: readonly Row[];
  /** Reads any text. What is no command, or a command whose arguments mean nothing, is a question. */
  readonly parse: (text: string) => Command;
};

/** No command but a question is longer, in characters: a long text is not searched for names. */
const longestCommand = 200;

export function makeGrammar(rows: readonly Row[], resolvers: Readonly<Record<string, Resolver>>): Grammar {
  const beginnings = rows
    .flatMap(beginningsOf)
    .sort((a, b) => b.words.length + b.ending.length - a.words.length - a.ending.length);
  const read = (row: Row, words: readonly string[], exactly: boolean): Command | undefined => {
    const found = resolve(row.takes, words, resolvers, exactly);
    return found && { name: row.name, arguments: found };
  };

  return {
    rows,
    parse(text) {
      const words = text.trim().split(/\s+/).filter(Boolean);
      if (words.length === 0) return { name: "help", arguments: [] };
      if (plain(words[0] ?? "") === "ask" && words.length > 1) return ask(words.slice(1));
      if (text.length > longestCommand && !takesText(rows, words)) return ask(words);

      for (const { row, words: beginning, ending, everyday } of beginnings) {
        const rest = between(words, beginning, ending);
        if (!rest) continue;
        const command = read(row, rest, everyday);
        if (command) return command;
        if (rest.length === 0 && !everyday) return { name: "help", arguments: [row.name] };
      }
      return readInfix(rows, words, read) ?? readMisspelt(rows, words, read) ?? ask(words);
    },
  };
}

/** A command that ends in a sentence may be as long as a question. */
function takesText(rows: readonly Row[], [first = ""]: readonly string[]): boolean {
  return rows.find(({ name }) => name === plain(first))?.takes.at(-1)?.kind === "text";
}

type Beginning = {
  readonly row: Row;
  readonly words: readonly string[];
  readonly ending: readonly string[];
  /** Words that people also say when they mean no command. */
  readonly everyday: boolean;
};

function beginningsOf(row: Row): Beginning[] {
  const split = (words: string) => words.split(" ").filter(Boolean);
  return [
    { row, words: [row.name], ending: [], everyday: false },
    ...(row.aliases ?? []).map((words) => ({ row, words: split(words), ending: [], everyday: true })),
    ...Object.entries(row.frames ?? {}).flatMap(([words, endings]) =>
      endings.map((ending) => ({ row, words: split(words), ending: split(ending), everyday: true })),
    ),
  ];
}

/** The words between a beginning and an ending, if the text has both. */
function between(
  words: readonly string[],
  beginning: readonly string[],
  ending: readonly string[],
): readonly string[] | undefined {
  const end = words.length - ending.length;
  if (end < beginning.length) return undefined;
  const begins = beginning.every((word, i) => plain(words[i] ?? "") === word);
  const ends = ending.every((word, i) => plain(words[end + i] ?? "") === word);
  return begins && ends ? words.slice(beginning.length, end) : undefined;
}

export function writeCommand(command: Command): string {
  return [command.name, ...command.arguments].join(" ");
}

function ask(words: readonly string[]): Command {
  return { name: "ask", arguments: [words.join(" ")] };
}

type Read = (row: Row, words: readonly string[], exactly: boolean) => Command | undefined;

/** "Model Monitor vs Clarify": a command whose word stands between its arguments. */
function readInfix(rows: readonly Row[], words: readonly string[], read: Read): Command | undefined {
  const row = rows.find((r) => r.infix?.some((infix) => words.slice(1).some((word) => plain(word) === infix)));
  return row && read(row, words, true);
}

function readMisspelt(rows: readonly Row[], words: readonly string[], read: Read): Command | undefined {
  const typed = plain(words[0] ?? "");
  const row = rows.find((r) => r.takes.length > 0 && isMisspelling(typed, r.name));
  if (row) return words.length > 1 ? read(row, words.slice(1), false) : undefined;
  const [group, name] = [typed, plain(words[1] ?? "")];
  const member = rows.find((r) => r.group === group && isMisspelling(name, nameInGroup(r)));
  return member && read(member, words.slice(2), false);
}

/**
 * Deals the words out to the arguments, trying every place to cut; words that only join ("and", "vs") may stand
 * between two of them. The first dealing in which every part means something wins.
 */
function resolve(
  takes: readonly Argument[],
  words: readonly string[],
  resolvers: Readonly<Record<string, Resolver>>,
  exactly: boolean,
): string[] | undefined {
  const [argument, ...others] = takes;
  if (!argument) return words.length === 0 ? [] : undefined;
  if (words.length === 0) return takes.every((a) => a.optional) ? [] : undefined;
  if (argument.kind === "text") return [words.join(" ")];
  const isBounded = takes.at(-1)?.kind !== "text";
  if (isBounded && words.length > takes.length * (longestArgument + 1)) return undefined;
  const shortest = others.length === 0 ? words.length : 1;
  for (let length = Math.min(words.length, longestArgument); length >= shortest; length--) {
    if (length > 1 && joiners.has(plain(words[length - 1] ?? ""))) continue;
    const value = resolvers[argument.kind]?.(withoutEndMarks(words.slice(0, length).join(" ")), exactly);
    if (value === undefined) continue;
    const left = words.slice(length);
    const rest = resolve(others, others[0]?.kind === "text" ? left : withoutJoiner(left), resolvers, exactly);
    if (rest) return [value, ...rest];
  }
  const joined = withoutJoiner(words);
  return joined.length < words.length ? resolve(takes, joined, resolvers, exactly) : undefined;
}

/** No name of ours has more words; longer parts are not looked up, so that a long question costs nothing. */
const longestArgument = 6;

const joiners = new Set([
  "and",
  "vs",
  "versus",
  "with",
  "to",
  "from",
  "or",
  "against",
  "the",
  "between",
  "&",
  "/",
  "+",
]);

function withoutJoiner(words: readonly string[]): readonly string[] {
  return joiners.has(plain(words[0] ?? "")) ? words.slice(1) : words;
}

/** A word in lower case without the marks that end or close a sentence; a lone mark stays. */
function plain(word: string): string {
  return withoutEndMarks(word.toLowerCase()) || word;
}

function withoutEndMarks(text: string): string {
  return text.replace(/[\s?!.,:;]+$/u, "");
}
