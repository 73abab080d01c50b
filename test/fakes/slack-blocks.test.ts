import { describe, expect, test } from "vitest";
import { areBlocksTooLong, blockFaults } from "./slack-blocks.ts";
import type { Surface } from "./slack-blocks.ts";
import { viewFaults } from "./slack-views.ts";

const x = (length: number) => "x".repeat(length);
const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const header = (text: unknown) => ({ type: "header", text });
const section = (text: unknown, more: object = {}) => ({ type: "section", text, ...more });
const fields = (...all: unknown[]) => ({ type: "section", fields: all });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const context = (...elements: unknown[]) => ({ type: "context", elements });
const input = (element: object) => ({ type: "input", label: plain("Label"), element });
const button = (more: object = {}) => ({ type: "button", text: plain("A"), ...more });
const option = (text: string, value: string) => ({ text: plain(text), value });
const options = (count: number) => times(count, (i) => option(`Option ${String(i)}`, String(i)));
const select = (more: object = {}) => ({ type: "static_select", options: options(2), ...more });
const markdown = (text: string) => ({ type: "markdown", text });
const table = (rows: number, columns: number, text = "a") => ({
  type: "table",
  rows: times(rows, () => times(columns, () => ({ type: "raw_text", text }))),
});

describe("what Slack takes", () => {
  test.each<[string, object[], Surface]>([
    ["a message at its limits", times(50, () => section(mrkdwn(x(3000)))), "message"],
    ["a view at its limits", times(100, () => ({ type: "divider" })), "home"],
    ["a header of 150", [header(plain(x(150)))], "message"],
    ["10 fields of 2,000", [fields(...times(10, () => mrkdwn(x(2000))))], "message"],
    ["25 buttons", [actions(...times(25, (i) => button({ action_id: `b${String(i)}` })))], "message"],
    [
      "a button at its limits",
      [actions(button({ text: plain(x(75)), value: x(2000), url: x(3000), action_id: x(255), style: "primary" }))],
      "message",
    ],
    ["100 options of 75 and 75", [actions(select({ options: times(100, () => option(x(75), x(75))) }))], "message"],
    ["a select with groups", [actions(select({ options: undefined, option_groups: groups() }))], "message"],
    ["10 elements in a context", [context(...times(10, () => mrkdwn("a")))], "message"],
    [
      "an image in a context",
      [context({ type: "image", image_url: "https://a.test/a.png", alt_text: "a" })],
      "message",
    ],
    [
      "a multi-select beside a section",
      [section(plain("a"), { accessory: select({ type: "multi_static_select" }) })],
      "modal",
    ],
    [
      "a text input in an input block",
      [input({ type: "plain_text_input", multiline: true, max_length: 3000 })],
      "modal",
    ],
    ["10 checkboxes", [actions({ type: "checkboxes", options: options(10) })], "home"],
    [
      "5 entries in an overflow",
      [section(plain("a"), { accessory: { type: "overflow", options: options(5) } })],
      "home",
    ],
    ["markdown of 12,000", [markdown(x(6000)), markdown(x(6000))], "message"],
    ["a table", [table(100, 20)], "message"],
    ["an alert in a modal", [{ type: "alert", text: plain("Mind."), level: "warning" }], "modal"],
    ["feedback", [{ type: "context_actions", elements: [{ type: "feedback_buttons", ...thumbs() }] }], "message"],
    ["a carousel", [{ type: "carousel", elements: [{ type: "card", title: mrkdwn("a") }] }], "message"],
    ["rich text", [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [] }] }], "message"],
    [
      "a confirmation",
      [actions(button({ confirm: { text: mrkdwn(x(300)), title: plain(x(100)), deny: plain(x(30)) } }))],
      "message",
    ],
  ])("%s", (_what, blocks, surface) => {
    expect(blockFaults(blocks, surface)).toEqual([]);
  });
});

describe("what Slack refuses", () => {
  // The wording of the first five as reported: oncall#5121, spacecat-api-service#176, eng-pipes#725, oncall#210, bolt-js#1891.
  test.each<[string, unknown, Surface, string]>([
    [
      "a long section",
      [section(mrkdwn(x(3001)))],
      "message",
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ],
    [
      "26 buttons",
      [actions(...times(26, (i) => button({ action_id: `b${String(i)}` })))],
      "message",
      "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "11 fields",
      [fields(...times(11, () => plain("a")))],
      "message",
      "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ],
    [
      "101 blocks in a view",
      times(101, () => ({ type: "divider" })),
      "modal",
      "no more than 100 items allowed [json-pointer:/view/blocks]",
    ],
    [
      "a made-up property",
      [actions(button({ disabled: true }))],
      "message",
      "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    ],

    [
      "51 blocks in a message",
      times(51, () => ({ type: "divider" })),
      "message",
      "no more than 50 items allowed [json-pointer:/blocks]",
    ],
    ["no array", { type: "divider" }, "message", "must be an array [json-pointer:/blocks]"],
    ["an unknown block", [{ type: "banner" }], "message", "unsupported type: banner [json-pointer:/blocks/0]"],
    [
      "a long field",
      [fields(plain(x(2001)))],
      "message",
      "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ],
    [
      "an empty text",
      [section(mrkdwn(""))],
      "message",
      "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ],
    [
      "an empty section",
      [{ type: "section" }],
      "message",
      "must have at least one of: text, fields [json-pointer:/blocks/0]",
    ],
    [
      "a long header",
      [header(plain(x(151)))],
      "message",
      "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ],
    [
      "a header in mrkdwn",
      [header(mrkdwn("*a*"))],
      "message",
      "unsupported type: mrkdwn [json-pointer:/blocks/0/text]",
    ],
    ["no buttons", [actions()], "message", "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"],
    [
      "a long label",
      [actions(button({ text: plain(x(76)) }))],
      "message",
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ],
    [
      "a label in mrkdwn",
      [actions(button({ text: mrkdwn("a") }))],
      "message",
      "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text]",
    ],
    [
      "a long value",
      [actions(button({ value: x(2001) }))],
      "message",
      "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ],
    [
      "a long url",
      [actions(button({ url: x(3001) }))],
      "message",
      "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ],
    [
      "a long action_id",
      [actions(button({ action_id: x(256) }))],
      "message",
      "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ],
    [
      "a style that is none",
      [actions(button({ style: "default" }))],
      "message",
      "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ],
    [
      "an action_id twice in a block",
      [actions(button({ action_id: "a" }), button({ action_id: "a" }))],
      "message",
      "action_id a stands more than once [json-pointer:/blocks]",
    ],
    [
      "an action_id twice in a message",
      [actions(button({ action_id: "a" })), section(plain("b"), { accessory: button({ action_id: "a" }) })],
      "message",
      "action_id a stands more than once [json-pointer:/blocks]",
    ],
    [
      "a block_id twice",
      times(2, () => ({ type: "divider", block_id: "b" })),
      "message",
      "block_id b stands more than once [json-pointer:/blocks]",
    ],
    [
      "101 options",
      [actions(select({ options: options(101) }))],
      "message",
      "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "a long option",
      [actions(select({ options: [option(x(76), "a")] }))],
      "message",
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ],
    [
      "a long option value",
      [actions(select({ options: [option("a", x(76))] }))],
      "message",
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ],
    [
      "no options",
      [actions(select({ options: undefined }))],
      "message",
      "must have exactly one of: options, option_groups [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "an initial option that is not offered",
      [actions(select({ initial_option: option("c", "c") }))],
      "message",
      "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ],
    [
      "11 radio buttons",
      [actions({ type: "radio_buttons", options: options(11) })],
      "message",
      "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "6 entries in an overflow",
      [actions({ type: "overflow", options: options(6) })],
      "message",
      "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "a long placeholder",
      [actions(select({ placeholder: plain(x(151)) }))],
      "message",
      "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ],
    [
      "11 elements in a context",
      [context(...times(11, () => plain("a")))],
      "message",
      "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "a button in a context",
      [context(button())],
      "message",
      "unsupported type: button [json-pointer:/blocks/0/elements/0]",
    ],
    [
      "markdown over 12,000 in all",
      [markdown(x(12_000)), markdown("a")],
      "message",
      "markdown must be less than 12001 characters [json-pointer:/blocks]",
    ],
    [
      "markdown in a modal",
      [markdown("a")],
      "modal",
      "markdown block is not allowed in a modal [json-pointer:/view/blocks/0]",
    ],
    [
      "an alert in a message",
      [{ type: "alert", text: plain("a") }],
      "message",
      "alert block is not allowed in a message [json-pointer:/blocks/0]",
    ],
    [
      "a file block",
      [{ type: "file", external_id: "a", source: "remote" }],
      "message",
      "file block is not allowed in a message [json-pointer:/blocks/0]",
    ],
    ["101 rows", [table(101, 1)], "message", "no more than 100 items allowed [json-pointer:/blocks/0/rows]"],
    ["21 columns", [table(1, 21)], "message", "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
    [
      "a table over 10,000 in all",
      [table(10, 10, x(101))],
      "message",
      "table text must be less than 10001 characters [json-pointer:/blocks]",
    ],
    ["two tables", [table(1, 1), table(1, 1)], "message", "only one table allowed [json-pointer:/blocks]"],
    [
      "an image without a description",
      [{ type: "image", image_url: "https://a.test/a.png" }],
      "message",
      "missing required field: alt_text [json-pointer:/blocks/0]",
    ],
    [
      "an image without a picture",
      [{ type: "image", alt_text: "a" }],
      "message",
      "must have exactly one of: image_url, slack_file [json-pointer:/blocks/0]",
    ],
    [
      "an input without a label",
      [{ type: "input", element: select() }],
      "modal",
      "missing required field: label [json-pointer:/view/blocks/0]",
    ],
    [
      "a long block_id",
      [{ type: "divider", block_id: x(256) }],
      "message",
      "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ],
    [
      "a long label for screen readers",
      [actions(button({ accessibility_label: x(76) }))],
      "message",
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]",
    ],
    [
      "a long description",
      [{ type: "image", image_url: "https://a.test/a.png", alt_text: x(2001) }],
      "message",
      "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
    ],
    [
      "a long label of an input",
      [{ type: "input", label: plain(x(2001)), element: select() }],
      "modal",
      "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
    ],
    [
      "6 rows of feedback",
      [{ type: "context_actions", elements: times(6, () => ({ type: "feedback_buttons", ...thumbs() })) }],
      "message",
      "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "11 cards",
      [{ type: "carousel", elements: times(11, () => ({ type: "card", body: mrkdwn("a") })) }],
      "message",
      "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "a card with a long title",
      [{ type: "card", title: mrkdwn(x(151)) }],
      "message",
      "must be less than 151 characters [json-pointer:/blocks/0/title/text]",
    ],
    [
      "a card with a long body",
      [{ type: "card", body: mrkdwn(x(201)) }],
      "message",
      "must be less than 201 characters [json-pointer:/blocks/0/body/text]",
    ],
    [
      "11 blocks in a container",
      [{ type: "container", title: plain("a"), child_blocks: times(11, () => ({ type: "divider" })) }],
      "message",
      "no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]",
    ],
    [
      "three charts",
      times(3, () => ({ type: "data_visualization" })),
      "message",
      "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]",
    ],
    [
      "a button in an input block",
      [input(button())],
      "modal",
      "unsupported type: button [json-pointer:/view/blocks/0/element]",
    ],
  ])("%s", (_what, blocks, surface, fault) => {
    expect(blockFaults(blocks, surface)).toEqual([fault]);
  });

  test.each([
    "multi_static_select",
    "multi_users_select",
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "file_input",
    "image",
  ])("%s in an actions block", (type) => {
    const fault = `unsupported type: ${type} [json-pointer:/blocks/0/elements/0]`;
    expect(blockFaults([actions({ type, options: options(2) })], "message")).toEqual([fault]);
  });

  test("more than some 13,200 characters of blocks", () => {
    const around = JSON.stringify([markdown(""), markdown("")]).length;
    const ofLength = (length: number) => [markdown(x(6000)), markdown(x(length - 6000 - around))];
    expect(areBlocksTooLong(ofLength(13_200))).toBe(false);
    expect(areBlocksTooLong(ofLength(13_201))).toBe(true);
  });
});

describe("views", () => {
  const modal = { type: "modal", title: plain("Title"), submit: plain("Send"), blocks: [input(select())] };

  test("what Slack takes", () => {
    const full = { title: plain(x(24)), close: plain(x(24)), private_metadata: x(3000), callback_id: x(255) };
    expect(viewFaults({ ...modal, ...full }, "modal")).toEqual([]);
    expect(viewFaults({ type: "home", blocks: [] }, "home")).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["a long title", { title: plain(x(25)) }, "must be less than 25 characters [json-pointer:/view/title/text]"],
    ["a long submit", { submit: plain(x(25)) }, "must be less than 25 characters [json-pointer:/view/submit/text]"],
    [
      "too much of its own",
      { private_metadata: x(3001) },
      "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ],
    [
      "an input without submit",
      { submit: undefined },
      "submit is required where there is an input block [json-pointer:/view]",
    ],
    ["no title", { title: undefined }, "missing required field: title [json-pointer:/view]"],
    ["no blocks", { blocks: undefined }, "missing required field: blocks [json-pointer:/view]"],
    [
      "a made-up property",
      { submit_disabled: true },
      "invalid additional property: submit_disabled [json-pointer:/view]",
    ],
    ["the wrong type", { type: "home" }, "type must be modal [json-pointer:/view/type]"],
  ])("%s", (_what, more, fault) => {
    expect(viewFaults({ ...modal, ...more }, "modal")).toEqual([fault]);
  });
});

function groups() {
  return times(2, (i) => ({ label: plain(`Group ${String(i)}`), options: options(3) }));
}

function thumbs() {
  const thumb = (value: string) => ({ text: plain(value), value });
  return { positive_button: thumb("good"), negative_button: thumb("bad") };
}
