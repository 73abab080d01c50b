import {
  allComponents,
  Component,
  customIdFaults,
  idFaults,
  optionFaults,
  selectFaults,
  selectTypes,
  wrongType,
} from "./discord-controls.ts";
import { isMissing, numberOf, objectOf, objectsOf, type Json } from "./discord-json.ts";
import { choiceFaults, lengthFaults, numberFaults, textFaults } from "./discord-limits.ts";
import { fault } from "./discord-refusal.ts";

/** What is wrong with a modal. */
export function modalFaults(modal: Json): string[] {
  const top = objectsOf(modal["components"]);
  return [
    ...textFaults("title", modal["title"], { min: 1, max: 45 }),
    ...customIdFaults(modal, ""),
    ...lengthFaults("components", top.length, { min: 1, max: 5 }),
    ...idFaults(allComponents(modal["components"])),
    ...top.flatMap((each, at) => modalPartFaults(each, `components.${String(at)}`)),
  ];
}

function modalPartFaults(part: Json, path: string): string[] {
  switch (part["type"]) {
    case Component.row: {
      const inputs = objectsOf(part["components"]);
      return [
        ...lengthFaults(`${path}.components`, inputs.length, { min: 1, max: 1 }),
        ...inputs.flatMap((input, at) => [
          ...textFaults(`${path}.components.${String(at)}.label`, input["label"], { min: 1, max: 45 }),
          ...inputFaults(input, `${path}.components.${String(at)}`, [Component.textInput]),
        ]),
      ];
    }
    case Component.text:
      return textFaults(`${path}.content`, part["content"], { min: 1, max: 4000 });
    case Component.label: {
      const input = objectOf(part["component"]);
      return [
        ...textFaults(`${path}.label`, part["label"], { min: 1, max: 45 }),
        ...textFaults(`${path}.description`, part["description"], { max: 100 }),
        ...inputFaults(input, `${path}.component`, labelled),
        ...(isMissing(input["label"]) ? [] : [fault(`${path}.component.label`, "LABEL_NESTED", "Not inside a Label")]),
      ];
    }
    default:
      return [wrongType(path, [Component.row, Component.text, Component.label])];
  }
}

function inputFaults(input: Json, path: string, allowed: readonly number[]): string[] {
  const type = numberOf(input["type"], -1);
  if (!allowed.includes(type)) return [wrongType(path, allowed)];
  const options = objectsOf(input["options"]);
  const refusals = [
    ...customIdFaults(input, path),
    ...(input["disabled"] === true
      ? [fault(`${path}.disabled`, "MODAL_COMPONENT_DISABLED", "Modals cannot have disabled components")]
      : []),
    ...(input["min_values"] === 0 && input["required"] !== false
      ? [fault(`${path}.min_values`, "NUMBER_TYPE_MIN", "Must be at least 1 where required")]
      : []),
  ];
  if (type === Component.radioGroup) return [...refusals, ...optionFaults(options, path, 2, 10)];
  if (type === Component.checkboxGroup) return [...refusals, ...optionFaults(options, path, 1, 10)];
  if (selectTypes.includes(type)) return [...refusals, ...selectFaults(input, path)];
  if (type !== Component.textInput) return refusals;
  return [
    ...refusals,
    ...choiceFaults(`${path}.style`, input["style"], [1, 2]),
    ...numberFaults(`${path}.min_length`, input["min_length"], 0, 4000),
    ...numberFaults(`${path}.max_length`, input["max_length"], 1, 4000),
    ...(numberOf(input["min_length"]) > numberOf(input["max_length"], 4000)
      ? [fault(`${path}.min_length`, "NUMBER_TYPE_MAX", "min_length must not be above max_length")]
      : []),
    ...textFaults(`${path}.value`, input["value"], { max: numberOf(input["max_length"], 4000) }),
    ...textFaults(`${path}.placeholder`, input["placeholder"], { max: 100 }),
  ];
}

const labelled: readonly number[] = [
  Component.textInput,
  ...selectTypes,
  Component.upload,
  Component.radioGroup,
  Component.checkboxGroup,
  Component.checkbox,
];
