/** discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
export const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voiceState: 4,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
  requestSounds: 31,
} as const;
export const CloseCode = {
  opcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  authentication: 4004,
  alreadyAuthenticated: 4005,
  sequence: 4007,
  rateLimited: 4008,
  shard: 4010,
  version: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;
/** The intents that matter here, and all that there are: discord.com/developers/docs/events/gateway#list-of-intents */
export const Intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;
export const allIntents = 0b11_0011_0001_1111_1111_1111_1111;

/** What must be switched on for an application, and for a new one is not. */
export const privilegedIntents = Intent.guildMembers | Intent.guildPresences | Intent.messageContent;
