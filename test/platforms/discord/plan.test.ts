import { expect, test } from "vitest";
import { drawForm, modalOf } from "../../../src/platforms/discord/forms.ts";
import { modalFaults } from "../../fakes/discord-modals.ts";
import { longPlanForm, plan, planForm } from "../plan-for-tests.ts";
import { makeMenu } from "../puzzle-for-tests.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Forms in which lines and menus stand side by side. */
const on = connectEach(plan);
const open = (customId: string) => on.discord.send.button({ customId, forged: true });

test("what was left empty leaves nothing behind, what stood there is sent along", async () => {
  expect(await open("plan")).toMatchObject({ acked: true, type: 9, refused: [] });
  const outcome = await on.discord.send.modalSubmit({ values: { step1: ["deploy"] } });
  expect(outcome.answer?.content).toBe("Planned 09:00 deploy as before.");
  await open("plan");
  const cleared = await on.discord.send.modalSubmit({ values: { step1: ["train"], topic: "recall", note: "" } });
  expect(cleared.answer?.content).toBe("Planned 09:00 recall train.");
});

test("what is needed must be filled in", async () => {
  await open("plan");
  const values = { step1: ["deploy"], time: "" };
  await expect(on.discord.send.modalSubmit({ values })).rejects.toThrow("time must be filled in");
});

test("of more fields than a modal holds it is told in words", async () => {
  const outcome = await open("long-plan");
  expect(outcome).toMatchObject({ acked: true, type: 4, ephemeral: true, refused: [] });
  expect(JSON.stringify(outcome.answer?.embeds)).toContain("A plan: write planned");
  expect(modalOf({ to: "asker", parts: [{ kind: "form", form: longPlanForm }] })).toBeUndefined();
});

test("a menu of more options than Discord takes says so in the modal", () => {
  const options = Array.from({ length: 30 }, (_, at) => ({ label: `Option ${String(at)}`, value: String(at) }));
  const drawn = drawForm({ ...planForm, fields: [...planForm.fields, { ...makeMenu(2, 1), options }] });
  expect(drawn.components.at(-1)).toMatchObject({ description: "The first 25 of 30 are shown here." });
  expect(modalFaults(JSON.parse(JSON.stringify(drawn)) as never)).toEqual([]);
});
