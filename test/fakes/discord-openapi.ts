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
  return faultsOf(method, path, ["requestBody", "content", "application/json", "schema"], asPublished(body));
}

/** Holds what the fake answers against it, so that the fake answers as Discord does. */
export function openApiAnswerFaults(method: string, path: string, status: number, answer: unknown): string[] {
  return faultsOf(method, path, ["responses", String(status), "content", "application/json", "schema"], answer);
}

function faultsOf(method: string, path: string, schema: readonly string[], value: unknown): string[] {
  const verb = method.toLowerCase();
  const template = templates().find(({ pattern, methods }) => pattern.test(path) && verb in methods);
  if (template === undefined) return [];
  const check = compiled(["paths", template.path, verb, ...schema]);
  if (check === undefined || check(value)) return [];
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

/** Of the errors of all alternatives, those of the kind that was meant which got furthest into the value. */
function deepest(errors: readonly ErrorObject[]): ErrorObject[] {
  const otherKinds = errors.flatMap(
    ({ schemaPath }) => /^(.*)\/properties\/type\/enum$/.exec(schemaPath)?.slice(1) ?? [],
  );
  const told = errors
    .filter(({ keyword }) => keyword !== "oneOf" && keyword !== "anyOf")
    .filter(({ schemaPath }) => !otherKinds.some((kind) => schemaPath.startsWith(`${kind}/`)));
  const depth = (error: ErrorObject) => error.instancePath.split("/").length;
  const most = Math.max(...told.map(depth));
  const furthest = told.filter((error) => depth(error) === most);
  return (furthest.length > 0 ? furthest : errors).slice(0, 3);
}

/** What checks against the schema at this place of the description, if there is one. */
function compiled(place: readonly string[]): ValidateFunction | undefined {
  const key = place.join(" ");
  if (!checks.has(key)) {
    const found = place.reduce<unknown>((at, part) => objectOf(at)[part], description());
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    checks.set(key, found === undefined ? undefined : validator().getSchema(`discord#/${pointer}`));
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
