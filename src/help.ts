import { nameInGroup, sections, writeCommand, type Grammar, type Row, type Section } from "./command.ts";
import type { Choice, Fact, Part, Reply } from "./conversation.ts";

/**
 * What can be said, told in steps that fit a phone screen each: what one may want, the commands for that, one command
 * with an example. All of it derives from the rows.
 */

export const helpRow: Row = {
  name: "help",
  frames: { "": ["help"] },
  aliases: ["help me", "what can you do", "what can i ask", "commands", "menu"],
  takes: [{ name: "command", kind: "command", hint: "One of my commands; all if left out", optional: true }],
  about: "This list",
  example: "help compare",
};

/** What `help` can be about, by its name in lower case and with hyphens: a section, a command or a group of them. */
export function isHelpTopic(rows: readonly Row[], name: string): boolean {
  return sectionOf(name) !== undefined || rows.some((row) => row.name === name || row.group === name);
}

/** Help with everything, or about a topic; a section goes before the command of its name, which it holds. */
export function helpView({ rows, parse }: Grammar, about: string | undefined): Reply {
  const told = about === undefined ? undefined : (aboutSection(rows, about) ?? aboutRow(rows, about));
  const parts = told ?? (about === undefined ? undefined : aboutGroup(rows, about)) ?? overview(rows);
  return { to: "asker", parts: parts.map((part) => asWritten(part, parse)) };
}

/** `compare <first> <second>`, with what may be left out in square brackets. */
export function usage(row: Row): string {
  const words = row.takes.map(({ name, word, optional }) => {
    if (optional) return `[${word ?? name}]`;
    return word ?? `<${name}>`;
  });
  return writeCommand({ name: row.name, arguments: words });
}

function overview(rows: readonly Row[]): Part[] {
  const there = sections.filter((section) => listedIn(rows, section).length > 0);
  return [
    { kind: "heading", text: "Ask me which AWS service fits" },
    { kind: "text", text: "In your own words, such as “detect drift in prod?”. Or say:" },
    { kind: "list", items: there.map((section) => `${titles[section]}: ${namesIn(rows, section).join(", ")}`) },
    { kind: "choices", choices: there.map((section) => ({ label: titles[section], command: `help ${section}` })) },
    { kind: "footer", text: "“help quiz” tells more. Independent of AWS." },
  ];
}

function aboutSection(rows: readonly Row[], name: string): Part[] | undefined {
  const section = sectionOf(name);
  const listed = section ? listedIn(rows, section) : [];
  if (!section || listed.length === 0) return undefined;
  const alone = listed.filter((row) => !isNamedByGroup(row));
  const oftenUsed = alone.filter(({ group }) => group === undefined);
  const groups = [...new Set(listed.filter(isNamedByGroup).map(({ group = "" }) => group))];
  return [
    { kind: "heading", text: headings[section] },
    { kind: "facts", facts: [...alone.map(described), ...groups.map((group) => describedGroup(listed, group))] },
    {
      kind: "choices",
      choices: [
        ...oftenUsed.slice(0, mostExamples).map(({ example }) => ({ label: example, command: example })),
        { label: "All of help", command: "help" },
      ],
    },
  ];
}

function aboutRow(rows: readonly Row[], name: string): Part[] | undefined {
  const row = rows.find((one) => one.name === name);
  return (
    row && [
      { kind: "heading", text: usage(row) },
      { kind: "text", text: `${row.about}. For example: ${row.example}` },
      { kind: "choices", choices: [{ label: row.example, command: row.example }] },
    ]
  );
}

function aboutGroup(rows: readonly Row[], name: string): Part[] | undefined {
  const members = rows.filter(({ group }) => group === name);
  if (members.length === 0) return undefined;
  return [
    { kind: "heading", text: `What ${name} can do` },
    { kind: "facts", facts: members.map(described) },
    { kind: "choices", choices: members.map(({ example }) => ({ label: example, command: example })) },
  ];
}

function sectionOf(name: string): Section | undefined {
  return sections.find((section) => section === name);
}

/** What is listed of a section, in the order of the rows; help itself is in none. */
function listedIn(rows: readonly Row[], section: Section): Row[] {
  return rows.filter((row) => !row.unlisted && row.name !== helpRow.name && (row.section ?? "more") === section);
}

/** A group whose commands are named after it is one word. */
function namesIn(rows: readonly Row[], section: Section): string[] {
  return [...new Set(listedIn(rows, section).map((row) => (isNamedByGroup(row) ? (row.group ?? "") : row.name)))];
}

function isNamedByGroup(row: Row): boolean {
  return nameInGroup(row) !== row.name;
}

function described(row: Row): Fact {
  return { label: usage(row), text: row.about };
}

function describedGroup(listed: readonly Row[], group: string): Fact {
  const names = listed.filter((row) => row.group === group && isNamedByGroup(row)).map(nameInGroup);
  return { label: group, text: `${names.join(", ")}; “help ${group}” explains them` };
}

/** An example is written for people; a platform takes a button's command only as it is written. */
function asWritten(part: Part, parse: Grammar["parse"]): Part {
  if (part.kind !== "choices") return part;
  const choices = part.choices.map(({ label, command }): Choice => ({ label, command: writeCommand(parse(command)) }));
  return { kind: "choices", choices };
}

/** Of a section's commands, so many have their example as a button: more would fill the screen. */
const mostExamples = 4;

const titles: Readonly<Record<Section, string>> = {
  ask: "Ask",
  learn: "Learn",
  together: "Together",
  you: "You",
  more: "More",
};

const headings: Readonly<Record<Section, string>> = {
  ask: "To ask",
  learn: "To learn",
  together: "For everyone in the channel",
  you: "For you alone",
  more: "And more",
};
