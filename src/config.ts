import { z } from "zod";

/**
 * What can be set from the environment (or a `.env` file beside `package.json`). The comments in `.env.example` say
 * the same to whoever fills it in.
 */
const schema = z.object({
  /** Where the web page listens. */
  PORT: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  /** Signs the page's cookie; made afresh at each start where it is not set. */
  WEB_SECRET: z.string().trim().min(16, "needs at least 16 characters").optional(),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings; a setting that makes no sense is named with what came and what would do. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = schema.safeParse(filled);
  if (result.success) return { config: result.data };
  return {
    problems: result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const came = secretNames.has(name) ? "the value" : JSON.stringify(environment[name]);
      return `${name}: ${came} will not do; ${hints[name] ?? issue.message}`;
    }),
  };
}

const secretNames = new Set(["WEB_SECRET"]);

const hints: Readonly<Record<string, string>> = {
  PORT: "write a port number from 0 to 65535, for example 3000",
  HOST: "write the address to listen on, for example 127.0.0.1",
  WEB_SECRET: "write at least 16 random characters",
};
