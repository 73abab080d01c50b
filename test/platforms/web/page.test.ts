import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/conversation.ts";
import type { Running } from "../../../src/platforms/platform.ts";
import { say as sayOnDiscord } from "../../../src/platforms/discord/say.ts";
import { say as sayOnSlack } from "../../../src/platforms/slack/say.ts";
import { linkText } from "../../../src/platforms/wording.ts";
import { startWeb } from "../../../src/platforms/web/wire.ts";
import { timer } from "../../../src/sleep.ts";
import { tutor } from "../../tutor-for-tests.ts";
import { chromiumPath, launch } from "./browser.ts";

describe.skipIf(!chromiumPath)("the page in Chromium", () => {
  let web: Running;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    let ids = 0;
    web = await startWeb(tutor(), {
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
  });

  afterAll(async () => {
    await browser.close();
    await web.stop();
  });

  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(web.address)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(web.address);
  });

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  async function ask(text: string): Promise<void> {
    const before = await page.locator(".reply").count();
    await page.getByLabel("Your question").fill(text);
    await page.keyboard.press("Enter");
    await page.locator(".reply").nth(before).waitFor();
  }

  const lastReply = () => page.locator(".reply").last();

  test("typing a question and reading the answer", async () => {
    await ask("detect drift in prod?");
    await expectText(lastReply().getByRole("heading"), "Amazon SageMaker Model Monitor");
    const link = lastReply().getByRole("link");
    expect(await link.getAttribute("href")).toBe("https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html");
    expect(await link.getAttribute("rel")).toContain("noopener");
    await ask("why not Clarify?");
    await expectText(lastReply().getByRole("heading"), "Model Monitor or Clarify");
  });

  test("pressing a button says its command", async () => {
    await page.getByRole("button", { name: "who labels my images?" }).click();
    await page.getByRole("button", { name: /^Compare with/ }).click();
    await page.locator(".reply").nth(1).waitFor();
    await expectText(lastReply().getByRole("heading"), /^Ground Truth or/);
  });

  test("everything can be reached by keyboard, and the log is announced", async () => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the question box");
    await page.keyboard.press("Enter");
    await page.keyboard.type("who labels my images?");
    await page.keyboard.press("Enter");
    await page.locator(".reply").first().waitFor();
    await page.keyboard.press("Shift+Tab"); // back into the log
    for (let i = 0; i < 6; i++) {
      const label = String(await page.evaluate("document.activeElement.textContent"));
      if (label.startsWith("Compare with")) break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await page.locator(".reply").nth(1).waitFor();
    expect(await page.getByRole("log").getAttribute("aria-live")).toBe("polite");
  });

  test("beside a reply stands what Slack and Discord would show, and its buttons work", async () => {
    await ask("detect drift in prod?");
    for (const title of ["In Slack", "In Discord"]) await page.getByText(title, { exact: true }).click();
    await expectText(page.locator(".slack .header"), "Amazon SageMaker Model Monitor");
    await expectText(page.locator(".discord b"), "Amazon SageMaker Model Monitor");
    expect(await page.locator(".slack a").getAttribute("href")).toMatch(/model-monitor\.html$/);
    expect(await page.locator(".discord a").getAttribute("href")).toMatch(/model-monitor\.html$/);
    await page.locator(".discord button", { hasText: "Compare with" }).click();
    await page.locator(".reply").nth(1).waitFor();
    await expectText(lastReply().getByRole("heading"), /^Model Monitor or/);
  });

  test("a preview is closed until it is opened, and the next one is as the last was left", async () => {
    await ask("detect drift in prod?");
    expect(await page.locator(".preview[open]").count()).toBe(0);
    await page.getByText("In Slack", { exact: true }).click();
    await ask("who labels my images?");
    const open = page.locator(".previews").last().locator(".preview[open] summary");
    expect(await open.allTextContents()).toEqual(["In Slack"]);
  });

  test("addresses are shortened as elsewhere, and a sentence stands above its own", async () => {
    await ask("objective 1.3.4");
    for (const link of await lastReply().locator("a").all())
      expect(await link.textContent()).toBe(linkText((await link.getAttribute("href")) ?? ""));
    const guide = lastReply().locator("dl > div", { hasText: "Exam guide" }).last().locator("dd");
    expect(await guide.innerHTML()).toMatch(/\d{4}\.<br><a /);
  });

  test("the first heading of a reply is its title, the others stand below it", async () => {
    await ask("explain Clarify");
    expect(await lastReply().locator("h2").allTextContents()).toEqual(["Amazon SageMaker Clarify"]);
    expect(await lastReply().locator("h3").allTextContents()).toEqual(["Use it when", "Watch out"]);
  });

  test("what a learner types stays text", async () => {
    await ask("<img src=x onerror=alert(1)> <b>bold</b> @everyone");
    expect(await page.locator(".mine").last().innerHTML()).toBe(
      "&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;bold&lt;/b&gt; @everyone",
    );
    expect(await page.locator("#talk img, #talk b").count()).toBe(0);
  });

  test.each([
    [390, 844],
    [1280, 900],
  ])("at %i by %i pixels the previews are as wide as there is room", async (width, height) => {
    await page.setViewportSize({ width, height });
    await ask("detect drift in prod?");
    // Measured in one go: the page may still be scrolling to the reply.
    const [left, right] = await page.evaluate<{ y: number; width: number }[]>(
      "[...document.querySelectorAll('.preview')].map((preview) => preview.getBoundingClientRect().toJSON())",
    );
    if (!left || !right) throw new Error("a preview is missing");
    expect(left.width).toBeGreaterThan(340);
    if (width >= 1280) expect([left.y, left.width]).toEqual([right.y, right.width]);
    else expect(right.y).toBeGreaterThan(left.y);
  });

  test.each([
    [390, 844],
    [1280, 900],
  ])("at %i by %i pixels nothing is wider than the window", async (width, height) => {
    await page.setViewportSize({ width, height });
    for (const text of ["detect drift in prod?", "explain Model Monitor", "objective 1.3.4", "x".repeat(300)])
      await ask(text);
    const [content, window] = await page.evaluate<number[]>(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );
    expect(content).toBeLessThanOrEqual(window ?? 0);
  });

  test("a lost connection is told, and the question is not lost", async () => {
    await page.route("**/say", (route) => route.abort());
    await ask("detect drift in prod?");
    await expectText(lastReply(), /cannot be reached just now/);
    expect(await page.getByLabel("Your question").inputValue()).toBe("detect drift in prod?");
    complaints = complaints.filter((complaint) => !/Failed to load resource/.test(complaint));
  });

  test("a file is a link that saves it, under the page's strict policy", async () => {
    const file = { name: "answers.csv", text: "learner,answers\nAnn é,7\n", about: "<All> your answers" };
    const reply: Reply = { to: "asker", parts: [{ kind: "file", file }] };
    const previews = { slack: sayOnSlack(reply, true), discord: sayOnDiscord(reply, true) };
    await page.route("**/say", (route) => route.fulfill({ json: { reply, previews } }));
    await ask("keep");
    await expectText(lastReply(), "Save answers.csv <All> your answers");
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "Save answers.csv" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("answers.csv");
    expect(readFileSync(await saved.path(), "utf8")).toBe(file.text);
  });

  test("a picture is an image with its description, beside its previews too", async () => {
    await ask("pipeline training");
    const image = lastReply().locator("img");
    expect(await image.getAttribute("alt")).toContain("Training is marked.");
    const drawn =
      "(() => { const image = document.querySelector('.reply img'); return image.decode().then(() => image.naturalWidth); })()";
    expect(await page.evaluate(drawn)).toBe(1080);
    expect(await page.locator(".slack img, .discord img").count()).toBe(2);
  });

  test("words sent again after a lost connection are the same press, said again later another", async () => {
    const ids: string[] = [];
    await page.route("**/say", (route) => {
      ids.push((route.request().postDataJSON() as { id: string }).id);
      return ids.length === 1 ? route.abort() : route.continue();
    });
    for (let i = 0; i < 3; i++) await ask("help");
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    complaints = complaints.filter((complaint) => !/Failed to load resource/.test(complaint));
  });
});

async function expectText(locator: ReturnType<Page["locator"]>, text: string | RegExp): Promise<void> {
  const shown = (await locator.first().textContent()) ?? "";
  if (typeof text === "string") expect(shown).toBe(text);
  else expect(shown).toMatch(text);
}
