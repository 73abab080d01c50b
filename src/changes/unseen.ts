import type { Item } from "../knowledge/item.ts";
import type { Change, Service } from "../knowledge/schema.ts";

/** A change of one service. */
export type ServiceChange = { readonly service: Pick<Service, "id" | "short">; readonly change: Change };

/** Of all services, oldest first. */
export function changesOf(services: readonly Service[]): ServiceChange[] {
  return services
    .flatMap((service) => service.changes.map((change) => ({ service, change })))
    .sort((a, b) => compare(a.change.day, b.change.day) || compare(a.service.id, b.service.id));
}

/**
 * What a learner should be told of: the changes of services that they had answered on before, without those that they were
 * told of. `answeredAt`: when they first answered on a service, by its id, in milliseconds since 1970.
 */
export function unseen(
  changes: readonly ServiceChange[],
  answeredAt: ReadonlyMap<string, number>,
  told: readonly Told[],
): ServiceChange[] {
  const isTold = ({ service, change }: ServiceChange) =>
    told.some((one) => one.service === service.id && one.day === change.day);
  return changes.filter((one) => (answeredAt.get(one.service.id) ?? Infinity) < endOf(one.change.day) && !isTold(one));
}

/** A change that a learner was told of. */
export type Told = { readonly service: string; readonly day: string };

/** Until when an answer may have been given before a change of that day: as long as it is that day anywhere on Earth. */
export function endOf(day: string): number {
  return Date.parse(`${day}T24:00:00-12:00`);
}

/** The services that an item teaches something of: its keys, what it is about, and what its options or pairs stand for. */
export function servicesIn(item: Item): string[] {
  const parts = item.type === "order" ? [] : item.type === "match" ? item.pairs : item.options;
  return [...new Set([...item.answers, ...item.services, ...parts.flatMap(({ about }) => about ?? [])])];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
