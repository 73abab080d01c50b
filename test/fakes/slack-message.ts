import { areBlocksTooLong, blockFaults } from "./slack-blocks.ts";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

/** What a message says: `text` is what notifications and screen readers get where there are blocks. */
export type Content = { readonly text: string; readonly blocks: readonly Json[] };

/** Why Slack answers `{"ok": false}`; the reasons go into `response_metadata.messages`. */
export type Refusal = {
  readonly error: string;
  readonly reasons?: readonly string[];
  /** More fields of the answer, such as `needed` and `provided`. */
  readonly more?: Json;
  /** In seconds: the answer is a 429 with this `Retry-After`. */
  readonly retryAfter?: number;
};

export const warningKinds = ["no_text", "mention", "thread_ts", "second_ack", "ack_payload", "no_original"] as const;

/** Something Slack takes without a word and that is a mistake all the same. */
export type Warning = {
  readonly kind: (typeof warningKinds)[number];
  /** The method, or the kind of delivery whose acknowledgement it was. */
  readonly where: string;
  readonly detail: string;
};

/** docs.slack.dev/reference/methods/chat.update: its text is refused above 4,000, a posted one above 40,000. */
export const longestText = { posted: 40_000, updated: 4000 } as const;

/** Reads what a call or an answer wants shown, as Slack reads it; legacy attachments count, but are not looked into. */
export function readContent(
  body: Json,
  longest: number = longestText.posted,
): { readonly content: Content; readonly warnings: readonly Omit<Warning, "where">[] } | Refusal {
  const { text: plain, markdown_text: markdown, blocks: given, attachments } = body;
  if (given !== undefined && !Array.isArray(given)) return { error: "invalid_blocks_format" };
  const blocks = ((given as unknown[] | undefined) ?? []).filter(isJson);
  const text = typeof plain === "string" ? plain : "";

  if (typeof markdown === "string") {
    if (text !== "" || blocks.length > 0) return { error: "markdown_text_conflict" };
    if (markdown.length > longestMarkdown) return { error: "msg_too_long" };
  }
  const says = text.trim() !== "" || typeof markdown === "string" || Array.isArray(attachments);
  if (!says && blocks.length === 0) return { error: "no_text" };
  if (text.length > longest) return { error: "msg_too_long" };
  const reasons = blockFaults(given ?? [], "message");
  if (reasons.length > 0) return { error: "invalid_blocks", reasons };
  if (areBlocksTooLong(blocks)) return { error: "msg_blocks_too_long" };

  const content = { text: text === "" && typeof markdown === "string" ? markdown : text, blocks };
  const pinged = [...mentionsIn(content), ...linkedNames(body)];
  return {
    content,
    warnings: [
      ...(says ? [] : [{ kind: "no_text", detail: "blocks without a top-level text" } as const]),
      ...pinged.map((detail) => ({ kind: "mention", detail }) as const),
    ],
  };
}

const longestMarkdown = 12_000;
const mention = /<!(?:channel|here|everyone|subteam\^)[^>]*>|<@[UW][^>]*>/g;

/** Everything that would notify somebody: in the text, in mrkdwn and markdown, in rich text. */
function mentionsIn({ text, blocks }: Content): string[] {
  const found = [...(text.match(mention) ?? [])];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJson(value)) return;
    const { type, text: said } = value;
    if ((type === "mrkdwn" || type === "markdown") && typeof said === "string")
      found.push(...(said.match(mention) ?? []));
    if (type === "broadcast" || type === "usergroup" || (type === "user" && "user_id" in value))
      found.push(`rich text: ${type}`);
    Object.values(value).forEach(visit);
  };
  visit(blocks);
  return found;
}

/** Asked to link names, Slack also makes mentions of bare ones. */
function linkedNames({ text, parse, link_names: link }: Json): string[] {
  if (typeof text !== "string" || !(parse === "full" || [true, 1, "true", "1"].includes(link as string))) return [];
  return text.match(/@(?:channel|here|everyone)\b/g) ?? [];
}
