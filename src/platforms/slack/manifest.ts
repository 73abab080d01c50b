/**
 * What the app asks of Slack, for `slack-manifest.yaml` to agree with: the test beside this file's holds the two
 * together. https://docs.slack.dev/reference/app-manifest
 */

export const slashCommand = "/aws-ml";

/** The message shortcut "Which AWS service?". */
export const shortcutId = "which_service";

/** What each scope is for. */
export const scopes = {
  "app_mentions:read": "to hear a mention",
  "assistant:write": "to suggest questions in the messages tab",
  "channels:read": "to see who made a channel, and so manages it",
  "chat:write": "to answer",
  commands: "for /aws-ml and the shortcut",
  "files:write": "to send a file that somebody asked for",
  "groups:read": "the same of a private channel",
  "im:history": "to hear direct messages",
  "users:read": "to see who is an admin, and so manages any channel",
} as const;

export const events = ["app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked"] as const;

export const promptsTitle = "What do you need?";

/** Above the composer of the messages tab, four at most. */
export const prompts = [
  { title: "Detect drift", message: "detect drift in prod?" },
  { title: "Label images", message: "who labels my images?" },
  { title: "Tell look-alikes apart", message: "compare Clarify and Model Monitor" },
  { title: "Where do I start?", message: "start" },
] as const;
