import type { GatewayEvent } from "./discord-gateway.ts";

export type Deliveries = ReturnType<typeof createDeliveries>;

/**
 * Trouble on the way from Discord to the bot. Each call concerns the next event that a user causes (an interaction or a
 * message, not the echo of what the bot posts), or the next of type `t`, such as "INTERACTION_CREATE" or "GUILD_DELETE".
 *
 * @param send delivers an event for good; `copies` of it, all with the same sequence number
 */
export function createDeliveries(send: (event: GatewayEvent, copies: number) => void) {
  const troubles: { readonly t: string | undefined; readonly meets: (event: GatewayEvent) => void }[] = [];

  /** Where every event goes through. */
  function pass(event: GatewayEvent): void {
    const at = troubles.findIndex(({ t }) => (t === undefined ? event.fromUser === true : t === event.t));
    const [trouble] = at < 0 ? [] : troubles.splice(at, 1);
    if (trouble === undefined) send(event, 1);
    else trouble.meets(event);
  }

  /** The next event arrives twice. */
  function duplicate(t?: string): void {
    troubles.push({
      t,
      meets: (event) => {
        send(event, 2);
      },
    });
  }

  /** The next event is lost for good; resuming does not bring it back. */
  function drop(t?: string): void {
    troubles.push({ t, meets: () => undefined });
  }

  /** The next event arrives when it is released; the three seconds to answer an interaction run meanwhile. */
  function hold(t?: string): { readonly release: () => void } {
    let held: GatewayEvent | undefined;
    let released = false;
    troubles.push({
      t,
      meets: (event) => {
        if (released) send(event, 1);
        else held = event;
      },
    });
    return {
      release() {
        released = true;
        if (held !== undefined) send(held, 1);
        held = undefined;
      },
    };
  }

  /** The next two events change places. */
  function swap(t?: string): void {
    troubles.push({
      t,
      meets: (first) => {
        troubles.unshift({
          t,
          meets: (second) => {
            send(second, 1);
            send(first, 1);
          },
        });
      },
    });
  }

  return { pass, duplicate, drop, hold, swap };
}
