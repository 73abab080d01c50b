/**
 * Shapes of JSON, as checks that say what is wrong and where, in the words Slack's own API uses:
 * `must be less than 151 characters [json-pointer:/blocks/0/text/text]`.
 */
export type Check = (value: unknown, place: Place) => void;

/** Where a check stands, and where it writes down what it finds. */
export type Place = { readonly pointer: string; readonly faults: string[] };

/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a check finds in a value, empty when Slack would take it. */
export function faultsOf(check: Check, value: unknown, pointer: string): string[] {
  const faults: string[] = [];
  check(value, { pointer, faults });
  return faults;
}

export function refuse({ pointer, faults }: Place, line: string): void {
  faults.push(`${line} [json-pointer:${pointer}]`);
}

export function inside({ pointer, faults }: Place, key: string | number): Place {
  return { pointer: `${pointer}/${String(key)}`, faults };
}

/** Text of `least` to `most` characters (UTF-16 units, as `length` counts them). */
export function text(most: number, least = 1): Check {
  return (value, place) => {
    if (typeof value !== "string") refuse(place, "must be a string");
    else if (value.length > most) refuse(place, `must be less than ${String(most + 1)} characters`);
    else if (value.length < least) refuse(place, `must be more than ${String(least - 1)} characters`);
  };
}

export function whole(least: number, most: number): Check {
  return (value, place) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      refuse(place, `must be a whole number from ${String(least)} to ${String(most)}`);
  };
}

export const truth: Check = (value, place) => {
  if (typeof value !== "boolean") refuse(place, "must be a boolean");
};

/** For what the fake does not look into. */
export const anything: Check = () => undefined;

export function oneOf(...words: readonly string[]): Check {
  return (value, place) => {
    if (!words.includes(value as string)) refuse(place, `must be one of: ${words.join(", ")}`);
  };
}

export function list(item: Check, most: number, least = 1): Check {
  return (value, place) => {
    if (!Array.isArray(value)) {
      refuse(place, "must be an array");
      return;
    }
    if (value.length > most) refuse(place, `no more than ${String(most)} items allowed`);
    if (value.length < least) refuse(place, `no fewer than ${String(least)} items allowed`);
    value.forEach((each, index) => {
      item(each, inside(place, index));
    });
  };
}

/** An object with these fields and no others: Slack refuses a property it does not know. */
export function fields(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    if (!isJson(value)) {
      refuse(place, "must be an object");
      return;
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) refuse(place, `missing required field: ${name}`);
    for (const [name, held] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (!check) refuse(place, `invalid additional property: ${name}`);
      else if (held !== undefined) check(held, inside(place, name));
    }
  };
}

/** An object whose `type` says which of the checks holds for its other fields. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    if (!isJson(value)) {
      refuse(place, "must be an object");
      return;
    }
    const { type, ...rest } = value;
    const check = typeof type === "string" && Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) check(rest, place);
    else refuse(place, `unsupported type: ${String(type)}`);
  };
}

/** Both checks, one after the other. */
export function both(...checks: readonly Check[]): Check {
  return (value, place) => {
    for (const check of checks) check(value, place);
  };
}

/** Exactly one of these fields, or at least one. */
export function choice(how: "exactly" | "at least", ...names: readonly string[]): Check {
  return (value, place) => {
    const given = isJson(value) ? names.filter((name) => value[name] !== undefined).length : 0;
    if (given === 0 || (how === "exactly" && given > 1)) refuse(place, `must have ${how} one of: ${names.join(", ")}`);
  };
}
