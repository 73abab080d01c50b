import type { HomeView } from "@slack/types";
import type { Reply } from "../../conversation.ts";
import { say } from "./say.ts";

/**
 * A Reply as the app's home tab, which takes more blocks than a message does. A press there comes without a channel: that
 * of the direct messages, in which it is answered, is kept with the view.
 * https://docs.slack.dev/reference/views/home-tab-views
 */
export function drawHome({ to, parts }: Reply, channel: string): HomeView {
  const { blocks } = say({ to, parts: [...parts, whereAnswered] }, false);
  return { type: "home", callback_id: homeCallback, private_metadata: channel, blocks };
}

/** The channel of the direct messages of whoever pressed something in the home tab; nothing in another view. */
export function directOfHome(
  view: { readonly type: string; readonly callback_id: string; readonly private_metadata: string } | undefined,
): string | undefined {
  return view?.type === "home" && view.callback_id === homeCallback ? view.private_metadata : undefined;
}

const homeCallback = "home";

const whereAnswered = { kind: "footer", text: "I answer your presses under Messages." } as const;
