import type { Request } from "../../conversation.ts";
import type { Listener } from "../platform.ts";
import { commandOfButton } from "../wording.ts";

/** What Discord's interactions and messages mean. Pure: payload in, who, where and what out. */

export type Heard = Omit<Request, "at">;

export type Who = {
  /** Discord's own id of the interaction or message. */
  readonly id: string;
  readonly user: string;
  /** What the user is called there. */
  readonly name: string;
  readonly channel: string;
  /** Whether only the asker reads along: a direct message, or a server that the bot is not in. */
  readonly private: boolean;
  /** The channel that this one is a thread of. */
  readonly within?: string | null;
  /** The server that the channel is in. */
  readonly guild: string | null;
  readonly mayManage?: boolean | undefined;
  readonly mayManageAll?: boolean | undefined;
};

type Grammar = Listener["grammar"];

/** `/aws-ml explain topic:Clarify`: the name of the subcommand's row, then its options in their order. */
export function hearSlash(name: string, options: readonly string[], who: Who, grammar: Grammar): Heard {
  return { ...whereabouts(who), command: grammar.parse([name, ...options].join(" ")) };
}

export function hearText(text: string, who: Who, grammar: Grammar): Heard {
  return { ...whereabouts(who), command: grammar.parse(readable(text)) };
}

/** The message that "Which AWS service?" was asked about: always a question, never a command. */
export function hearQuestion(text: string, who: Who): Heard {
  return { ...whereabouts(who), command: { name: "ask", arguments: [readable(text)] } };
}

/** A button's id is the written command it says; nothing if it is none that we write. */
export function hearButton(customId: string, who: Who, grammar: Grammar): Heard | undefined {
  const command = commandOfButton(customId, grammar);
  return command ? { ...whereabouts(who), command } : undefined;
}

/** A choice in a menu says the menu's id, followed by the values. */
export function hearSelect(customId: string, values: readonly string[], who: Who, grammar: Grammar): Heard | undefined {
  return hearButton(`${customId} ${values.join(",")}`, who, grammar);
}

/** What somebody typed, as they saw it: without mentions and custom emoji. */
export function readable(text: string): string {
  return text
    .replace(/<(?:@[!&]?|#|a?:\w+:|\/[^<>:]*:)\d+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function whereabouts(who: Who): Omit<Heard, "command"> {
  const { id, user, name, channel, private: isPrivate, guild, within, mayManage, mayManageAll } = who;
  return {
    id: `discord:${id}`,
    learner: `discord:${user}`,
    name,
    place: {
      ...{ platform: "discord", id: channel, private: isPrivate },
      ...(guild === null ? {} : { community: guild }),
      ...(within ? { within } : {}),
    },
    ...(mayManage === undefined ? {} : { mayManage }),
    ...(mayManageAll === undefined ? {} : { mayManageAll }),
  };
}
