import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeBrowse } from "../../../src/browse/browse.ts";
import { makeDelivery } from "../../../src/delivery/delivery.ts";
import { say as sayOnDiscord } from "../../../src/platforms/discord/say.ts";
import { say as sayOnSlack } from "../../../src/platforms/slack/say.ts";
import { page as place } from "../../../src/platforms/web/post.ts";
import { startWeb } from "../../../src/platforms/web/wire.ts";
import { sleep, timer } from "../../../src/sleep.ts";
import { makeTutor, type Tutor } from "../../../src/tutor.ts";
import { askDoor, library } from "../../tutor-for-tests.ts";
import { makeRound } from "../round-for-tests.ts";
import { chromiumPath, launch } from "./browser.ts";

/** Two tabs of one browser and a phone, playing together. With SCREENSHOTS set to a folder, pictures are left there. */
describe.skipIf(!chromiumPath)("a round on the page", () => {
  let browser: Browser;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let queue: ReturnType<typeof makeDelivery>;
  let tutor: Tutor;
  let complaints: string[];
  let ann: Page;
  let ben: Page;
  let until = 0;

  const start = async (port: number) => {
    const posters: Parameters<typeof makeDelivery>[0] = {};
    queue = makeDelivery(posters, { now: Date.now, sleep: (ms, signal) => sleep(ms / 100, signal) }, () => {});
    tutor = makeTutor([askDoor(), makeBrowse(library()), makeRound(place, queue.deliver, () => until)], {
      newReference: () => "reference",
      report: (error) => complaints.push(String(error)),
      publish: queue.deliver,
    });
    let ids = 0;
    const era = String(Math.random());
    web = await startWeb(tutor, {
      host: "127.0.0.1",
      port,
      secret: "a secret of the tests",
      now: Date.now,
      timer,
      newId: () => `${era}${String((ids += 1))}`,
      health: () => ({}),
      preview: (reply) => ({ slack: sayOnSlack(reply, true), discord: sayOnDiscord(reply, true) }),
    });
    Object.assign(posters, { web: web.poster });
  };

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    complaints = [];
    until = Date.now() + 83_000;
    await start(0);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    context.setDefaultTimeout(5000);
    [ann, ben] = [await context.newPage(), await context.newPage()];
    for (const page of [ann, ben]) {
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(web.address);
    }
  });

  afterEach(async () => {
    await ann.context().close();
    await queue.stop();
    await web.stop();
    expect(complaints).toEqual([]);
  });

  const type = async (page: Page, text: string) => {
    await page.getByLabel("Your question").fill(text);
    await page.keyboard.press("Enter");
  };
  const post = (page: Page, text: string | RegExp) => page.locator(".post", { hasText: text }).last();
  const isThere = (page: Page, text: string | RegExp) => post(page, text).waitFor();

  test("everyone sees the posts, their edits in place, and only oneself the answers", async () => {
    await type(ann, "begin 1");
    for (const page of [ann, ben]) await isThere(page, "0 of 2 have answered");
    expect(await ben.locator(".post").count()).toBe(2);
    expect(await ben.locator(".post .audience").allTextContents()).toEqual(["Everyone", "Everyone"]);
    expect(await ben.locator(".thread").count()).toBe(1);

    await post(ben, "Question 1").getByRole("button", { name: "B", exact: true }).click();
    for (const page of [ann, ben]) await isThere(page, "1 of 2 have answered");
    await ben.locator(".thread .turn", { hasText: "You answered B." }).waitFor();
    expect(await ann.getByText("You answered").count()).toBe(0);
    await post(ben, "Question 1").getByRole("button", { name: "C", exact: true }).click();
    await ben.getByText("You answered C.").first().waitFor();
    expect(await ben.locator(".thread .turn").count()).toBe(1);

    await type(ann, "reveal 1");
    for (const page of [ann, ben]) await isThere(page, "2 of 2 got it");
    expect(await ben.locator(".post").count()).toBe(2);
    expect(await post(ben, "2 of 2 got it").getByRole("button").count()).toBe(0);
  });

  test("a reload and a restart of the tutor show the running round, in its place", async () => {
    await type(ann, "begin 1");
    await isThere(ben, "0 of 2");
    await ben.reload();
    await isThere(ben, "0 of 2");
    const port = Number(new URL(web.address).port);
    await queue.stop();
    await web.stop();
    await ann.getByText("The line to the tutor is broken").waitFor();
    await start(port);
    await queue.deliver({
      key: "question 1",
      place,
      reply: { to: "everyone", parts: [{ kind: "text", text: "On." }] },
    });
    for (const page of [ann, ben]) await isThere(page, "On.");
    expect(await ann.locator(".post").count()).toBe(2);
    await ann.locator("#connection:empty").waitFor({ state: "attached" });
    complaints = complaints.filter((complaint) => !/ERR_|Failed to load/.test(complaint));
  });

  test("a new post is said aloud, an edit that only counts is not, one with another heading is", async () => {
    const news = ben.locator("#news");
    await type(ann, "begin 1");
    await isThere(ben, "Question 1");
    await ben.locator("#news", { hasText: "Question 1 of 2. Which service" }).waitFor({ state: "attached" });
    await ben.evaluate("document.querySelector('#news').textContent = ''");
    await type(ann, "pick 1.A");
    await isThere(ben, "1 of 2");
    expect(await news.textContent()).toBe("");
    await type(ann, "reveal 1");
    await isThere(ben, "got it");
    expect(await news.textContent()).toContain("2 of 2 got it");
    expect(await news.getAttribute("role")).toBe("status");
    expect(await post(ben, "got it").getAttribute("aria-live")).toBe("off");
  });

  test("who is on a button of a post stays there while others answer", async () => {
    await type(ann, "begin 1");
    await isThere(ben, "0 of 2");
    await post(ben, "Question 1").getByRole("button", { name: "B", exact: true }).focus();
    await type(ann, "pick 1.A");
    await isThere(ben, "1 of 2");
    expect(await ben.evaluate("document.activeElement.textContent")).toBe("B");
  });

  test("a countdown runs by the server's clock, and moves nothing", async () => {
    await type(ann, "begin 1");
    const countdown = ann.getByRole("timer");
    await countdown.waitFor();
    const [first, box] = [await countdown.textContent(), await countdown.boundingBox()];
    expect(first).toMatch(/^Closes in 1:(2[0-3]|1\d)$/);
    await ann
      .locator(".countdown")
      .filter({ hasNotText: first ?? "" })
      .waitFor();
    expect(await countdown.boundingBox()).toEqual(box);
    until = Date.now() - 1000;
    await type(ann, "pick 1.A");
    await isThere(ben, "Closes now");
  });

  test("a form is filled in by keyboard alone, and says what is wanted", async () => {
    await type(ann, "begin 1");
    await isThere(ann, "0 of 2");
    await post(ann, "Question 1").getByRole("button", { name: "Answer" }).focus();
    await ann.keyboard.press("Enter");
    const form = ann.getByRole("group", { name: "Your answer" });
    await form.waitFor();
    const focusOn = async (role: string, name: string | RegExp) => {
      for (let i = 0; i < 12; i++) {
        const at = ann.locator("*:focus");
        if (
          (await ann
            .getByRole(role as "button", { name })
            .and(at)
            .count()) > 0
        )
          return;
        await ann.keyboard.press("Tab");
      }
      throw new Error(`no ${role} ${String(name)} is reached by Tab`);
    };
    await focusOn("button", "Answer");
    await ann.keyboard.press("Tab");
    await focusOn("button", "Answer");
    await ann.keyboard.press("Enter");
    await form.getByRole("alert").getByText("Choose for “First”.").waitFor();
    await focusOn("combobox", "First");
    await ann.keyboard.press("C");
    await focusOn("checkbox", "B. Step B");
    expect(await form.locator(".hint").textContent()).toBe("1 of 2 chosen");
    await focusOn("checkbox", "C. Step C");
    await focusOn("button", "Answer");
    await ann.keyboard.press("Enter");
    await form.getByRole("alert").getByText("“Choose 2” takes exactly 2; 1 is chosen.").waitFor();
    await focusOn("checkbox", "A. Step A");
    await ann.keyboard.press("Space");
    await focusOn("button", "Answer");
    await ann.keyboard.press("Enter");
    await ann.getByText("You sent 1 C A,B.").first().waitFor();
    expect(await ann.locator(".thread .turn").count()).toBe(1);
    expect(await form.count()).toBe(0);
    expect(await ann.evaluate("document.activeElement.className")).toBe("turn");
  });

  test("a press on an answer may be answered in its place, and the keyboard stays there", async () => {
    await type(ann, "alone");
    await ann.locator(".reply").getByRole("button", { name: "Again" }).focus();
    await ann.keyboard.press("Enter");
    await ann.getByText("Pressed again.").first().waitFor();
    expect(await ann.locator(".reply").count()).toBe(1);
    expect(await ann.locator(".mine").count()).toBe(1);
    expect(await ann.evaluate("document.activeElement.textContent")).toBe("Again");
  });

  test("what is shared is posted to all tabs", async () => {
    await type(ann, "explain Clarify");
    await ann.locator(".reply").last().getByRole("button", { name: "Share to channel" }).click();
    await ann.getByText("Shared with everyone here.").first().waitFor();
    for (const page of [ann, ben]) await isThere(page, "Amazon SageMaker Clarify");
  });

  test("a post that comes while one reads above is offered, not forced", async () => {
    for (let i = 0; i < 6; i++) await type(ben, "modules");
    await ben.locator(".reply").nth(5).waitFor();
    await ben.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    await type(ann, "begin 1");
    await ben.getByRole("button", { name: "New for everyone" }).waitFor();
    expect(await ben.evaluate("scrollY")).toBe(0);
    await ben.getByRole("button", { name: "New for everyone" }).click();
    expect(await ben.evaluate("document.activeElement.textContent")).toContain("Question 1 of 2");
    expect(await ben.locator("#jump").isVisible()).toBe(false);
  });

  test.each([
    [390, 844, "light"],
    [390, 844, "dark"],
    [1280, 900, "light"],
    [1280, 900, "dark"],
  ] as const)("at %i by %i pixels in the %s nothing is wider than the window", async (width, height, colorScheme) => {
    await ann.bringToFront();
    await ann.setViewportSize({ width, height });
    await ann.emulateMedia({ colorScheme });
    await type(ben, "begin 1");
    await isThere(ann, "0 of 2");
    await post(ann, "Question 1").getByRole("button", { name: "A", exact: true }).click();
    await ann.getByText("You answered A.").first().waitFor();
    await picture("answered");
    await post(ann, "Question 1").getByRole("button", { name: "Answer" }).click();
    await ann.getByRole("group", { name: "Your answer" }).waitFor();
    await ann.getByRole("button", { name: "Answer" }).last().click();
    await ann.getByRole("alert").last().scrollIntoViewIfNeeded();
    await picture("form");
    const [content, window] = await ann.evaluate<number[]>(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );
    expect(content).toBeLessThanOrEqual(window ?? 0);

    async function picture(name: string): Promise<void> {
      const folder = process.env["SCREENSHOTS"];
      if (folder) await ann.screenshot({ path: `${folder}/${name}-${String(width)}-${colorScheme}.png` });
    }
  });
});
