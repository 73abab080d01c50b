import type { Request } from "../../conversation.ts";
import type { Listener } from "../platform.ts";
import { commandOfButton } from "../wording.ts";

/** What Slack's payloads mean. Pure: payload in, who, where and what out. */

export type Heard = Omit<Request, "at">;

type Grammar = Listener["grammar"];
export type Who = {
  /** Slack's own id of the press or message. */
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  /** The user's name, where Slack tells it along. */
  readonly name?: string | undefined;
};

/** A slash command, a direct message, or a mention: whatever somebody typed. */
export function hearText(text: string, who: Who, grammar: Grammar): Heard {
  return { ...whereabouts(who), command: grammar.parse(readable(text)) };
}

/** The message that "Which AWS service?" was asked about: always a question, never a command. */
export function hearQuestion(text: string, who: Who): Heard {
  return { ...whereabouts(who), command: { name: "ask", arguments: [readable(text)] } };
}

/** A button's id is the written command it says; nothing if it is none that we write. */
export function hearButton(actionId: string, who: Who, grammar: Grammar): Heard | undefined {
  const command = commandOfButton(actionId, grammar);
  return command ? { ...whereabouts(who), command } : undefined;
}

/** A form that was sent: its command, followed by what was entered. */
export function hearForm(command: string, entered: readonly string[], who: Who, grammar: Grammar): Heard {
  return { ...whereabouts(who), command: grammar.parse([command, ...entered.map(readable)].join(" ")) };
}

function whereabouts({ id, team, user, channel, name }: Who): Omit<Heard, "command"> {
  return {
    id: `slack:${id}`,
    learner: `slack:${team}:${user}`,
    ...(name ? { name } : {}),
    place: {
      platform: "slack",
      id: channel,
      private: channel.startsWith("D"),
      ...(team === "" ? {} : { community: team }),
    },
  };
}

/**
 * What somebody typed, as they saw it: without mentions, links by their text, the three escaped characters themselves.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function readable(text: string): string {
  return text
    .replace(/<[@#!][^<>]*>/g, " ")
    .replace(/<([^<>|]*)\|([^<>]*)>/g, "$2")
    .replace(/<((?:https?|mailto):[^<>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}
