import type { Answer } from "../../fakes/slack-delivery.ts";
import { interactiveElements } from "../../fakes/slack-elements.ts";
import type { FakeSlack } from "../../fakes/slack.ts";
import { settled } from "../tutor-on-platforms.ts";
import type { Seen, Talk } from "../talk.ts";
import { linesOf } from "./hands.ts";

/** A learner in the Messages tab on the fake of Slack. */
export function makeTalk(slack: FakeSlack, user: string): Talk {
  const channel = slack.direct(user);
  const came: Answer[] = [];
  const told = () => slack.messages(channel).filter(({ author }) => author !== user);
  const newest = (): Seen => {
    const post = told().at(-1);
    return { text: linesOf(post), buttons: post ? elementsOf(post).map(({ label }) => label) : [] };
  };
  const elementsOf = (post: { readonly blocks: Parameters<typeof interactiveElements>[0] }) =>
    interactiveElements(post.blocks).map(({ element }) => ({
      label: String((element["text"] as { text?: string } | undefined)?.text),
      id: String(element["action_id"]),
    }));
  const see = async (act: () => Promise<Answer>, done = () => true): Promise<Seen> => {
    const before = JSON.stringify(told());
    came.push(await act());
    await settled(() => done() && JSON.stringify(told()) !== before);
    return newest();
  };
  const press = (label: string) => {
    const post = told().findLast((each) => elementsOf(each).some((element) => element.label === label));
    const id = post && elementsOf(post).find((element) => element.label === label)?.id;
    if (!post || id === undefined) throw new Error(`there is no button ${label} in: ${newest().text}`);
    return slack.send.action({ actionId: id, message: post.ts, channel, user });
  };
  return {
    say: (text) => see(() => slack.send.directMessage({ text, user })),
    press: (label) => see(() => press(label)),
    async fill(menus) {
      came.push(await press("Answer"));
      await settled(() => slack.modal(user) !== undefined);
      const values = Object.fromEntries(
        menus.map((letters, i) => [String(i + 1), letters.length > 1 ? letters : (letters[0] ?? "")]),
      );
      return see(() => slack.send.viewSubmission({ user, values }));
    },
    count: () => told().length,
    troubles: () => [
      ...came
        .filter(({ acked, late, refused, secondAck }) => !acked || late || refused.length > 0 || secondAck)
        .map(({ sent }) => `not acknowledged well: ${JSON.stringify(sent)}`),
      ...slack.calls.filter(({ ok }) => !ok).map(({ method, error = "" }) => `${method} was refused: ${error}`),
      ...slack.warnings.map(({ detail }) => detail),
    ],
  };
}
