import { CommandType } from "./discord-command-bodies.ts";
import type { Commands } from "./discord-commands.ts";
import type { Changes } from "./discord-changes.ts";
import { Component } from "./discord-controls.ts";
import { InteractionType, type Interactions, type Opening, type Outcome } from "./discord-interactions.ts";
import {
  checkOffered,
  forgedInvocation,
  impossible,
  invocation,
  optionType,
  type Entry,
} from "./discord-invocation.ts";
import { numberOf, stringOf, type Json } from "./discord-json.ts";
import type { FakeMessage, Messages } from "./discord-messages.ts";
import { checkChosen, findComponent, submitted, type Entered } from "./discord-presses.ts";
import type { FakeChannel, World } from "./discord-world.ts";

/** Who does it and where: without more, the first user in the first channel of the first guild. */
export type Place = {
  readonly user?: string;
  readonly channelId?: string;
  /** The first channel of this guild. */
  readonly guildId?: string;
  /** In direct messages with the bot. */
  readonly dm?: boolean;
  /** The user has installed the application, the guild has not. */
  readonly userInstall?: boolean;
};

/** How it is done, and how long to wait for what comes back. */
export type Who = Place & {
  readonly locale?: string;
  /** What the user may do there, as a decimal bit set. */
  readonly memberPermissions?: string;
  /** Do it even if no user could. */
  readonly forged?: boolean;
  /**
   * What to wait for: the first response, or (if left out) the whole answer, which after a deferral is an edit of it,
   * its deletion or a follow-up.
   */
  readonly until?: "acked" | "answered";
  /** How long to wait at most, in real ms; 5000 if left out. What has come by then is the outcome. */
  readonly waitMs?: number;
};

export type CommandUse = Who & Entry & { readonly name: string };
export type Typing = Who & Entry & { readonly name: string; readonly focused: string; readonly value: string | number };
export type Press = Who & { readonly customId?: string; readonly label?: string; readonly message?: FakeMessage };
export type Choice = Press & { readonly values: readonly string[] };
export type Submission = Who & { readonly customId?: string; readonly values: Entered };
export type MenuUse = Who & {
  readonly name: string;
  /** A message that somebody wrote, or one that the bot posted. */
  readonly targetMessage?: { readonly content: string; readonly author?: string } | FakeMessage;
  readonly targetUser?: string;
};

/** What users do with commands, components and modals. Each resolves to what came back. */
export function createSend(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly changes: Changes;
  readonly where: (who: Place) => FakeChannel;
  readonly whoever: (who: Place) => string;
}) {
  const { world, messages, commands, interactions, changes, where, whoever } = options;

  async function send(who: Who, what: Pick<Opening, "type" | "data" | "source" | "optionType">, channel = where(who)) {
    const { outcome } = interactions.open({
      ...what,
      userId: whoever(who),
      channel,
      userInstall: who.userInstall ?? false,
      ...(who.locale === undefined ? {} : { locale: who.locale }),
      ...(who.memberPermissions === undefined ? {} : { memberPermissions: who.memberPermissions }),
    });
    const done = who.until === "acked" ? isAcked : isAnswered;
    await changes.until(() => done(outcome), who.waitMs ?? 5000);
    return outcome;
  }

  /** The command as it is registered and offered to this user here. */
  function offered(who: Who, name: string, type: number): Json {
    const channel = where(who);
    const command = commands.find(name, type, channel.guildId);
    const known = commands.list().map((each) => stringOf(each["name"]));
    if (command === undefined) impossible(`no command "${name}" is registered; there is ${known.join(", ")}`);
    const permissions = who.memberPermissions ?? world.permissionsOf(whoever(who));
    checkOffered(command, channel.guildId === undefined ? 1 : 0, who.userInstall ?? false, BigInt(permissions));
    return command;
  }

  function commandData(
    who: Who,
    name: string,
    type: number,
    options: readonly Json[] | undefined,
    more: Json = {},
  ): Json {
    const command = commands.find(name, type, where(who).guildId);
    return { id: command?.["id"] ?? world.id(), name, type, ...(options === undefined ? {} : { options }), ...more };
  }

  /** A user sends `/name group sub option: value`. */
  async function command(use: CommandUse): Promise<Outcome> {
    const values =
      use.forged === true ? forgedInvocation(use) : invocation(offered(use, use.name, CommandType.slash), use);
    const resolved = resolve(Object.values(use.options ?? {}).map(String));
    return send(use, {
      type: InteractionType.command,
      data: commandData(use, use.name, CommandType.slash, values, resolved),
    });
  }

  /** The users and channels among the values, as the bot is told of them. */
  function resolve(ids: readonly string[]): Json {
    const users = ids.filter((id) => world.users.has(id));
    const channels = ids.filter((id) => world.channels.has(id));
    if (users.length + channels.length === 0) return {};
    return {
      resolved: {
        users: Object.fromEntries(users.map((id) => [id, world.userPayload(id)])),
        members: Object.fromEntries(users.map((id) => [id, { ...world.memberPayload(id), permissions: "0" }])),
        channels: Object.fromEntries(
          channels.flatMap((id) => {
            const channel = world.channels.get(id);
            return channel === undefined ? [] : [[id, { ...world.channelPayload(channel), permissions: "0" }]];
          }),
        ),
      },
    };
  }

  /** A user is typing `value` into the option `focused`. */
  async function autocomplete(typing: Typing): Promise<Outcome> {
    const entry = { ...typing, options: { ...typing.options, [typing.focused]: typing.value } };
    const values =
      typing.forged === true
        ? forgedInvocation(entry, typing.focused)
        : invocation(offered(typing, typing.name, CommandType.slash), entry, typing.focused);
    const registered = commands.find(typing.name, CommandType.slash, where(typing).guildId);
    return send(typing, {
      type: InteractionType.autocomplete,
      data: commandData(typing, typing.name, CommandType.slash, values),
      optionType: optionType(registered, typing, typing.focused),
    });
  }

  /** A user uses a command from the menu of a message or of a user. */
  async function contextMenu(use: MenuUse): Promise<Outcome> {
    const type = use.targetUser === undefined ? CommandType.message : CommandType.user;
    if (use.forged !== true) offered(use, use.name, type);
    if (use.targetUser !== undefined) {
      const target = { target_id: use.targetUser, ...resolve([use.targetUser]) };
      return send(use, { type: InteractionType.command, data: commandData(use, use.name, type, undefined, target) });
    }
    const target = use.targetMessage ?? impossible("a menu belongs to a message or a user");
    const message = "id" in target ? target : written(use, target.content, target.author);
    // The content of the message is told whatever the intents are.
    const told = messages.payload(message, ~0);
    const more = { target_id: message.id, resolved: { messages: { [message.id]: told } } };
    return send(use, { type: InteractionType.command, data: commandData(use, use.name, type, undefined, more) });
  }

  /** A message that has been there for a while. */
  function written(who: Who, content: string, author = whoever(who)): FakeMessage {
    return messages.create({ channelId: where(who).id, authorId: author }, { content }, [], { silently: true });
  }

  /** A message of the bot that never was, for forged presses. */
  function forgedSource(press: Press): FakeMessage {
    const place = { channelId: where(press).id, authorId: world.botUserId, ephemeralFor: whoever(press) };
    return press.message ?? messages.create(place, { content: "forged" }, [], { silently: true });
  }

  function sourceOf(press: Press, kinds: readonly number[]): { message: FakeMessage; component: Json } {
    if (press.forged === true)
      return { message: forgedSource(press), component: { type: kinds[0], custom_id: press.customId ?? "" } };
    const inReach = messages.all.filter((message) => reaches(press, message));
    return findComponent(inReach, whoever(press), kinds, press, press.message);
  }

  /** Whether a press can mean this message: one in the channel that is named, and never in others' direct messages. */
  function reaches(press: Press, { channelId }: FakeMessage): boolean {
    const channel = world.channels.get(channelId);
    const named = press.channelId !== undefined || press.guildId !== undefined || press.dm === true;
    if (channel === undefined || (named && where(press).id !== channelId)) return false;
    return channel.recipientId === undefined || channel.recipientId === whoever(press);
  }

  /** A user presses a button, by its `customId` or its `label`: the newest such that the user sees. */
  async function button(press: Press): Promise<Outcome> {
    const { message, component } = sourceOf(press, [Component.button]);
    const data = { component_type: Component.button, id: 1, custom_id: component["custom_id"] };
    return send(
      press,
      { type: InteractionType.component, data, source: message },
      world.channels.get(message.channelId),
    );
  }

  /** A user chooses in a select menu. */
  async function select(choice: Choice): Promise<Outcome> {
    const { message, component } = sourceOf(choice, selects);
    if (choice.forged !== true) checkChosen(component, choice.values);
    const data = {
      component_type: numberOf(component["type"]),
      id: 1,
      custom_id: component["custom_id"],
      values: choice.values,
      ...resolve(choice.values),
    };
    return send(
      choice,
      { type: InteractionType.component, data, source: message },
      world.channels.get(message.channelId),
    );
  }

  /** A user sends off a modal that is on the screen: the newest, or that with this `customId`. */
  async function modalSubmit(submission: Submission): Promise<Outcome> {
    const userId = whoever(submission);
    const shown = interactions.modals.findLast(
      (each) =>
        each.userId === userId &&
        (submission.customId === undefined || each.modal["custom_id"] === submission.customId),
    );
    if (shown === undefined && submission.forged !== true)
      impossible(`no modal ${submission.customId ?? ""} is on the screen of this user`);
    const source = shown?.from.source;
    const components =
      shown === undefined
        ? Object.entries(submission.values).map(([id, value]) => ({
            type: Component.label,
            id: 1,
            component: { type: Component.textInput, id: 2, custom_id: id, value },
          }))
        : submitted(shown, submission.values);
    const data = { custom_id: shown?.modal["custom_id"] ?? submission.customId ?? "", components };
    const outcome = await send(
      submission,
      { type: InteractionType.modal, data, ...(source === undefined ? {} : { source }) },
      shown?.from.channel ?? where(submission),
    );
    // Where nothing good came back the client keeps it open, with what was entered.
    const at = shown === undefined || !outcome.acked ? -1 : interactions.modals.indexOf(shown);
    if (at >= 0) interactions.modals.splice(at, 1);
    return outcome;
  }

  return { command, autocomplete, contextMenu, button, select, modalSubmit };
}

function isAcked(outcome: Outcome): boolean {
  return outcome.acked || outcome.late;
}

function isAnswered(outcome: Outcome): boolean {
  if (outcome.type !== 5 && outcome.type !== 6) return isAcked(outcome);
  return outcome.edits > 0 || outcome.followUps.length > 0 || outcome.message?.deleted === true;
}

const selects = [
  Component.stringSelect,
  Component.userSelect,
  Component.roleSelect,
  Component.mentionableSelect,
  Component.channelSelect,
];
