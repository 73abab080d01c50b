import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

/** What somebody did with an element: the value of a button or an option, several for checkboxes, or what they typed. */
export type Chosen = string | readonly string[] | undefined;

/**
 * The entry in `actions` for this use of an element: docs.slack.dev/reference/interaction-payloads/block_actions-payload
 * @param offered the options the app has handed over for an external select
 * @throws Error if nobody could have done this with such an element
 */
export function actionEntry(
  blockId: string,
  element: Json,
  chosen: Chosen,
  offered: readonly Json[],
  ts: string,
): Json {
  const { type, action_id: actionId, text } = element;
  const value = chosenIn(element, chosen, offered);
  return {
    type,
    action_id: actionId,
    block_id: blockId,
    ...(text === undefined ? {} : { text }),
    ...value,
    action_ts: ts,
  };
}

/** How `state.values` holds an element: what was chosen, or what it starts with. Nothing for a button. */
export function stateEntry(element: Json, chosen: Chosen, offered: readonly Json[]): Json | undefined {
  const { type } = element;
  const shape = typeof type === "string" ? shapes[type] : undefined;
  if (!shape || shape.stateless) return undefined;
  const value =
    chosen === undefined
      ? { [shape.field]: element[shape.initial ?? ""] ?? (shape.several ? [] : null) }
      : chosenIn(element, chosen, offered);
  return { type, ...value };
}

function chosenIn(element: Json, chosen: Chosen, offered: readonly Json[]): Json {
  const { type, value, action_id: actionId } = element;
  const shape = typeof type === "string" ? shapes[type] : undefined;
  const impossible = (why: string) =>
    new Error(`${String(actionId)} is a ${String(type)} and ${why}; say forged: true to send it all the same`);

  if (type === "feedback_buttons") {
    const values = [element["positive_button"], element["negative_button"]].map((each) =>
      isJson(each) ? each["value"] : undefined,
    );
    if (!values.includes(chosen)) throw impossible(`has no button for ${JSON.stringify(chosen)}`);
    return { value: chosen };
  }
  if (!shape) {
    if (chosen !== undefined && chosen !== value)
      throw impossible(`its value is ${JSON.stringify(value)}, not ${JSON.stringify(chosen)}`);
    return value === undefined ? {} : { value };
  }
  const wanted = chosen === undefined ? [] : [chosen].flat();
  if (!shape.several && wanted.length !== 1) throw impossible("takes one value");
  const { max_selected_items: most } = element;
  if (typeof most === "number" && wanted.length > most) throw impossible(`takes ${String(most)} values at most`);
  const given = shape.options ? wanted.map((each) => optionFor(each)) : wanted;
  return { [shape.field]: shape.several ? given : given[0] };

  function optionFor(wantedValue: string): Json {
    const groups = Array.isArray(element["option_groups"]) ? (element["option_groups"] as unknown[]) : [];
    const own = [element["options"], ...groups.map((group) => (isJson(group) ? group["options"] : []))].flat();
    const options = shape?.options === "offered" ? offered : own.filter(isJson);
    const option = options.find((each) => each["value"] === wantedValue);
    if (!option) throw impossible(`offers no ${JSON.stringify(wantedValue)}`);
    return option;
  }
}

type Shape = {
  /** What the entry calls it. */
  readonly field: string;
  readonly several?: true;
  readonly options?: "own" | "offered";
  /** The element's property that it starts with. */
  readonly initial?: string;
  readonly stateless?: true;
};

const shapes: Readonly<Record<string, Shape>> = {
  overflow: { field: "selected_option", options: "own", stateless: true },
  static_select: { field: "selected_option", options: "own", initial: "initial_option" },
  radio_buttons: { field: "selected_option", options: "own", initial: "initial_option" },
  external_select: { field: "selected_option", options: "offered", initial: "initial_option" },
  users_select: { field: "selected_user", initial: "initial_user" },
  conversations_select: { field: "selected_conversation", initial: "initial_conversation" },
  channels_select: { field: "selected_channel", initial: "initial_channel" },
  checkboxes: { field: "selected_options", several: true, options: "own", initial: "initial_options" },
  multi_static_select: { field: "selected_options", several: true, options: "own", initial: "initial_options" },
  multi_external_select: { field: "selected_options", several: true, options: "offered", initial: "initial_options" },
  multi_users_select: { field: "selected_users", several: true, initial: "initial_users" },
  multi_conversations_select: { field: "selected_conversations", several: true, initial: "initial_conversations" },
  multi_channels_select: { field: "selected_channels", several: true, initial: "initial_channels" },
  datepicker: { field: "selected_date", initial: "initial_date" },
  timepicker: { field: "selected_time", initial: "initial_time" },
  datetimepicker: { field: "selected_date_time", initial: "initial_date_time" },
  plain_text_input: { field: "value", initial: "initial_value" },
  number_input: { field: "value", initial: "initial_value" },
  email_text_input: { field: "value", initial: "initial_value" },
  url_text_input: { field: "value", initial: "initial_value" },
};
