import {
  anyText,
  element,
  imageFields,
  inActions,
  inContextActions,
  inInput,
  inSection,
  interactiveElements,
  plainText,
} from "./slack-elements.ts";
import {
  anything,
  both,
  byType,
  choice,
  faultsOf,
  fields,
  isJson,
  list,
  oneOf,
  text,
  truth,
  whole,
} from "./slack-shapes.ts";
import type { Check } from "./slack-shapes.ts";

/** Where blocks can be shown: docs.slack.dev/reference/block-kit/blocks, "available in surfaces". */
export type Surface = "message" | "modal" | "home";

/**
 * Everything for which Slack would refuse these blocks on this surface, empty when it would take them. Each line ends in
 * a JSON pointer, as Slack's `response_metadata.messages` do, from `/blocks` in a message and `/view/blocks` in a view.
 */
export function blockFaults(blocks: unknown, surface: Surface): string[] {
  const root = surface === "message" ? "/blocks" : "/view/blocks";
  const faults = faultsOf(
    list(block, surface === "message" ? most.blocksInMessage : most.blocksInView, 0),
    blocks,
    root,
  );
  if (!Array.isArray(blocks)) return faults;
  const all = blocks as readonly unknown[];
  const types = all.map((each) => (isJson(each) && typeof each["type"] === "string" ? each["type"] : ""));
  types.forEach((type, index) => {
    if (onlyOn[type]?.includes(surface) === false)
      faults.push(`${type} block is not allowed in a ${surface} [json-pointer:${root}/${String(index)}]`);
  });
  const blockIds = all.flatMap((each) =>
    isJson(each) && typeof each["block_id"] === "string" ? [each["block_id"]] : [],
  );
  for (const id of repeated(blockIds)) faults.push(`block_id ${id} stands more than once [json-pointer:${root}]`);
  const actionIds = interactiveElements(all).map((found) => String(found.element["action_id"]));
  for (const id of repeated(actionIds)) faults.push(`action_id ${id} stands more than once [json-pointer:${root}]`);
  if (types.filter((type) => type === "table").length > 1) faults.push(`only one table allowed [json-pointer:${root}]`);
  if (types.filter((type) => type === "data_visualization").length > most.charts)
    faults.push(`no more than ${String(most.charts)} data_visualization blocks allowed [json-pointer:${root}]`);
  for (const [type, limit, what] of [
    ["markdown", most.markdown, "markdown"],
    ["table", most.tableText, "table text"],
  ] as const) {
    const length = all
      .filter((each) => isJson(each) && each["type"] === type)
      .reduce<number>((sum, each) => sum + textLength(each), 0);
    if (length > limit) faults.push(`${what} must be less than ${String(limit + 1)} characters [json-pointer:${root}]`);
  }
  return faults;
}

/**
 * Whether Slack would answer `msg_blocks_too_long`. The limit is undocumented; 13,172 to 13,297 characters were seen to
 * pass (bolt-js#2509), so the fake counts the blocks as they are sent.
 */
export function areBlocksTooLong(blocks: readonly unknown[]): boolean {
  return JSON.stringify(blocks).length > most.blockCharacters;
}

const most = {
  blocksInMessage: 50,
  blocksInView: 100,
  blockCharacters: 13_200,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  header: 150,
  actions: 25,
  context: 10,
  contextActions: 5,
  markdown: 12_000,
  label: 2000,
  blockId: 255,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  cards: 10,
  cardTitle: 150,
  cardBody: 200,
  children: 10,
  charts: 2,
} as const;

/** Blocks that are not for every surface. A file block comes only from Slack. */
const onlyOn: Readonly<Record<string, readonly Surface[]>> = {
  alert: ["modal"],
  markdown: ["message"],
  table: ["message"],
  data_table: ["message"],
  data_visualization: ["message"],
  context_actions: ["message"],
  container: ["message"],
  task_card: ["message"],
  plan: ["message"],
  carousel: ["message", "home"],
  file: [],
};

function repeated(ids: readonly string[]): Set<string> {
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

/** The characters of every `text` within. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textLength(each), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) => sum + (name === "text" && typeof held === "string" ? held.length : textLength(held)),
    0,
  );
}

const id = { block_id: text(most.blockId) };
const image = element(["image"]);
const button = element(["button"]);
const richText = fields(
  {
    elements: list(
      byType(
        Object.fromEntries(
          ["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"].map((type) => [
            type,
            anything,
          ]),
        ),
      ),
      1000,
    ),
  },
  id,
);
const onlyRichText = byType({ rich_text: richText });
const cell = byType({
  rich_text: richText,
  raw_text: fields({ text: text(most.tableText) }, {}),
  raw_number: fields({ value: anything, text: text(most.tableText) }, {}),
});
const card = both(
  fields(
    {},
    {
      ...id,
      hero_image: image,
      icon: image,
      title: anyText(most.cardTitle),
      subtitle: anyText(most.cardTitle),
      body: anyText(most.cardBody),
      actions: list(button, most.actions),
    },
  ),
  choice("at least", "hero_image", "title", "actions", "body"),
);
const taskCard = fields(
  {
    task_id: text(most.blockId),
    title: text(most.label),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
  { ...id, details: onlyRichText, output: onlyRichText, sources: anything },
);

const simple: Readonly<Record<string, Check>> = {
  actions: fields({ elements: list(element(inActions), most.actions) }, id),
  context: fields(
    {
      elements: list((value, place) => {
        (isJson(value) && value["type"] === "image" ? image : anyText(most.sectionText))(value, place);
      }, most.context),
    },
    id,
  ),
  divider: fields({}, id),
  file: fields({ external_id: anything, source: anything }, id),
  header: fields({ text: plainText(most.header) }, id),
  image: both(
    fields(imageFields.required, { ...id, ...imageFields.optional, title: plainText(most.label) }),
    choice("exactly", "image_url", "slack_file"),
  ),
  input: fields(
    { label: plainText(most.label), element: element(inInput) },
    { ...id, hint: plainText(most.label), optional: truth, dispatch_action: truth },
  ),
  rich_text: richText,
  section: both(
    fields(
      {},
      {
        ...id,
        text: anyText(most.sectionText),
        fields: list(anyText(most.fieldText), most.fields),
        accessory: element(inSection),
        expand: truth,
      },
    ),
    choice("at least", "text", "fields"),
  ),
  table: fields(
    { rows: list(list(cell, most.tableColumns), most.tableRows) },
    { ...id, column_settings: list(anything, most.tableColumns, 0) },
  ),
  video: fields(
    { video_url: text(3000), thumbnail_url: text(3000), alt_text: text(most.label), title: plainText(199) },
    {
      ...id,
      title_url: text(3000),
      author_name: text(49),
      provider_name: text(3000),
      provider_icon_url: text(3000),
      description: plainText(most.label),
    },
  ),
};

const block = byType({
  ...simple,
  alert: fields(
    { text: anyText(most.sectionText) },
    { ...id, level: oneOf("default", "info", "warning", "error", "success") },
  ),
  card,
  carousel: fields({ elements: list(byType({ card }), most.cards) }, id),
  container: both(
    fields(
      { child_blocks: list(byType(simple), most.children) },
      {
        ...id,
        title: plainText(most.cardTitle),
        rich_text_title: onlyRichText,
        subtitle: anyText(most.cardTitle),
        width: oneOf("narrow", "standard", "wide", "full"),
        icon: image,
        is_collapsible: truth,
        default_collapsed: truth,
        has_header_divider: truth,
      },
    ),
    choice("at least", "title", "rich_text_title"),
  ),
  context_actions: fields({ elements: list(element(inContextActions), most.contextActions) }, id),
  data_table: fields(
    { rows: list(list(cell, most.tableColumns), most.tableRows + 1, 2), caption: text(most.label) },
    { ...id, page_size: whole(1, 100), row_header_column_index: whole(0, most.tableColumns - 1) },
  ),
  data_visualization: anything,
  markdown: fields({ text: text(most.markdown) }, id),
  plan: fields({ title: text(most.label) }, { ...id, tasks: list(byType({ task_card: taskCard }), 100) }),
  task_card: taskCard,
});
