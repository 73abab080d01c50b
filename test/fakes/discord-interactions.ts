import type { GatewayEvent } from "./discord-gateway.ts";
import type { Json } from "./discord-json.ts";
import type { FakeMessage, Messages } from "./discord-messages.ts";
import type { FakeChannel, World } from "./discord-world.ts";

/**
 * What came back on something a user did. It goes on living: what the bot does later shows in it.
 * Times are those of `now`, in ms.
 */
export type Outcome = {
  /** Of the interaction, as the bot was told. */
  readonly id: string;
  readonly token: string;
  /** Discord took the first response. */
  acked: boolean;
  /** From the dispatch to the first response, taken or too late. */
  ackedAfterMs?: number;
  /** The first response came after three seconds, and was refused. */
  late: boolean;
  /** The callback type: 4 message, 5 deferred message, 6 deferred update, 7 update, 8 suggestions, 9 modal. */
  type?: number;
  /** Only the user sees the response. */
  ephemeral?: boolean;
  /** The response, or the message that it updates. */
  message?: FakeMessage;
  /** What answered last: the response, the message that it updates, or a follow-up. */
  answer?: FakeMessage;
  /** How often the response was edited afterwards. */
  edits: number;
  choices?: readonly Json[];
  modal?: Json;
  followUps: FakeMessage[];
  /** A second first response, which Discord refused. */
  secondAck?: { readonly type: number; readonly afterMs: number };
  /** Every call about this that was refused, and why. */
  refused: string[];
};

export const InteractionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly at: number;
  readonly userId: string;
  readonly channel: FakeChannel;
  /** The application is installed by the user, not in the guild. */
  readonly userInstall: boolean;
  /** The message whose component was used, or from which the modal came. */
  readonly source?: FakeMessage;
  /** Type of the option for which suggestions are wanted. */
  readonly optionType?: number;
  /** What the messages in response say about it. */
  readonly metadata: Json;
  readonly outcome: Outcome;
  /** What `@original` means: the response, or the message that was updated. */
  original?: FakeMessage;
};

/** A modal as a user has it on the screen. */
export type ShownModal = { readonly modal: Json; readonly userId: string; readonly from: Interaction };

export type Opening = {
  readonly type: number;
  readonly data: Json;
  readonly userId: string;
  readonly channel: FakeChannel;
  readonly userInstall?: boolean;
  readonly source?: FakeMessage;
  readonly optionType?: number;
  readonly locale?: string;
  /** What the user may do, as a decimal bit set, if not what the guild says. */
  readonly memberPermissions?: string;
};

export type Interactions = ReturnType<typeof createInteractions>;

/** The interactions there have been, and how a new one comes about. */
export function createInteractions(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly now: () => number;
  readonly pass: (event: GatewayEvent) => void;
}) {
  const { world, messages, now } = options;
  const byToken = new Map<string, Interaction>();
  const modals: ShownModal[] = [];

  /** A user does something: the bot is told, and the three seconds begin. */
  function open(opening: Opening): Interaction {
    const { type, userId, channel, source, optionType } = opening;
    const id = world.id();
    const token = `token-of-${id}`;
    const userInstall = opening.userInstall ?? false;
    const interaction: Interaction = {
      id,
      token,
      type,
      at: now(),
      userId,
      channel,
      userInstall,
      ...(source === undefined ? {} : { source }),
      ...(optionType === undefined ? {} : { optionType }),
      metadata: {
        id,
        type,
        user: world.userPayload(userId),
        authorizing_integration_owners: owners(channel, userId, userInstall),
        ...(source === undefined ? {} : { interacted_message_id: source.id }),
      },
      outcome: { id, token, acked: false, late: false, edits: 0, followUps: [], refused: [] },
    };
    byToken.set(interaction.token, interaction);
    options.pass({
      t: "INTERACTION_CREATE",
      intent: 0,
      data: (intents) => payload(interaction, opening, intents),
      fromUser: true,
    });
    return interaction;
  }

  function payload(interaction: Interaction, opening: Opening, intents: number): Json {
    const { id, token, type, userId, channel, userInstall, source } = interaction;
    const { guildId } = channel;
    const locale = opening.locale ?? world.users.get(userId)?.locale ?? "en-US";
    const permissions = opening.memberPermissions ?? String(world.permissionsOf(userId));
    return {
      id,
      application_id: world.applicationId,
      type,
      token,
      version: 1,
      data: opening.data,
      channel: world.channelPayload(channel),
      channel_id: channel.id,
      ...(guildId === undefined
        ? { user: world.userPayload(userId), context: 1 }
        : {
            guild_id: guildId,
            guild: { id: guildId, locale: "en-US", features: [] },
            guild_locale: "en-US",
            member: { ...world.memberPayload(userId), permissions },
            context: 0,
          }),
      ...(source === undefined ? {} : { message: messages.payload(source, intents) }),
      app_permissions: String(world.botPermissions(channel)),
      locale,
      entitlements: [],
      entitlement_sku_ids: [],
      authorizing_integration_owners: owners(channel, userId, userInstall),
      attachment_size_limit: 10_485_760,
    };
  }

  return { byToken, modals, open };
}

/** Who has installed the application here: the guild under "0", or the user under "1". */
function owners(channel: FakeChannel, userId: string, userInstall: boolean): Json {
  return userInstall ? { "1": userId } : { "0": channel.guildId ?? "0" };
}
