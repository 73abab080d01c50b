import type { ModalView } from "@slack/types";
import type { Form, Reply } from "../../conversation.ts";
import { cut } from "../wording.ts";

/** Forms as Slack modals. https://docs.slack.dev/reference/views/modal-views */

export const formLimits = { title: 24, button: 24, label: 2000, metadata: 3000 } as const;

/** All modals of ours; what they say is in their private metadata. */
export const formCallback = "form";

export function formOf(reply: Reply): Form | undefined {
  return reply.parts.flatMap((part) => (part.kind === "form" ? [part.form] : []))[0];
}

export function drawForm(form: Form, channel: string): ModalView {
  return {
    type: "modal",
    callback_id: formCallback,
    private_metadata: JSON.stringify({ command: form.command, channel }).slice(0, formLimits.metadata),
    title: { type: "plain_text", text: cut(form.title, formLimits.title) },
    submit: { type: "plain_text", text: cut(form.send, formLimits.button) },
    blocks: form.fields.map((field) => ({
      type: "input",
      block_id: field.id,
      label: { type: "plain_text", text: cut(field.label, formLimits.label) },
      element: { type: "plain_text_input", action_id: field.id, multiline: field.kind === "line" && field.long },
    })),
  };
}

/** What a sent modal says; nothing if it is none of ours. */
export function readForm(view: {
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, { value?: string | null }>>>> };
}): { readonly command: string; readonly channel: string; readonly entered: readonly string[] } | undefined {
  let metadata: unknown;
  try {
    metadata = JSON.parse(view.private_metadata);
  } catch {
    return undefined;
  }
  const { command, channel } = (metadata ?? {}) as { command?: unknown; channel?: unknown };
  if (typeof command !== "string" || typeof channel !== "string") return undefined;
  const entered = Object.values(view.state.values).flatMap((block) =>
    Object.values(block).map(({ value }) => value ?? ""),
  );
  return { command, channel, entered };
}
