import { allComponents, Component } from "../../fakes/discord-controls.ts";
import type { Outcome } from "../../fakes/discord-interactions.ts";
import { buttonsOf, type FakeMessage } from "../../fakes/discord-messages.ts";
import type { FakeDiscord } from "../../fakes/discord.ts";
import { settled } from "../tutor-on-platforms.ts";
import type { Seen, Talk } from "../talk.ts";
import { plain } from "./hands.ts";

/** A learner in direct messages on the fake of Discord. */
export function makeTalk(discord: FakeDiscord, user: string): Talk {
  const channel = discord.dmWith(user);
  const came: Outcome[] = [];
  const told = () => discord.messages(channel).filter(({ authorId }) => authorId !== user);
  const newest = (): Seen => {
    const message = told().at(-1);
    return { text: plain(message), buttons: message ? buttonsOf(message).map(({ label }) => label) : [] };
  };
  const withButton = (label: string): FakeMessage => {
    const found = told().findLast((message) => buttonsOf(message).some((button) => button.label === label));
    if (!found) throw new Error(`there is no button ${label} in: ${newest().text}`);
    return found;
  };
  const press = async (label: string): Promise<Outcome> => {
    const outcome = await discord.send.button({ label, user, dm: true, message: withButton(label) });
    came.push(outcome);
    return outcome;
  };
  return {
    async say(content) {
      const before = told().length;
      await discord.send.message({ content, user, dm: true });
      await settled(() => told().length > before);
      return newest();
    },
    async press(label) {
      await press(label);
      return newest();
    },
    async fill(menus) {
      await press("Answer");
      for (const [i, values] of menus.entries()) {
        const idOf = () =>
          allComponents(told().at(-1)?.components ?? [])
            .filter(({ type }) => type === Component.stringSelect)
            .map((component) => String(component["custom_id"]))
            .find((id) => id.endsWith(` ${String(i + 1)}`));
        if (idOf() === undefined) await press(newest().buttons.find((label) => label.startsWith("Show")) ?? "");
        const message = withButton("Send my answer");
        came.push(await discord.send.select({ customId: idOf() ?? "", values, user, dm: true, message }));
      }
      await press("Send my answer");
      return newest();
    },
    count: () => told().length,
    troubles: () => [
      ...came
        .filter(({ acked, late, refused, secondAck }) => !acked || late || refused.length > 0 || secondAck)
        .map((outcome) => `not acknowledged well: ${JSON.stringify(outcome)}`),
      ...discord.calls
        .filter(({ status }) => status >= 400)
        .map(({ method, path, error = "" }) => `${method} ${path} was refused: ${error}`),
      ...discord.warnings.map((warning) => JSON.stringify(warning)),
    ],
  };
}
