import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { say as sayOnDiscord } from "../../../src/platforms/discord/say.ts";
import { say as sayOnSlack } from "../../../src/platforms/slack/say.ts";
import { startWeb } from "../../../src/platforms/web/wire.ts";
import { monday } from "../daily-cases.ts";
import { itemIn, lettersFor, startRounds, type Running } from "../rounds-on-platforms.ts";
import { chromiumPath, launch } from "./browser.ts";

/** The daily question on the page. With SCREENSHOTS set to a folder, pictures are left there. */
describe.skipIf(!chromiumPath)("the daily question on the page", () => {
  const hour = 60 * 60_000;
  let browser: Browser;
  let running: Running;
  let complaints: string[];
  let ann: Page;
  let ben: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    let [address, ids] = ["", 0];
    running = await startRounds(
      "web",
      async (tutor, { now, timer }) => {
        const web = await startWeb(tutor, {
          ...{ host: "127.0.0.1", port: 0, secret: "a secret of the tests", now, timer },
          newId: () => `id${String((ids += 1))}`,
          health: () => ({}),
          preview: (reply) => ({ slack: sayOnSlack(reply, true), discord: sayOnDiscord(reply, true) }),
        });
        address = web.address;
        return { ...web, connected: Promise.resolve(), mayManage: () => Promise.resolve(true) };
      },
      monday,
    );
    complaints = [];
    const sit = async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
      context.setDefaultTimeout(5000);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(address);
      return page;
    };
    [ann, ben] = [await sit(), await sit()];
  });
  afterEach(async () => {
    for (const page of [ann, ben]) await page.context().close();
    await running.stop();
    expect([...complaints, ...running.logged]).toEqual([]);
  });

  const type = async (page: Page, text: string) => {
    await page.getByLabel("Your question").fill(text);
    await page.keyboard.press("Enter");
  };
  const posts = (page: Page) => page.locator(".post", { hasText: "The daily question, " });
  const picture = async (page: Page, name: string) => {
    const folder = process.env["SCREENSHOTS"];
    if (folder) await page.screenshot({ path: `${folder}/daily-${name}.png`, fullPage: true });
  };
  const setBy = async (page: Page, chosen: Readonly<Record<string, string>>) => {
    await type(page, "daily set");
    const form = page.getByRole("group", { name: "The daily question" });
    await form.waitFor();
    for (const [label, value] of Object.entries(chosen))
      await form.getByLabel(label, { exact: true }).selectOption(value);
    await form.getByLabel("Topic").fill("module 4");
    await picture(page, "form");
    await form.getByRole("button", { name: "Set it" }).click();
  };

  test("is set in a form, comes to every tab at its time, and is answered, counted, closed and told to each alone", async () => {
    await setBy(ann, { Time: "09:00", "Time zone": "Europe/Rome", Result: "reveal 17:00" });
    await ann.getByText("Set: weekdays at 09:00 (Europe/Rome), on module 4, result at 17:00").first().waitFor();
    running.pass(2.5 * hour);
    for (const page of [ann, ben]) await posts(page).getByText("Nobody has answered yet.").waitFor();
    await picture(ben, "post");
    const text = (await posts(ben).innerText()).replace(/^([A-Z])\. */gm, "$1. ");
    expect(itemIn({ text }).module).toBe(4);
    const [[right = ""] = []] = lettersFor({ text }, true);
    await posts(ben).getByRole("button", { name: right, exact: true }).click();
    await ben.getByRole("heading", { name: "Right", exact: true }).waitFor();
    for (const page of [ann, ben]) await posts(page).getByText("1 person has answered.").waitFor();
    expect(await ann.getByRole("heading", { name: "Right", exact: true }).count()).toBe(0);
    await picture(ben, "answered");
    running.pass(8 * hour);
    for (const page of [ann, ben]) await posts(page).getByText("Closed: 1 person answered.").waitFor();
    await posts(ben).getByRole("button", { name: "My result" }).click();
    await ben.getByText("your answer · 1 chose it").first().waitFor();
    await picture(ben, "result");
    await posts(ann).getByRole("button", { name: "My result" }).click();
    await ann.getByText("Answer first, then see how it went.").first().waitFor();
    await picture(ann, "late");
    for (const page of [ann, ben]) expect(await posts(page).count()).toBe(1);
  });

  test("says when the next one comes, however far that is", async () => {
    await type(ann, "daily set 09:00 Europe/Rome Sundays");
    await type(ann, "daily");
    await ann.getByText("Next, Sunday 29 November, in 6 days").first().waitFor();
    await picture(ann, "status");
  });
});
