import {
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
import { isUnderway, nothingShown, paint, shownAtOnce, type Shown } from "../pictures.ts";
import type { Surroundings } from "../platform.ts";
import { ifQuick } from "../quick.ts";
import { payloads, rawFiles } from "./files.ts";
import { drawForm, modalOf } from "./forms.ts";
import type { Heard } from "./hear.ts";
import { isGone, makeLatePictures } from "./late-pictures.ts";
import { say } from "./say.ts";

/**
 * Answers an interaction within its three seconds: with the reply where that is quick, else with a promise of it.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
 */
export type Answering = (
  interaction: RepliableInteraction,
  heard: Heard,
  answering: Reply | Promise<Reply>,
) => Promise<void>;

export function makeAnswering(
  client: Pick<Client, "rest">,
  { timer, painter }: Pick<Surroundings, "timer" | "painter">,
): Answering {
  const { rest } = client;
  const late = makeLatePictures(client, painter);
  return async (interaction, heard, answering) => {
    // In a direct message with the tutor everything is private already, and stays; one between people is not.
    const flags =
      interaction.context === InteractionContextType.BotDM ? {} : { flags: MessageFlags.Ephemeral as const };
    const shareable = !heard.place.private;
    const said = writeCommand(heard.command);
    const replaceable = isOnPrivate(interaction);

    /** The message is in Discord's own form already: the SDK would only translate it there and back. */
    const respond = (type: InteractionResponseType, reply: Reply, data: object, shown: Shown): Promise<unknown> =>
      rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type, data },
        files: rawFiles(reply, shown),
        auth: false,
      });

    /** At once, with the pictures that are drawn already; the others follow. */
    const show = async (reply: Reply, inPlace: boolean): Promise<void> => {
      const shown = shownAtOnce(reply, painter);
      const draw = (pictures: Shown) => say(reply, shareable, said, pictures);
      if (inPlace) {
        late.replaced(interaction);
        await respond(InteractionResponseType.UpdateMessage, reply, { attachments: [], ...draw(shown) }, shown);
      } else
        await respond(InteractionResponseType.ChannelMessageWithSource, reply, { ...draw(shown), ...flags }, shown);
      if (isUnderway(shown)) await late.put(interaction, inPlace, reply, draw);
    };

    const quick = await ifQuick(answering, timer);
    const form = quick && modalOf(quick);
    if (form && !interaction.isModalSubmit()) await interaction.showModal(drawForm(form));
    else if (quick?.inPlace && replaceable)
      await show(quick, true).catch((error: unknown) => {
        if (!isGone(error)) throw error;
        return show(quick, false);
      });
    else if (quick) await show(quick, false);
    else if (replaceable) {
      // Whether the answer takes the message's place is known only when it is there: this promises either.
      await interaction.deferUpdate();
      const reply = await answering;
      const message = body(reply, shareable, said, await paint(reply, painter));
      if (reply.inPlace) {
        late.replaced(interaction);
        await interaction.editReply({ attachments: [], ...message });
      } else await interaction.followUp({ ...message, ...flags });
    } else {
      await interaction.deferReply(flags);
      const reply = await answering;
      await interaction.editReply(body(reply, shareable, said, await paint(reply, painter)));
    }
  };
}

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
  shown: Shown = nothingShown,
): Pick<InteractionReplyOptions, "content" | "embeds" | "components" | "allowedMentions" | "files"> {
  const { content, embeds, components } = say(reply, shareable, said, shown);
  return {
    content,
    embeds: embeds as NonNullable<InteractionReplyOptions["embeds"]>,
    components,
    allowedMentions: { parse: [], repliedUser: false },
    files: payloads(reply, shown),
  };
}
