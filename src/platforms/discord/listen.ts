import {
  GuildMember,
  InteractionContextType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type Interaction,
  type Message,
  type PermissionsBitField,
} from "discord.js";
import type { Request } from "../../conversation.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { paint } from "../pictures.ts";
import { makeSeen } from "../seen.ts";
import { unknownButton, whyNotAsked } from "../wording.ts";
import { body, makeAnswering } from "./answer.ts";
import { commandLimits, commandName, messageCommandName, optionName, rowOf, shown } from "./commands.ts";
import { commandOfForm, enteredIn } from "./forms.ts";
import { hearButton, hearQuestion, hearSelect, hearSlash, hearText, readable, type Heard, type Who } from "./hear.ts";

/** Answers interactions and messages, in time and once; `complain` is told of what could not be answered. */
export function listen(
  client: Client,
  { grammar, handle, complete, left }: Listener,
  { now, timer, painter }: Pick<Surroundings, "now" | "timer" | "painter">,
  complain: (error: unknown) => void,
): void {
  const seen = makeSeen(now);
  const ask = (heard: Heard & Pick<Request, "inPublic">) => handle({ ...heard, at: now() });

  client.on("interactionCreate", (interaction) => {
    if (!seen.isNew(`interaction ${interaction.id}`)) return;
    answer(interaction).catch(complain);
  });
  client.on("messageCreate", (message) => {
    if (message.author.bot || !seen.isNew(`message ${message.id}`)) return;
    answerMessage(message).catch(complain);
  });
  // A server that is only out of reach for a while is another event.
  client.on("guildDelete", ({ id }) => {
    left({ platform: "discord", id }).catch(complain);
  });

  const answer = async (interaction: Interaction): Promise<void> => {
    const who = whoOf(interaction);
    if (interaction.isAutocomplete()) {
      const row = rowUsed(interaction);
      const focused = interaction.options.getFocused(true);
      const kind = shown(row?.takes ?? []).find((argument) => optionName(argument) === focused.name)?.kind ?? "";
      const offered = complete(kind, focused.value).slice(0, commandLimits.choices);
      await interaction.respond(
        offered.map(({ label, value }) => ({
          name: label.slice(0, commandLimits.choiceName),
          value: value.slice(0, commandLimits.choiceName),
        })),
      );
    } else if (interaction.isChatInputCommand() && interaction.commandName === commandName) {
      const heard = hearSlash(
        rowUsed(interaction)?.name ?? wordsUsed(interaction),
        optionsInOrder(interaction),
        who,
        grammar,
      );
      await reply(interaction, heard, ask(heard));
    } else if (interaction.isMessageContextMenuCommand() && interaction.commandName === messageCommandName) {
      const { content } = interaction.targetMessage;
      const heard = hearQuestion(content, who);
      const refused = whyNotAsked(readable(content));
      await reply(interaction, heard, refused ?? ask(heard));
    } else if (interaction.isButton()) {
      const heard = hearButton(interaction.customId, who, grammar);
      await reply(interaction, heard ?? hearText("", who, grammar), heard ? ask(heard) : unknownButton);
    } else if (interaction.isStringSelectMenu()) {
      const heard = hearSelect(interaction.customId, interaction.values, who, grammar);
      await reply(interaction, heard ?? hearText("", who, grammar), heard ? ask(heard) : unknownButton);
    } else if (interaction.isModalSubmit()) {
      const command = commandOfForm(interaction.customId);
      const entered = interaction.fields.fields.map(enteredIn);
      const heard = hearText([command, ...entered].join(" "), who, grammar);
      await reply(interaction, heard, command === undefined ? unknownButton : ask(heard));
    } else if (interaction.isRepliable()) {
      await reply(interaction, hearText("", who, grammar), unknownButton);
    }
  };

  const rowUsed = ({ options }: InSubcommand) =>
    rowOf(grammar.rows, options.getSubcommandGroup(), options.getSubcommand());

  /** Options come in the order somebody filled them in; the written language has its own. */
  const optionsInOrder = (interaction: ChatInputCommandInteraction): string[] => {
    return shown(rowUsed(interaction)?.takes ?? []).flatMap(
      (argument) => interaction.options.getString(optionName(argument)) ?? [],
    );
  };

  const reply = makeAnswering(client, { timer, ...(painter ? { painter } : {}) });

  /** A mention is answered in public, since Discord has no private way; a direct message where it came. */
  const answerMessage = async (message: Message): Promise<void> => {
    const isDirect = message.guildId === null;
    if (!isDirect && !(client.user && message.mentions.users.has(client.user.id))) return;
    const who: Who = {
      id: `message ${message.id}`,
      user: message.author.id,
      name: message.member?.displayName ?? message.author.displayName,
      channel: message.channelId,
      private: isDirect,
      guild: message.guildId,
      within: message.channel.isThread() ? message.channel.parentId : null,
      mayManage: isDirect || (message.inGuild() && manages(message.member?.permissionsIn(message.channel))),
      mayManageAll: managesAll(message.member?.permissions),
    };
    const heard = hearText(message.content, who, grammar);
    const answer = await ask(isDirect ? heard : { ...heard, inPublic: true });
    await message.reply(body(answer, false, "", await paint(answer, painter)));
  };
}

/** Of a command that is registered no more. */
function wordsUsed({ options }: InSubcommand): string {
  return [options.getSubcommandGroup(), options.getSubcommand()].filter(Boolean).join(" ");
}

type InSubcommand = AutocompleteInteraction | ChatInputCommandInteraction;

/** Who used something, and whether others could be shown the answer: only where the bot is in the server. */
function whoOf(interaction: BaseInteraction): Who {
  return {
    id: `interaction ${interaction.id}`,
    user: interaction.user.id,
    name: nameOf(interaction),
    channel: interaction.channelId ?? "",
    private: !interaction.inCachedGuild(),
    guild: interaction.guildId,
    within: interaction.channel?.isThread() ? interaction.channel.parentId : null,
    mayManage: mayManage(interaction),
    mayManageAll: managesAll(interaction.memberPermissions),
  };
}

/** An administrator may do everything; anybody is the manager of their own direct messages. */
function mayManage({ memberPermissions, context }: BaseInteraction): boolean | undefined {
  if (context === InteractionContextType.BotDM) return true;
  return manages(memberPermissions);
}

function manages(permissions: Readonly<PermissionsBitField> | null | undefined): boolean | undefined {
  return permissions?.has(PermissionFlagsBits.ManageChannels);
}

function managesAll(permissions: Readonly<PermissionsBitField> | null | undefined): boolean | undefined {
  return permissions?.has(PermissionFlagsBits.ManageGuild);
}

/** The nickname in the server, else the display name, else the user name. */
function nameOf({ member, user }: BaseInteraction): string {
  if (member instanceof GuildMember) return member.displayName;
  return member?.nick ?? user.displayName;
}
