import { isMissing, isObject, listOf, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import { choiceFaults, lengthFaults, numberFaults, repeated, textFaults } from "./discord-limits.ts";
import { fault, within } from "./discord-refusal.ts";

/** Types of commands and of their options: discord.com/developers/docs/interactions/application-commands */
export const CommandType = { slash: 1, user: 2, message: 3 } as const;
export const OptionType = {
  sub: 1,
  group: 2,
  text: 3,
  integer: 4,
  flag: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
} as const;

/** What is wrong with one command as it is registered, each as a line `path: CODE message`. */
export function commandFaults(command: Json): string[] {
  const type = numberOf(command["type"], CommandType.slash);
  const slash = type === CommandType.slash;
  const options = objectsOf(command["options"]);
  const size = commandSize(command);
  return [
    ...(isMissing(command["type"]) ? [] : choiceFaults("type", command["type"], Object.values(CommandType))),
    ...nameFaults("name", command["name"], slash),
    ...localFaults("name_localizations", command["name_localizations"], (path, name) => nameFaults(path, name, slash)),
    ...(slash
      ? textFaults("description", command["description"], { min: 1, max: 100 })
      : stringOf(command["description"]) === ""
        ? []
        : [fault("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menu commands have none")]),
    ...describedFaults(command, ""),
    ...(slash || options.length === 0
      ? optionsFaults(options, "options", 0)
      : [fault("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", "Context menu commands cannot have options")]),
    ...permissionFaults(command["default_member_permissions"]),
    ...setFaults("contexts", command["contexts"], [0, 1, 2]),
    ...setFaults("integration_types", command["integration_types"], [0, 1]),
    ...(size > 8000
      ? [fault("", "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (8000), has ${String(size)}`)]
      : []),
  ];
}

/** What is wrong with a whole list of commands, as it is put in place at once. */
export function commandListFaults(commands: readonly Json[]): string[] {
  const names = commands.map((each) => `${String(numberOf(each["type"], 1))} ${stringOf(each["name"])}`);
  return [
    ...commands.flatMap((each, at) => within(String(at), commandFaults(each))),
    ...repeated(names).map((name) =>
      fault("", "APPLICATION_COMMANDS_DUPLICATE_NAME", `Application command names must be unique (${name})`),
    ),
  ];
}

/** Characters of names, descriptions and values that count towards the 8000; of translations the longest counts. */
export function commandSize(part: Json): number {
  const longest = (text: unknown, local: unknown) =>
    Math.max(stringOf(text).length, ...Object.values(objectOf(local)).map((each) => stringOf(each).length));
  const value = part["value"];
  return (
    longest(part["name"], part["name_localizations"]) +
    longest(part["description"], part["description_localizations"]) +
    (typeof value === "string" ? value.length : typeof value === "number" ? String(value).length : 0) +
    [...objectsOf(part["options"]), ...objectsOf(part["choices"])].reduce((sum, each) => sum + commandSize(each), 0)
  );
}

/** @param depth 0 directly in the command, 1 in a group or subcommand of it, 2 in a subcommand of a group */
function optionsFaults(options: readonly Json[], path: string, depth: number): string[] {
  const folders = options.filter(isFolder);
  const firstOptional = options.findIndex((option) => option["required"] !== true);
  const late = options.findIndex(
    (option, at) => option["required"] === true && firstOptional >= 0 && at > firstOptional,
  );
  return [
    ...lengthFaults(path, options.length, { max: 25 }),
    ...repeated(options.map((option) => stringOf(option["name"]))).map((name) =>
      fault(path, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", `Option names must be unique (${name})`),
    ),
    ...(folders.length > 0 && folders.length < options.length
      ? [fault(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and options cannot stand side by side")]
      : []),
    ...(late >= 0
      ? [
          fault(
            `${path}.${String(late)}`,
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options",
          ),
        ]
      : []),
    ...options.flatMap((option, at) => optionFaults(option, `${path}.${String(at)}`, depth)),
  ];
}

function optionFaults(option: Json, path: string, depth: number): string[] {
  const type = numberOf(option["type"], -1);
  const nested = objectsOf(option["options"]);
  const misplaced = (type === OptionType.group && depth > 0) || (type === OptionType.sub && depth > 1);
  const holds = nested.some((each) => each["type"] !== OptionType.sub);
  return [
    ...choiceFaults(`${path}.type`, option["type"], Object.values(OptionType)),
    ...nameFaults(`${path}.name`, option["name"], true),
    ...localFaults(`${path}.name_localizations`, option["name_localizations"], (at, name) =>
      nameFaults(at, name, true),
    ),
    ...textFaults(`${path}.description`, option["description"], { min: 1, max: 100 }),
    ...describedFaults(option, `${path}.`),
    ...(misplaced || (type === OptionType.group && holds)
      ? [
          fault(
            `${path}.type`,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command option type cannot be nested so",
          ),
        ]
      : []),
    ...(type === OptionType.sub && nested.some(isFolder)
      ? [fault(`${path}.options`, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A sub-command cannot hold sub-commands")]
      : []),
    ...(isFolder(option) ? optionsFaults(nested, `${path}.options`, depth + 1) : choicesFaults(option, type, path)),
    ...numberFaults(`${path}.min_length`, option["min_length"], 0, 6000),
    ...numberFaults(`${path}.max_length`, option["max_length"], 1, 6000),
  ];
}

function choicesFaults(option: Json, type: number, path: string): string[] {
  const choices = objectsOf(option["choices"]);
  const suggests = option["autocomplete"] === true;
  const typed = ([OptionType.text, OptionType.integer, OptionType.number] as number[]).includes(type);
  return [
    ...(suggests && choices.length > 0
      ? [fault(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Autocomplete and choices exclude each other")]
      : []),
    ...((suggests || choices.length > 0) && !typed
      ? [fault(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Options of this type have no choices or suggestions")]
      : []),
    ...lengthFaults(`${path}.choices`, choices.length, { max: 25 }),
    ...repeated(choices.map((choice) => stringOf(choice["name"]))).map((name) =>
      fault(`${path}.choices`, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATED", `Choice twice: ${name}`),
    ),
    ...choices.flatMap((choice, at) => [
      ...textFaults(`${path}.choices.${String(at)}.name`, choice["name"], { min: 1, max: 100 }),
      ...(type === OptionType.text
        ? textFaults(`${path}.choices.${String(at)}.value`, choice["value"], { min: 1, max: 100 })
        : []),
    ]),
  ];
}

function nameFaults(path: string, name: unknown, slash: boolean): string[] {
  const faults = textFaults(path, name, { min: 1, max: 32 });
  if (faults.length > 0 || !slash) return faults;
  return slashName.test(name as string) && name === (name as string).toLowerCase()
    ? []
    : [fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")];
}

function describedFaults(part: Json, prefix: string): string[] {
  return localFaults(`${prefix}description_localizations`, part["description_localizations"], (path, text) =>
    textFaults(path, text, { min: 1, max: 100 }),
  );
}

function localFaults(path: string, local: unknown, check: (path: string, text: unknown) => string[]): string[] {
  if (isMissing(local)) return [];
  if (!isObject(local)) return [fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used")];
  return Object.entries(local).flatMap(([locale, text]) =>
    locales.has(locale)
      ? check(`${path}.${locale}`, text)
      : [fault(`${path}.${locale}`, "ENUM_TYPE_COERCE", `Value "${locale}" is not a valid locale.`)],
  );
}

function permissionFaults(bits: unknown): string[] {
  return isMissing(bits) || /^\d+$/.test(stringOf(bits))
    ? []
    : [fault("default_member_permissions", "PERMISSIONS_TYPE_COERCE", "A bit set, as a decimal string")];
}

function setFaults(path: string, value: unknown, among: readonly number[]): string[] {
  if (isMissing(value)) return [];
  const list = listOf(value);
  return [
    ...lengthFaults(path, list.length, { min: 1, max: among.length }),
    ...list.flatMap((each, at) => choiceFaults(`${path}.${String(at)}`, each, among)),
    ...repeated(list.map(String)).map((each) => fault(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", `Twice: ${each}`)),
  ];
}

function isFolder(option: Json): boolean {
  return option["type"] === OptionType.sub || option["type"] === OptionType.group;
}

const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set(
  (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja " +
    "zh-TW ko"
  ).split(" "),
);
