import { allComponents, Component } from "./discord-controls.ts";
import { impossible } from "./discord-invocation.ts";
import type { ShownModal } from "./discord-interactions.ts";
import { isMissing, listOf, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import type { FakeMessage } from "./discord-messages.ts";

export type Found = { readonly message: FakeMessage; readonly component: Json };

/**
 * The newest component that a user sees and can use.
 *
 * @param kinds the component types that fit
 * @param wanted its `custom_id`, or its label
 * @param within only in this message
 * @throws Error saying what there is, where there is none, or where it is disabled
 */
export function findComponent(
  messages: readonly FakeMessage[],
  userId: string,
  kinds: readonly number[],
  wanted: { readonly customId?: string; readonly label?: string },
  within?: FakeMessage,
): Found {
  const seen = messages.filter(
    (message) =>
      !message.deleted &&
      (message.ephemeralFor === undefined || message.ephemeralFor === userId) &&
      (within === undefined || message.id === within.id),
  );
  const all = seen
    .flatMap((message) => allComponents(message.components).map((component) => ({ message, component })))
    .filter(({ component }) => kinds.includes(numberOf(component["type"])) && !isMissing(component["custom_id"]));
  const found = all
    .filter(({ component }) => wanted.customId === undefined || component["custom_id"] === wanted.customId)
    .filter(({ component }) => wanted.label === undefined || component["label"] === wanted.label)
    .at(-1);
  const there = all.map(({ component }) => stringOf(component["label"]) || stringOf(component["custom_id"]));
  if (found === undefined)
    impossible(`there is no ${wanted.customId ?? wanted.label ?? "component"} in sight; there is ${there.join(", ")}`);
  if (found.component["disabled"] === true) impossible(`${wanted.customId ?? wanted.label ?? "it"} is disabled`);
  return found;
}

/** @throws Error where these values cannot be chosen in this string select */
export function checkChosen(select: Json, values: readonly string[]): void {
  const name = stringOf(select["custom_id"]);
  const options = objectsOf(select["options"]).map((option) => stringOf(option["value"]));
  const [min, max] = [numberOf(select["min_values"], 1), numberOf(select["max_values"], 1)];
  if (values.length < min || values.length > max)
    impossible(`${name} takes ${String(min)} to ${String(max)} values, not ${String(values.length)}`);
  const strange = values.find((value) => !options.includes(value));
  if (select["type"] === Component.stringSelect && strange !== undefined)
    impossible(`${name} has no option ${strange}; it has ${options.join(", ")}`);
}

/** What is entered in a modal, by the `custom_id` of the input: text, chosen values, or ticked or not. */
export type Entered = Readonly<Record<string, string | readonly string[] | boolean>>;

/**
 * The `components` of a submitted modal, as Discord makes them.
 *
 * @throws Error where the modal has no such input, or its client would not let it be submitted so
 */
export function submitted({ modal }: Pick<ShownModal, "modal">, entered: Entered): Json[] {
  const inputs = allComponents(modal["components"]).filter((each) => !isMissing(each["custom_id"]));
  const strange = Object.keys(entered).find((id) => !inputs.some((input) => input["custom_id"] === id));
  if (strange !== undefined)
    impossible(`the modal has no ${strange}; it has ${inputs.map((each) => stringOf(each["custom_id"])).join(", ")}`);
  return objectsOf(modal["components"])
    .filter((part) => part["type"] !== Component.text)
    .map((part, at) =>
      part["type"] === Component.row
        ? {
            type: Component.row,
            id: at + 1,
            components: objectsOf(part["components"]).map((each) => answer(each, entered)),
          }
        : { type: Component.label, id: at + 1, component: answer(objectOf(part["component"]), entered) },
    );
}

function answer(input: Json, entered: Entered): Json {
  const id = stringOf(input["custom_id"]);
  const value = entered[id];
  const common = { type: input["type"], id: 1, custom_id: id };
  const required = input["required"] !== false;
  switch (input["type"]) {
    case Component.textInput: {
      const text = stringOf(value ?? input["value"]);
      if (required && text === "") impossible(`${id} must be filled in`);
      if (text !== "" && text.length < numberOf(input["min_length"])) impossible(`${id} is too short`);
      if (text.length > numberOf(input["max_length"], 4000)) impossible(`${id} is too long`);
      return { ...common, value: text };
    }
    case Component.radioGroup:
      if (required && value === undefined) impossible(`${id} must be chosen`);
      return { ...common, value: value ?? null };
    case Component.checkbox:
      return { ...common, value: value === true };
    default: {
      const values = listOf(value).map(stringOf);
      if (required && input["type"] !== Component.upload && input["type"] !== Component.checkboxGroup)
        checkChosen(input, values);
      if (required && values.length === 0) impossible(`${id} must be chosen`);
      return { ...common, values };
    }
  }
}
