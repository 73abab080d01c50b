import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { isObject, objectOf, stringOf, type Json } from "./discord-json.ts";
import { fault } from "./discord-refusal.ts";

/** Whether Discord's own description of its HTTP API is at hand; without it bodies are held against our rules alone. */
export const hasOpenApi = existsSync(file());

/**
 * Holds the JSON body of a call against Discord's OpenAPI description.
 *
 * @param path below `/api/v10`, decoded, such as `/webhooks/1/token/messages/@original`
 * @returns the faults as lines `path: OPENAPI message`; none where the description has no word on this call
 */
export function openApiFaults(method: string, path: string, body: unknown): string[] {
  const template = templates().find(({ pattern, methods }) => pattern.test(path) && method.toLowerCase() in methods);
  if (template === undefined) return [];
  const check = compiled(template.path, method.toLowerCase());
  if (check === undefined || check(asPublished(body))) return [];
  return deepest(check.errors ?? []).map(({ instancePath, message = "", params }) =>
    fault(instancePath.slice(1).replaceAll("/", "."), "OPENAPI", `${message} ${JSON.stringify(params)}`),
  );
}

/** Discord documents permissions as decimal strings and takes them so; the description asks for numbers. */
function asPublished(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(asPublished);
  if (!isObject(body)) return body;
  const bits = stringOf(body["default_member_permissions"]);
  return /^\d+$/.test(bits) ? { ...body, default_member_permissions: Number(bits) } : body;
}

/** Of the errors of all alternatives, those that got furthest into the body: they are about what was meant. */
function deepest(errors: readonly ErrorObject[]): ErrorObject[] {
  const told = errors.filter(({ keyword }) => keyword !== "oneOf" && keyword !== "anyOf");
  const depth = (error: ErrorObject) => error.instancePath.split("/").length;
  const most = Math.max(...told.map(depth));
  return told.filter((error) => depth(error) === most).slice(0, 3);
}

function compiled(path: string, method: string): ValidateFunction | undefined {
  const key = `${method} ${path}`;
  if (!checks.has(key)) {
    const operation = objectOf(objectOf(objectOf(description()["paths"])[path])[method]);
    const has = "application/json" in objectOf(objectOf(operation["requestBody"])["content"]);
    const pointer = ["paths", path, method, "requestBody", "content", "application/json", "schema"]
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    checks.set(key, has ? validator().getSchema(`discord#/${pointer}`) : undefined);
  }
  return checks.get(key);
}

/** Paths of the description; those with fewer parameters first, so that `@original` is not taken for an id. */
function templates(): readonly { path: string; pattern: RegExp; methods: Json }[] {
  known ??= Object.entries(hasOpenApi ? objectOf(description()["paths"]) : {})
    .sort(([one], [other]) => one.split("{").length - other.split("{").length)
    .map(([path, methods]) => ({
      path,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      methods: objectOf(methods),
    }));
  return known;
}

function validator(): Ajv2020 {
  if (ajv !== undefined) return ajv;
  ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });
  for (const format of ["int32", "int64", "double"]) ajv.addFormat(format, { type: "number", validate: () => true });
  ajv.addFormat("snowflake", /^\d{1,20}$/);
  ajv.addFormat("nonce", /^.{0,25}$/s);
  ajv.addFormat("uri", (text: string) => URL.canParse(text));
  ajv.addFormat("date-time", (text: string) => !Number.isNaN(Date.parse(text)));
  ajv.addSchema(description(), "discord");
  return ajv;
}

function description(): Json {
  read ??= objectOf(JSON.parse(readFileSync(file(), "utf8")));
  return read;
}

function file(): string {
  return fileURLToPath(new URL("../../../shared/discord-openapi.json", import.meta.url));
}

const checks = new Map<string, ValidateFunction | undefined>();
let known: { path: string; pattern: RegExp; methods: Json }[] | undefined;
let ajv: Ajv2020 | undefined;
let read: Json | undefined;
