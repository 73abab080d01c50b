import {
  DiscordAPIError,
  InteractionContextType,
  InteractionResponseType,
  MessageFlags,
  Routes,
  type Client,
  type InteractionReplyOptions,
  type MessageComponentInteraction,
  type ModalMessageModalSubmitInteraction,
  type RepliableInteraction,
} from "discord.js";
import { writeCommand } from "../../command.ts";
import type { Reply } from "../../conversation.ts";
import type { Surroundings } from "../platform.ts";
import { ifQuick } from "../quick.ts";
import { attachable, fileLimits, rawFiles } from "./files.ts";
import { drawForm, modalOf } from "./forms.ts";
import type { Heard } from "./hear.ts";
import { say } from "./say.ts";

/**
 * Answers an interaction within its three seconds: with the reply where that is quick, else with a promise of it.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
 */
export async function answerInteraction(
  { rest }: Pick<Client, "rest">,
  interaction: RepliableInteraction,
  heard: Heard,
  answering: Reply | Promise<Reply>,
  timer: Surroundings["timer"],
): Promise<void> {
  // In a direct message with the tutor everything is private already, and stays; one between people is not.
  const flags = interaction.context === InteractionContextType.BotDM ? {} : { flags: MessageFlags.Ephemeral as const };
  const shareable = !heard.place.private;
  const said = writeCommand(heard.command);
  const replaceable = isOnPrivate(interaction);

  /** The message is in Discord's own form already: the SDK would only translate it there and back. */
  const respond = (type: InteractionResponseType, reply: Reply, data: object): Promise<unknown> =>
    rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      body: { type, data },
      files: rawFiles(reply),
      auth: false,
    });

  const beside = (reply: Reply): Promise<unknown> =>
    respond(InteractionResponseType.ChannelMessageWithSource, reply, { ...say(reply, shareable, said), ...flags });

  const quick = await ifQuick(answering, timer);
  const form = quick && modalOf(quick);
  if (form && !interaction.isModalSubmit()) await interaction.showModal(drawForm(form));
  else if (quick?.inPlace && replaceable)
    await respond(InteractionResponseType.UpdateMessage, quick, {
      attachments: [],
      ...say(quick, shareable, said),
    }).catch((error: unknown) => {
      if (!isGone(error)) throw error;
      return beside(quick);
    });
  else if (quick) await beside(quick);
  else if (replaceable) {
    // Whether the answer takes the message's place is known only when it is there: this promises either.
    await interaction.deferUpdate();
    const reply = await answering;
    const message = body(reply, shareable, said);
    if (reply.inPlace) await interaction.editReply({ attachments: [], ...message });
    else await interaction.followUp({ ...message, ...flags });
  } else {
    await interaction.deferReply(flags);
    await interaction.editReply(body(await answering, shareable, said));
  }
}

/** Whether the message was deleted after it was used. */
function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && Number(error.code) === unknownMessage;
}

const unknownMessage = 10_008;

/** Whether it was used on a message that only the asker sees. */
function isOnPrivate(interaction: RepliableInteraction): interaction is OnMessage {
  const isOnMessage = interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
  if (!isOnMessage) return false;
  return interaction.context === InteractionContextType.BotDM || interaction.message.flags.has(MessageFlags.Ephemeral);
}

type OnMessage = RepliableInteraction & (MessageComponentInteraction | ModalMessageModalSubmitInteraction);

/** The message's body in the SDK's spelling. */
export function body(
  reply: Reply,
  shareable: boolean,
  said = "",
): Pick<InteractionReplyOptions, "content" | "embeds" | "components" | "allowedMentions" | "files"> {
  const { content, embeds, components } = say(reply, shareable, said);
  return {
    content,
    embeds: embeds as NonNullable<InteractionReplyOptions["embeds"]>,
    components,
    allowedMentions: { parse: [], repliedUser: false },
    files: attachable(reply).map(({ name, text, about }) => ({
      name,
      attachment: Buffer.from(text),
      description: about.slice(0, fileLimits.description),
    })),
  };
}
