import { z } from "zod";

/**
 * What can be set from the environment (or a `.env` file beside `package.json`). The comments in `.env.example` say
 * the same to whoever fills it in.
 */
const schema = z.object({
  /** Where the web page listens. */
  PORT: port(3000),
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  /** Signs the page's cookie; made afresh at each start where it is not set. */
  WEB_SECRET: z.string().trim().min(16).optional(),
  /** Slack: a bot token, with an app token for Socket Mode or a signing secret for signed HTTP. */
  SLACK_BOT_TOKEN: token(/^xoxb-/),
  SLACK_APP_TOKEN: token(/^xapp-/),
  SLACK_SIGNING_SECRET: token(/^\S{8,}$/),
  /** Where Slack's deliveries are taken in signed HTTP: opening the page to a network must not open this too. */
  SLACK_HOST: z.string().trim().min(1).default("127.0.0.1"),
  SLACK_PORT: port(3001),
  /** Discord: the bot's token. */
  DISCORD_TOKEN: token(/^\S{20,}$/),
  /** Where is remembered: a PostgreSQL that several tutors may share, or else a file on this machine. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_FILE: z.string().trim().min(1).optional(),
  /** A team's own knowledge, on top of what comes with the project. */
  KNOWLEDGE_DIR: z.string().trim().min(1).optional(),
  /** Other addresses of the platforms' APIs: for a proxy, and for tests. */
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .endsWith("/")
    .optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/ }).optional(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings; a setting that makes no sense is named with what came and what would do. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = schema.safeParse(filled);
  const problems = result.success
    ? missingPartners(result.data)
    : result.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        const came = shown.has(name) ? JSON.stringify(environment[name]) : "the value";
        return `${name}: ${came} will not do; ${hints[name] ?? issue.message}`;
      });
  return result.success && problems.length === 0 ? { config: result.data } : { problems };
}

/** Settings that are of no use without another. */
function missingPartners(config: Config): string[] {
  if (config.DATABASE_URL && config.DATABASE_FILE)
    return ["DATABASE_FILE: is of no use beside DATABASE_URL; leave one of them out"];
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = config;
  if (bot && !app && !secret)
    return ["SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN beside it (Socket Mode), or SLACK_SIGNING_SECRET (signed HTTP)"];
  if (!bot && (app || secret))
    return ["SLACK_BOT_TOKEN: is missing beside the other Slack settings; it begins with xoxb-"];
  return [];
}

function port(usual: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((number) => number <= 65_535)
    .default(usual);
}

function token(form: RegExp) {
  return z.string().trim().regex(form).optional();
}

/** Settings that may be repeated in an error; all others are secrets. */
const shown = new Set([
  "PORT",
  "HOST",
  "DATABASE_FILE",
  "SLACK_HOST",
  "SLACK_PORT",
  "SLACK_API_URL",
  "DISCORD_API_URL",
]);

const hints: Readonly<Record<string, string>> = {
  PORT: "write a port number from 0 to 65535, for example 3000",
  HOST: "write the address to listen on, for example 127.0.0.1",
  DATABASE_URL: "write an address such as postgres://user:password@host:5432/tutor",
  WEB_SECRET: "write at least 16 random characters",
  SLACK_BOT_TOKEN: "write the Bot User OAuth Token, which begins with xoxb-",
  SLACK_APP_TOKEN: "write the app-level token, which begins with xapp-",
  SLACK_SIGNING_SECRET: "write the Signing Secret from Basic Information",
  SLACK_HOST: "write the address to listen on, for example 127.0.0.1",
  SLACK_PORT: "write a port number from 0 to 65535, for example 3001",
  SLACK_API_URL: "write an address that ends in a slash, for example https://proxy.example/api/",
  DISCORD_API_URL: "write an address such as https://proxy.example/api",
  DISCORD_TOKEN: "write the bot's token from the Developer Portal",
};
