import {
  anything,
  both,
  byType,
  choice,
  fields,
  inside,
  isJson,
  list,
  oneOf,
  refuse,
  text,
  truth,
  whole,
} from "./slack-shapes.ts";
import type { Check, Json } from "./slack-shapes.ts";

/**
 * The elements of Block Kit and what they are made of, with their limits, from `@slack/types` 3.2
 * (`block-kit/block-elements.d.ts`, `composition-objects.d.ts`) and docs.slack.dev/reference/block-kit.
 */
export function element(allowed: readonly string[]): Check {
  return byType(Object.fromEntries(Object.entries(elements).filter(([type]) => allowed.includes(type))));
}

const limits = {
  actionId: 255,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  accessibilityLabel: 75,
  placeholder: 150,
  optionText: 75,
  optionValue: 75,
  selectOptions: 100,
  boxes: 10,
  overflow: 5,
  altText: 2000,
} as const;

const selects = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
const multiSelects = selects.map((type) => `multi_${type}`);
const boxes = ["checkboxes", "radio_buttons"];
const pickers = ["datepicker", "timepicker"];

/** What may stand in an actions block. Multi-selects are in the types, but Slack refuses them (python-slack-sdk#1631). */
export const inActions = [
  "button",
  "overflow",
  "datetimepicker",
  "rich_text_input",
  "workflow_button",
  ...selects,
  ...boxes,
  ...pickers,
];
export const inSection = [
  "button",
  "overflow",
  "image",
  "workflow_button",
  ...selects,
  ...multiSelects,
  ...boxes,
  ...pickers,
];
export const inInput = [
  "plain_text_input",
  "number_input",
  "email_text_input",
  "url_text_input",
  "rich_text_input",
  "file_input",
  "datetimepicker",
  ...selects,
  ...multiSelects,
  ...boxes,
  ...pickers,
];
export const inContextActions = ["feedback_buttons", "icon_button"];

export function plainText(most: number): Check {
  return byType({ plain_text: fields({ text: text(most) }, { emoji: truth }) });
}

export function anyText(most: number): Check {
  return byType({
    plain_text: fields({ text: text(most) }, { emoji: truth }),
    mrkdwn: fields({ text: text(most) }, { verbatim: truth }),
  });
}

/** An image's fields, the same in a block and in an element. */
export const imageFields = {
  required: { alt_text: text(limits.altText) },
  optional: { image_url: text(limits.url), slack_file: anything },
} as const;

/** Every interactive element within, at whatever depth, each with the block it stands in. */
export function interactiveElements(blocks: unknown): { readonly blockId: string; readonly element: Json }[] {
  const found: { blockId: string; element: Json }[] = [];
  const visit = (value: unknown, blockId: string): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each, blockId);
    } else if (isJson(value)) {
      const own = typeof value["block_id"] === "string" ? value["block_id"] : blockId;
      if (typeof value["action_id"] === "string") found.push({ blockId: own, element: value });
      for (const each of Object.values(value)) visit(each, own);
    }
  };
  visit(blocks, "");
  return found;
}

/** Like Slack, gives each block and each interactive element that came without an id one. */
export function withIds(blocks: readonly Json[], newId: () => string): Json[] {
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (!isJson(value)) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, held]) => [key, named(held)]));
    const isElement = typeof value["type"] === "string" && value["type"] !== "image" && value["type"] in elements;
    return isElement ? { action_id: newId(), ...inner } : inner;
  };
  return blocks.map((block) => ({ block_id: newId(), ...(named(block) as Json) }));
}

/** Options as an app hands them over for an external select: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestion: Check = (value, place) => {
  both(
    fields(
      {},
      {
        options: list(plainOption, limits.selectOptions, 0),
        option_groups: list(optionGroup, limits.selectOptions, 0),
      },
    ),
    choice("exactly", "options", "option_groups"),
  )(value, place);
};

const style = oneOf("primary", "danger");
const confirm = fields(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style },
);
const named = { action_id: text(limits.actionId) };
const dispatch = { dispatch_action_config: anything };
const focus = { focus_on_load: truth };
const placeholder = { placeholder: plainText(limits.placeholder) };
const actionable = { ...named, confirm };
const menu = { ...actionable, ...focus, ...placeholder };
const input = { ...named, ...focus, ...placeholder, ...dispatch };
const several = { max_selected_items: whole(1, Number.MAX_SAFE_INTEGER) };

function option(label: Check, extra: Readonly<Record<string, Check>> = {}): Check {
  return fields(
    { text: label, value: text(limits.optionValue) },
    { description: plainText(limits.optionText), ...extra },
  );
}
const plainOption = option(plainText(limits.optionText));
const boxOption = option(anyText(limits.optionText));
const linkOption = option(plainText(limits.optionText), { url: text(limits.url) });
const optionGroup = fields(
  { label: plainText(limits.optionText), options: list(plainOption, limits.selectOptions) },
  {},
);

/** What is chosen at first must be one of the options. */
const initialStands: Check = (value, place) => {
  if (!isJson(value)) return;
  const groups = Array.isArray(value["option_groups"]) ? (value["option_groups"] as unknown[]) : [];
  const offered = [value["options"], ...groups.map((group) => (isJson(group) ? group["options"] : []))].flat();
  const chosen = [value["initial_option"], value["initial_options"]].flat().filter((each) => each !== undefined);
  for (const each of chosen)
    if (!offered.some((one) => JSON.stringify(one) === JSON.stringify(each)))
      refuse(inside(place, "initial_option"), "must be one of the options");
};

const staticOptions = {
  options: list(plainOption, limits.selectOptions),
  option_groups: list(optionGroup, limits.selectOptions),
};
const ids = list(text(limits.actionId), limits.selectOptions);
const conversations = { default_to_current_conversation: truth, filter: anything };
const external = { min_query_length: whole(0, 3000) };
const buttonFields = { ...actionable, style, accessibility_label: text(limits.accessibilityLabel) };
const thumb = fields(
  { text: plainText(limits.buttonText), value: text(limits.buttonValue) },
  { accessibility_label: text(limits.accessibilityLabel) },
);

const elements: Readonly<Record<string, Check>> = {
  button: fields(
    { text: plainText(limits.buttonText) },
    { ...buttonFields, value: text(limits.buttonValue, 0), url: text(limits.url) },
  ),
  workflow_button: fields({ text: plainText(limits.buttonText), workflow: anything }, buttonFields),
  feedback_buttons: fields({ positive_button: thumb, negative_button: thumb }, named),
  icon_button: fields(
    { icon: text(limits.actionId), text: plainText(limits.buttonText) },
    {
      ...actionable,
      value: text(limits.buttonValue),
      accessibility_label: text(limits.accessibilityLabel),
      visible_to_user_ids: ids,
    },
  ),
  overflow: fields({ options: list(linkOption, limits.overflow) }, actionable),
  image: both(fields(imageFields.required, imageFields.optional), choice("exactly", "image_url", "slack_file")),

  static_select: both(
    fields({}, { ...menu, ...staticOptions, initial_option: plainOption }),
    choice("exactly", "options", "option_groups"),
    initialStands,
  ),
  multi_static_select: both(
    fields({}, { ...menu, ...several, ...staticOptions, initial_options: list(plainOption, limits.selectOptions) }),
    choice("exactly", "options", "option_groups"),
    initialStands,
  ),
  external_select: fields({}, { ...menu, ...external, initial_option: plainOption }),
  multi_external_select: fields(
    {},
    { ...menu, ...external, ...several, initial_options: list(plainOption, limits.selectOptions) },
  ),
  users_select: fields({}, { ...menu, initial_user: text(limits.actionId) }),
  multi_users_select: fields({}, { ...menu, ...several, initial_users: ids }),
  conversations_select: fields(
    {},
    { ...menu, ...conversations, initial_conversation: text(limits.actionId), response_url_enabled: truth },
  ),
  multi_conversations_select: fields({}, { ...menu, ...several, ...conversations, initial_conversations: ids }),
  channels_select: fields({}, { ...menu, initial_channel: text(limits.actionId), response_url_enabled: truth }),
  multi_channels_select: fields({}, { ...menu, ...several, initial_channels: ids }),

  checkboxes: both(
    fields(
      { options: list(boxOption, limits.boxes) },
      { ...actionable, ...focus, initial_options: list(boxOption, limits.boxes) },
    ),
    initialStands,
  ),
  radio_buttons: both(
    fields({ options: list(boxOption, limits.boxes) }, { ...actionable, ...focus, initial_option: boxOption }),
    initialStands,
  ),
  datepicker: fields({}, { ...menu, initial_date: text(10, 10) }),
  timepicker: fields({}, { ...menu, initial_time: text(5, 5), timezone: text(limits.actionId) }),
  datetimepicker: fields({}, { ...actionable, ...focus, initial_date_time: whole(1e9, 9_999_999_999) }),

  plain_text_input: fields(
    {},
    {
      ...input,
      initial_value: text(3000, 0),
      multiline: truth,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
  ),
  number_input: fields(
    { is_decimal_allowed: truth },
    { ...input, initial_value: text(30), min_value: text(30), max_value: text(30) },
  ),
  email_text_input: fields({}, { ...input, initial_value: text(3000) }),
  url_text_input: fields({}, { ...input, initial_value: text(3000) }),
  rich_text_input: fields(
    {},
    { ...input, initial_value: anything, min_lines: whole(1, 100), max_lines: whole(1, 100) },
  ),
  file_input: fields({}, { ...named, filetypes: list(text(20), 100), max_files: whole(1, 10) }),
};
