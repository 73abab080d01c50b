import type { WebClient } from "@slack/web-api";
import type { Managed, Place } from "../../conversation.ts";
import { calling, describeFailure } from "./failure.ts";

/**
 * Who manages a channel: an admin or owner of the workspace, or whoever made the channel; the workspace, the former alone.
 * Slack tells neither unasked.
 */
export type MayManage = (learner: string, place: Place, what?: Managed) => Promise<boolean>;

/** How long an answer holds, in milliseconds, and how many are kept. */
const holdsFor = 60_000;
const mostKept = 1000;

export function makeMayManage(
  { users, conversations }: Pick<WebClient, "users" | "conversations">,
  now: () => number,
  log: (line: string) => void,
): MayManage {
  const kept = new Map<string, { readonly answer: Promise<boolean>; readonly at: number }>();

  const isAdmin = async (user: string): Promise<boolean> => {
    const told = await calling("users.info", users.info({ user }));
    return [told.user?.is_admin, told.user?.is_owner, told.user?.is_primary_owner].includes(true);
  };
  const madeIt = async (user: string, channel: string): Promise<boolean> => {
    const told = await calling("conversations.info", conversations.info({ channel }));
    return told.channel?.creator === user;
  };
  /** One that cannot be asked counts as no, and leaves the other to be asked. */
  const orNo = (question: Promise<boolean>, unsure: () => void): Promise<boolean> =>
    question.catch((error: unknown) => {
      log(`Slack: it cannot be told who manages a channel: ${describeFailure(error)}`);
      unsure();
      return false;
    });

  return (learner, place, what = "place") => {
    const ofPlace = what === "place";
    if (place.private && ofPlace) return Promise.resolve(true);
    const user = /^slack:[^:]*:(.+)$/.exec(learner)?.[1];
    if (user === undefined) return Promise.resolve(false);
    const key = ofPlace ? `${user} ${place.id}` : user;
    const before = kept.get(key);
    if (before && now() - before.at < holdsFor) return before.answer;
    const forget = () => kept.delete(key);
    const ask = async () =>
      (await orNo(isAdmin(user), forget)) || (ofPlace && (await orNo(madeIt(user, place.id), forget)));
    const answer = ask();
    kept.delete(key);
    kept.set(key, { answer, at: now() });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
    return answer;
  };
}
