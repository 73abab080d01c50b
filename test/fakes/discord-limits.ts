import { isMissing } from "./discord-json.ts";
import { fault } from "./discord-refusal.ts";

/**
 * Faults of one text. Lengths are counted in UTF-16 units, which is never less than what Discord counts, so that
 * whoever clips by characters and meets an emoji learns of it here.
 */
export function textFaults(
  path: string,
  value: unknown,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): string[] {
  if (isMissing(value)) return min > 0 ? [required(path)] : [];
  if (typeof value !== "string") return [fault(path, "STRING_TYPE_CONVERT", "Could not be interpreted as string.")];
  if (min > 0 && value.trim() === "") return [required(path)];
  return lengthFaults(path, value.length, { min, max });
}

/** Faults of the number of things in a list, or of the length of a text. */
export function lengthFaults(
  path: string,
  length: number,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): string[] {
  if (length >= min && length <= max) return [];
  return min > 0
    ? [fault(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${String(min)} and ${String(max)} in length.`)]
    : [fault(path, "BASE_TYPE_MAX_LENGTH", `Must be ${String(max)} or fewer in length.`)];
}

/** Faults of a whole number that may be left out. */
export function numberFaults(path: string, value: unknown, min: number, max: number): string[] {
  if (isMissing(value)) return [];
  if (typeof value !== "number" || !Number.isInteger(value))
    return [fault(path, "NUMBER_TYPE_COERCE", "Value is not int.")];
  if (value < min)
    return [fault(path, "NUMBER_TYPE_MIN", `int value should be greater than or equal to ${String(min)}.`)];
  if (value > max) return [fault(path, "NUMBER_TYPE_MAX", `int value should be less than or equal to ${String(max)}.`)];
  return [];
}

/** Faults of a number that must be one of a few. */
export function choiceFaults(path: string, value: unknown, among: readonly number[]): string[] {
  if (isMissing(value)) return [required(path)];
  return typeof value === "number" && among.includes(value)
    ? []
    : [fault(path, "BASE_TYPE_CHOICES", `Value must be one of {${among.join(", ")}}.`)];
}

/** Faults of an address that may be left out. */
export function urlFaults(
  path: string,
  value: unknown,
  max: number,
  schemes = ["http", "https", "attachment"],
): string[] {
  if (isMissing(value)) return [];
  const long = textFaults(path, value, { max });
  if (long.length > 0 || typeof value !== "string") return long;
  if (!URL.canParse(value)) return [fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")];
  const scheme = new URL(value).protocol.slice(0, -1);
  return schemes.includes(scheme)
    ? []
    : [
        fault(
          path,
          "URL_TYPE_INVALID_SCHEME",
          `Scheme "${scheme}" is not supported. Scheme must be one of ('${schemes.join("', '")}').`,
        ),
      ];
}

/** The texts that stand more than once. */
export function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, at) => texts.indexOf(text) !== at))];
}

function required(path: string): string {
  return fault(path, "BASE_TYPE_REQUIRED", "This field is required");
}
