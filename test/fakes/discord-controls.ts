import { isMissing, isObject, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import { choiceFaults, lengthFaults, numberFaults, repeated, textFaults, urlFaults } from "./discord-limits.ts";
import { fault } from "./discord-refusal.ts";

/** Component types: discord.com/developers/docs/components/reference#component-object-component-types */
export const Component = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const selectTypes: readonly number[] = [
  Component.stringSelect,
  Component.userSelect,
  Component.roleSelect,
  Component.mentionableSelect,
  Component.channelSelect,
];

/** Every component, those inside others too, in the order in which they stand. */
export function allComponents(components: unknown): Json[] {
  return objectsOf(components).flatMap((each) => [
    each,
    ...allComponents(each["components"]),
    ...(isObject(each["accessory"]) ? allComponents([each["accessory"]]) : []),
    ...(isObject(each["component"]) ? allComponents([each["component"]]) : []),
  ]);
}

/** What is wrong with a button. */
export function buttonFaults(button: Json, path: string): string[] {
  const style = choiceFaults(`${path}.style`, button["style"], [1, 2, 3, 4, 5, 6]);
  if (style.length > 0) return style;
  const [needs, refuses] =
    button["style"] === 5
      ? ["url", ["custom_id", "sku_id"]]
      : button["style"] === 6
        ? ["sku_id", ["custom_id", "url", "label", "emoji"]]
        : ["custom_id", ["url", "sku_id"]];
  const bare = isMissing(button["label"]) || button["label"] === "";
  return [
    ...(isMissing(button[needs])
      ? [fault(path, "BUTTON_COMPONENT_MISSING_FIELD", `A button of this style must have a ${needs}`)]
      : []),
    ...refuses
      .filter((key) => !isMissing(button[key]))
      .map((key) => fault(path, "BUTTON_COMPONENT_EXCLUSIVE_FIELD", `A button of this style cannot have a ${key}`)),
    ...(bare && isMissing(button["emoji"]) && button["style"] !== 6
      ? [fault(path, "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")]
      : []),
    ...textFaults(`${path}.label`, button["label"], { max: 80 }),
    ...(isMissing(button["custom_id"]) ? [] : customIdFaults(button, path)),
    ...urlFaults(`${path}.url`, button["url"], 512, ["http", "https", "discord"]),
    ...emojiFaults(button["emoji"], `${path}.emoji`),
  ];
}

/** What is wrong with a select, in a message or in a modal. */
export function selectFaults(select: Json, path: string): string[] {
  const options = objectsOf(select["options"]);
  const most = select["type"] === Component.stringSelect ? Math.min(25, Math.max(1, options.length)) : 25;
  const chosen = options.filter((option) => option["default"] === true).length;
  return [
    ...customIdFaults(select, path),
    ...textFaults(`${path}.placeholder`, select["placeholder"], { max: 150 }),
    ...numberFaults(`${path}.min_values`, select["min_values"], 0, most),
    ...numberFaults(`${path}.max_values`, select["max_values"], 1, most),
    ...(numberOf(select["min_values"], 1) > numberOf(select["max_values"], 1)
      ? [fault(`${path}.min_values`, "SELECT_COMPONENT_MIN_OVER_MAX", "min_values must not be above max_values")]
      : []),
    ...(select["type"] === Component.stringSelect ? optionFaults(options, path, 1, 25) : []),
    ...(chosen > numberOf(select["max_values"], 1)
      ? [fault(`${path}.options`, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More defaults than max_values")]
      : []),
  ];
}

/** What is wrong with the options of a string select, a radio group or a checkbox group. */
export function optionFaults(options: readonly Json[], path: string, min: number, max: number): string[] {
  return [
    ...lengthFaults(`${path}.options`, options.length, { min, max }),
    ...repeated(options.map((option) => stringOf(option["value"]))).map((value) =>
      fault(`${path}.options`, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", `The value is already used (${value})`),
    ),
    ...options.flatMap((option, at) => [
      ...textFaults(`${path}.options.${String(at)}.label`, option["label"], { min: 1, max: 100 }),
      ...textFaults(`${path}.options.${String(at)}.value`, option["value"], { min: 1, max: 100 }),
      ...textFaults(`${path}.options.${String(at)}.description`, option["description"], { max: 100 }),
      ...emojiFaults(option["emoji"], `${path}.options.${String(at)}.emoji`),
    ]),
  ];
}

/** A custom_id, or an id, that stands twice. */
export function idFaults(all: readonly Json[]): string[] {
  const ids = all.map((each) => each["custom_id"]).filter((id) => typeof id === "string");
  const numbers = all.map((each) => numberOf(each["id"])).filter((id) => id !== 0);
  return [
    ...repeated(ids).map((id) =>
      fault("components", "COMPONENT_CUSTOM_ID_DUPLICATED", `Component custom id cannot be duplicated (${id})`),
    ),
    ...repeated(numbers.map(String)).map((id) =>
      fault("components", "COMPONENT_ID_DUPLICATED", `Component id cannot be duplicated (${id})`),
    ),
  ];
}

export function customIdFaults(each: Json, path: string): string[] {
  return textFaults(path === "" ? "custom_id" : `${path}.custom_id`, each["custom_id"], { min: 1, max: 100 });
}

export function wrongType(path: string, allowed: readonly number[]): string {
  return fault(`${path}.type`, "UNION_TYPE_CHOICES", `Value of field "type" must be one of (${allowed.join(", ")}).`);
}

/** A custom emoji has an id; any other is the character itself, not a `:name:`. */
function emojiFaults(emoji: unknown, path: string): string[] {
  if (isMissing(emoji)) return [];
  const { id, name } = objectOf(emoji);
  return !isMissing(id) || emojiCharacter.test(stringOf(name))
    ? []
    : [fault(`${path}.name`, "COMPONENT_INVALID_EMOJI", "Invalid emoji")];
}

const emojiCharacter = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\u{FE0F}?\u{20E3})/u;
