import type { Part, Picture, Reply } from "../../conversation.ts";
import { inWords, picturesOf } from "../pictures.ts";
import type { Surroundings } from "../platform.ts";
import { makeSeen } from "../seen.ts";
import { describeFailure } from "./failure.ts";
import type { InPlaceOf } from "./say.ts";
import { send, type Client } from "./send.ts";

/** Shows a reply to one person alone; without `inPlaceOf` it has no pictures. */
type Tell = (reply: Reply, inPlaceOf?: InPlaceOf) => Promise<unknown>;

/** Tells a private answer, and sends its pictures after it. */
export type AnswerPrivately = (user: string, client: Client, reply: Reply, tell: Tell) => Promise<void>;

/**
 * Slack takes no files in what it shows to one person alone: pictures of that go as a direct message. Of those of one
 * name, only the first in ten minutes: who leafs through something is not written to at every step.
 */
export function makeAnswerPrivately({
  now,
  log,
  painter,
}: Pick<Surroundings, "now" | "log" | "painter">): AnswerPrivately {
  const sent = makeSeen(now);

  const sendDirectly = async (user: string, client: Client, reply: Reply, pictures: readonly Picture[], tell: Tell) => {
    // They stand there alone: nothing around them says what they show.
    const alone = pictures.map(({ name, svg, alt }): Part => ({ kind: "picture", picture: { name, svg, alt } }));
    const heading = reply.parts.filter(({ kind }) => kind === "heading").slice(0, 1);
    const direct = { to: "asker", parts: [...heading, ...alone] } as const;
    try {
      await send(client, { channel: user }, direct, { log, ...(painter ? { painter } : {}) });
    } catch (error) {
      log(`Slack: a picture was not sent: ${describeFailure(error)}`);
      await tell({ to: "asker", parts: [notSent, ...pictures.map(({ alt }): Part => ({ kind: "text", text: alt }))] });
    }
  };

  return async (user, client, reply, tell) => {
    const pictures = painter ? picturesOf(reply) : [];
    if (pictures.length === 0) {
      await tell(reply, inWords);
      return;
    }
    const fresh = pictures.filter(({ name }) => sent.isNew(`${user} ${name}`));
    await tell(reply, (picture) => (fresh.includes(picture) ? comesDirectly : onDemand));
    if (fresh.length > 0) await sendDirectly(user, client, reply, fresh, tell);
  };
}

export const comesDirectly = "The picture comes to you as a direct message.";
const onDemand = "For the picture, ask me in our direct messages.";
const notSent: Part = { kind: "text", text: "I could not send you the picture. This is what it shows:" };
