import { daysIn, saysShut } from "./lesson-status.ts";
import type { Service } from "./schema.ts";

/** Holds what the latest change of a service says of today against the service's status. */
export function lintChanges(service: Service): string[] {
  const { changes, status } = service;
  const texts = changes.flatMap(({ was, is }) => [was, is]);
  const latest = changes.at(-1)?.is;
  return [
    ...texts.filter((text) => /[*_`<>]|!/.test(text)).map((text) => `markup or shouting in: ${text}`),
    ...texts.filter((text) => !/[.?)]$/.test(text)).map((text) => `no full stop: ${text}`),
    ...(latest === undefined ? [] : disagreements(service, latest)),
    ...(latest === undefined ? [] : daysIn(latest))
      .filter((day) => !`${status.today ?? ""} ${status.replacement ?? ""}`.includes(day))
      .map((day) => `“${day}” is in the latest change and not in the status`),
  ];
}

function disagreements({ name, short, status }: Service, latest: string): string[] {
  const agrees =
    status.state === "renamed" ? latest.includes(name) || latest.includes(short) : saysSo[status.state].test(latest);
  return agrees && !(status.state === "active" && saysShut.test(latest))
    ? []
    : [`the status is ${status.state}, not so in the latest change: ${latest}`];
}

/** What has to be said of a service in that state; that an active one is not told to be shut is looked at besides. */
const saysSo = {
  active: /./,
  closed: /\bclosed\b/i,
  "partly-closed": /\bclosed\b/i,
  legacy: /\blegacy\b|\bno new\b/i,
  ended: /\b(ended|ends|gone)\b/i,
} as const satisfies Partial<Record<Service["status"]["state"], RegExp>>;
