import type { Json } from "./discord-json.ts";

/** What Discord answers instead of doing as told: an HTTP status and `{ code, message, errors? }`. */
export class Refused extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, body: Json & { code: number; message: string }, why: string) {
    super(why);
    this.status = status;
    this.body = body;
  }
}

/** Refuses with one of the errors that Discord documents. */
export function refuse(what: keyof typeof known): never {
  const [status, code, message] = known[what];
  throw new Refused(status, { message, code }, `${String(status)} ${String(code)} ${message}`);
}

/** Refuses a body, with status 400, code 50035 and every fault where it stands. Does nothing where there are none. */
export function refuseFaults(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const message = "Invalid Form Body";
  throw new Refused(
    400,
    { message, code: 50035, errors: nested(faults) },
    `400 50035 ${message}: ${faults.join("; ")}`,
  );
}

/**
 * One thing that is wrong with a body, as a line: `embeds.0.title: BASE_TYPE_MAX_LENGTH Must be 256 or fewer in length.`
 * The path is empty for the body as a whole.
 */
export function fault(path: string, code: string, message: string): string {
  return `${path}: ${code} ${message}`;
}

/** The same faults, of a body that stands inside another one under `key`. */
export function within(key: string, faults: readonly string[]): string[] {
  return faults.map((line) => (line.startsWith(":") ? key + line : `${key}.${line}`));
}

/** `a.0.b: CODE message` → `{ a: { 0: { b: { _errors: [{ code, message }] } } } }`, as Discord nests its errors. */
function nested(faults: readonly string[]): Json {
  const root: Json = {};
  for (const line of faults) {
    const [, path = "", code = "", message = ""] = /^([^:]*): (\S+) (.*)$/s.exec(line) ?? [];
    let at = root;
    for (const key of path.split(".").filter((part) => part !== "")) at = (at[key] ??= {}) as Json;
    (at["_errors"] ??= [] as unknown[]) as unknown[];
    (at["_errors"] as unknown[]).push({ code, message });
  }
  return root;
}

/** discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const known = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  wrongApplication: [403, 20012, "You are not authorized to perform this action on this application"],
  tooManyCommands: [400, 30032, "Maximum number of application commands reached"],
  tooManyCreates: [400, 30034, "Max number of daily application command creates has been reached (200)"],
  tooLarge: [413, 40005, "Request entity too large"],
  acknowledged: [400, 40060, "Interaction has already been acknowledged."],
  tooManyFollowUps: [400, 40094, "This interaction has hit the maximum number of follow up messages."],
  missingAccess: [403, 50001, "Missing Access"],
  notOurMessage: [403, 50005, "Cannot edit a message authored by another user"],
  empty: [400, 50006, "Cannot send an empty message"],
  dmsClosed: [403, 50007, "Cannot send messages to this user"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  wrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  invalidRecipients: [400, 50033, "Invalid Recipient(s)"],
  invalidVersion: [400, 50041, "Invalid API version provided"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  threadThere: [400, 160004, "A thread has already been created for this message"],
  threadLocked: [400, 160005, "Thread is locked"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;
