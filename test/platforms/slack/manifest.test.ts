import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { events, prompts, scopes, shortcutId, slashCommand } from "../../../src/platforms/slack/manifest.ts";

/** The manifest that people paste, as the code needs it. */
type Manifest = {
  display_information: { name: string; description: string };
  features: {
    agent_view: { agent_description: string };
    shortcuts: { callback_id: string; type: string; description: string }[];
    slash_commands: { command: string; usage_hint: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[] };
    interactivity: { is_enabled: boolean };
    socket_mode_enabled: boolean;
  };
};

const manifest = parse(readFileSync(new URL("../../../slack-manifest.yaml", import.meta.url), "utf8")) as Manifest;

test("asks for the scopes and events the code uses, and for no others", () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(scopes).sort());
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([...events]);
});

test("has the command, the shortcut and interactivity", () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([slashCommand]);
  expect(manifest.features.shortcuts).toMatchObject([{ callback_id: shortcutId, type: "message" }]);
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
});

test("keeps to Slack's lengths", () => {
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  expect(manifest.features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(manifest.features.shortcuts[0]?.description.length).toBeLessThanOrEqual(150);
  expect(slashCommand.length).toBeLessThanOrEqual(32);
  expect(prompts.length).toBeLessThanOrEqual(4);
});
