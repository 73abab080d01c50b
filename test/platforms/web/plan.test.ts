import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say as sayOnDiscord } from "../../../src/platforms/discord/say.ts";
import type { Running } from "../../../src/platforms/platform.ts";
import { say as sayOnSlack } from "../../../src/platforms/slack/say.ts";
import { startWeb } from "../../../src/platforms/web/wire.ts";
import { timer } from "../../../src/sleep.ts";
import { plan } from "../plan-for-tests.ts";
import { makeStage } from "../tutor-on-platforms.ts";
import { chromiumPath, launch } from "./browser.ts";

describe.skipIf(!chromiumPath)("a form in which lines and a menu stand side by side, in Chromium", () => {
  let web: Running;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { tutor } = makeStage(() => Promise.resolve("failed"), [plan]);
    let ids = 0;
    web = await startWeb(tutor, {
      host: "127.0.0.1",
      port: 0,
      secret: "a secret of the tests",
      now: () => 0,
      timer,
      newId: () => String(++ids),
      health: () => ({}),
      preview: (reply) => ({ slack: sayOnSlack(reply, true), discord: sayOnDiscord(reply, true) }),
    });
    browser = await launch();
    page = await browser.newPage();
    await page.goto(web.address);
  });

  afterAll(async () => {
    await browser.close();
    await web.stop();
  });

  const open = async () => {
    await page.getByLabel("Your question").fill("plan");
    await page.keyboard.press("Enter");
    const form = page.getByRole("group", { name: "A plan" });
    await form.waitFor();
    return form;
  };

  test("has what stands there, says what is needed, and what is left empty leaves nothing behind", async () => {
    const form = await open();
    const time = form.getByLabel("When");
    expect(await time.inputValue()).toBe("09:00");
    expect(await form.getByLabel("A note (optional)").inputValue()).toBe("as before");
    await time.fill(" ");
    await form.getByRole("button", { name: "Plan it" }).click();
    await form.getByRole("alert").getByText("Fill in “When”.").waitFor();
    await time.fill("10:00");
    await form.getByLabel("Step").selectOption("deploy");
    await form.getByLabel("A note (optional)").fill("");
    await form.getByRole("button", { name: "Plan it" }).click();
    await page.getByText("Planned 10:00 deploy.").first().waitFor();
    await page.getByText("Plan it: 10:00 · To deploy").first().waitFor();
  });
});
