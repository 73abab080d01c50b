/** A JSON object of unknown shape, as it came over the wire. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object, or an empty one where something else came. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The list, or an empty one where something else came. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The objects of a list; what is no object counts as an empty one, so that positions stay. */
export function objectsOf(value: unknown): readonly Json[] {
  return listOf(value).map(objectOf);
}

/** The text, or an empty one where something else came. */
export function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The number, or `otherwise` where something else came. */
export function numberOf(value: unknown, otherwise = 0): number {
  return typeof value === "number" ? value : otherwise;
}

/** Left out, or null: Discord takes both for "not given". */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
