import { DiscordAPIError, Routes, type Client, type RepliableInteraction } from "discord.js";
import type { Reply } from "../../conversation.ts";
import { paint, type Painter, type Shown } from "../pictures.ts";
import { rawFiles } from "./files.ts";
import type { DiscordMessage } from "./say.ts";

/**
 * Pictures that were not drawn yet when their message was answered: the words go first, the picture is put in when it is
 * there. Where another answer has taken the message's place meanwhile, it stays out.
 */
export function makeLatePictures({ rest }: Pick<Client, "rest">, painter: Painter | undefined) {
  /** The interaction whose answer a message shows, as long as pictures of it are under way. */
  const answered = new Map<string, string>();

  return {
    /** Another answer takes the place of what a message shows. */
    replaced(interaction: RepliableInteraction): void {
      answered.delete(messageOf(interaction));
    },

    /** Puts in what is under way; `draw` makes the message with what came of it. `inPlace`: it is on the message used. */
    async put(
      interaction: RepliableInteraction,
      inPlace: boolean,
      reply: Reply,
      draw: (shown: Shown) => DiscordMessage,
    ): Promise<void> {
      const { id, applicationId, token } = interaction;
      const message = inPlace ? messageOf(interaction) : id;
      answered.set(message, id);
      const shown = await paint(reply, painter);
      if (answered.get(message) !== id) return;
      answered.delete(message);
      const body = { attachments: [], ...draw(shown) };
      const route = Routes.webhookMessage(applicationId, token);
      await rest.patch(route, { body, files: rawFiles(reply, shown), auth: false }).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    },
  };
}

/** Whether the message was deleted meanwhile. */
export function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && Number(error.code) === unknownMessage;
}

const unknownMessage = 10_008;

/** The message that was used, by the interaction that it answered, which is all that is known of a new one. */
function messageOf(interaction: RepliableInteraction): string {
  const used = "message" in interaction ? interaction.message : null;
  return used?.interactionMetadata?.id ?? used?.id ?? interaction.id;
}
