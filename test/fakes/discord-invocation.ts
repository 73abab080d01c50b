import { OptionType } from "./discord-command-bodies.ts";
import { isMissing, listOf, numberOf, objectsOf, stringOf, type Json } from "./discord-json.ts";

export type OptionValue = string | number | boolean;

/** What a user enters: the way to the subcommand, and the options. Users, channels and roles are given by their id. */
export type Entry = {
  readonly group?: string;
  readonly sub?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
};

/**
 * The `options` of an interaction as Discord makes them of what a user enters, and what it would not let pass.
 *
 * @param focused the option that is being typed, for suggestions: then others may be missing or unfinished
 * @throws Error where the command has no such option, or Discord's client would not let it be sent
 */
export function invocation(command: Json, entry: Entry, focused?: string): Json[] {
  const path = [entry.group, entry.sub].filter((name) => name !== undefined);
  const place = [stringOf(command["name"]), ...path].join(" ");
  let known = objectsOf(command["options"]);
  for (const name of path) {
    const folder = known.find((each) => each["name"] === name);
    if (folder === undefined) impossible(`/${place} has no "${name}"; it has ${names(known)}`);
    known = objectsOf(folder["options"]);
  }
  if (known.some((each) => each["type"] === OptionType.sub || each["type"] === OptionType.group))
    impossible(`/${place} needs a subcommand; it has ${names(known)}`);
  const given = entry.options ?? {};
  const missing = known.find((each) => each["required"] === true && !(stringOf(each["name"]) in given));
  if (missing !== undefined && focused === undefined) impossible(`/${place} requires "${stringOf(missing["name"])}"`);
  const values = Object.entries(given).map(([name, value]) => {
    const option = known.find((each) => each["name"] === name);
    if (option === undefined) impossible(`/${place} has no option "${name}"; it has ${names(known)}`);
    if (focused === undefined) checkValue(option, value, place);
    if (name === focused && option["autocomplete"] !== true)
      impossible(`"${name}" of /${place} is registered without suggestions`);
    return { name, type: option["type"], value, ...(name === focused ? { focused: true } : {}) };
  });
  return nest(entry, values);
}

/** The same without a look at what is registered, as a forger or an old client may send it. */
export function forgedInvocation(entry: Entry, focused?: string): Json[] {
  const values = Object.entries(entry.options ?? {}).map(([name, value]) => ({
    name,
    type: typeof value === "string" ? OptionType.text : typeof value === "number" ? OptionType.number : OptionType.flag,
    value,
    ...(name === focused ? { focused: true } : {}),
  }));
  return nest(entry, values);
}

/** The type of an option of the (sub)command, 3 where there is none. */
export function optionType(command: Json | undefined, entry: Entry, name: string): number {
  let known = objectsOf(command?.["options"]);
  for (const part of [entry.group, entry.sub].filter((each) => each !== undefined))
    known = objectsOf(known.find((each) => each["name"] === part)?.["options"]);
  return numberOf(known.find((each) => each["name"] === name)?.["type"], OptionType.text);
}

/** What a user could not do on Discord, so that a test that does it is wrong. */
export function impossible(what: string): never {
  throw new Error(`No user could do that: ${what}. Say "forged: true" if it is a forgery.`);
}

function nest({ group, sub }: Entry, values: Json[]): Json[] {
  const inSub = sub === undefined ? values : [{ name: sub, type: OptionType.sub, options: values }];
  return group === undefined ? inSub : [{ name: group, type: OptionType.group, options: inSub }];
}

function checkValue(option: Json, value: OptionValue, place: string): void {
  const name = `"${stringOf(option["name"])}" of /${place}`;
  const choices = objectsOf(option["choices"]);
  const fits = typeNames[numberOf(option["type"])];
  if (fits !== undefined && typeof value !== fits) impossible(`${name} takes a ${fits}, not ${typeof value}`);
  if (option["type"] === OptionType.integer && !Number.isInteger(value)) impossible(`${name} takes whole numbers`);
  if (choices.length > 0 && !choices.some((choice) => choice["value"] === value))
    impossible(`${name} takes one of ${choices.map((choice) => JSON.stringify(choice["value"])).join(", ")}`);
  const size = typeof value === "string" ? value.length : Number(value);
  const [min, max] = typeof value === "string" ? ["min_length", "max_length"] : ["min_value", "max_value"];
  if (!isMissing(option[min]) && size < numberOf(option[min])) impossible(`${name} is below its ${min}`);
  const most = typeof value === "string" ? numberOf(option[max], 6000) : numberOf(option[max], Infinity);
  if (size > most) impossible(`${name} is above its ${max}`);
  const ids: number[] = [OptionType.user, OptionType.channel, OptionType.role, OptionType.mentionable];
  if (ids.includes(numberOf(option["type"])) && !/^\d{15,20}$/.test(String(value))) impossible(`${name} takes an id`);
}

function names(options: readonly Json[]): string {
  return options.length === 0 ? "none" : options.map((each) => stringOf(each["name"])).join(", ");
}

const typeNames: Readonly<Record<number, string>> = {
  [OptionType.text]: "string",
  [OptionType.integer]: "number",
  [OptionType.number]: "number",
  [OptionType.flag]: "boolean",
};

/** Whether a command is offered: `contexts` 0 guild, 1 direct message; `integration_types` 0 guild, 1 user. */
export function checkOffered(command: Json, context: number, userInstall: boolean, permissions: bigint): void {
  const name = `/${stringOf(command["name"])}`;
  const contexts = isMissing(command["contexts"])
    ? [0, ...(command["dm_permission"] === false ? [] : [1])]
    : listOf(command["contexts"]);
  const kinds = isMissing(command["integration_types"]) ? [0] : listOf(command["integration_types"]);
  const needed = stringOf(command["default_member_permissions"]);
  if (!contexts.includes(context))
    impossible(`${name} is not offered in ${context === 0 ? "guilds" : "direct messages"}`);
  if (!kinds.includes(userInstall ? 1 : 0))
    impossible(`${name} is not offered to ${userInstall ? "user" : "guild"} installs`);
  if (context !== 0 || needed === "") return;
  const administrates = (permissions & 8n) !== 0n;
  if (!administrates && (needed === "0" || (permissions & BigInt(needed)) !== BigInt(needed)))
    impossible(`${name} is only offered to members with the permissions ${needed}`);
}
