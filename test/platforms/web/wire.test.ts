import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply, Request } from "../../../src/conversation.ts";
import type { Running } from "../../../src/platforms/platform.ts";
import { pageFolder, startWeb } from "../../../src/platforms/web/wire.ts";
import { timer } from "../../../src/sleep.ts";
import { tutor } from "../../tutor-for-tests.ts";

let web: Running;
const heard: Request[] = [];

beforeAll(async () => {
  const real = tutor();
  let ids = 0;
  web = await startWeb(
    {
      ...real,
      handle: (request) => {
        heard.push(request);
        return real.handle(request);
      },
    },
    {
      host: "127.0.0.1",
      port: 0,
      secret: "a secret of the tests",
      now: () => 1_000,
      timer,
      newId: () => String(++ids),
      health: () => ({ services: 76 }),
      preview: () => ({ slack: "as in Slack", discord: "as in Discord" }),
    },
  );
});

afterAll(() => web.stop());

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${web.address}/say`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

const scripts = readdirSync(pageFolder).flatMap((file) => (file.endsWith(".js") ? [`/${file}`] : []));

describe("the page", () => {
  test.each(["/", "/page.css", ...scripts, "/icon.svg"])("%s is served under a strict policy", async (path) => {
    const response = await fetch(web.address + path);
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("has no inline script or style and asks for nothing from elsewhere", async () => {
    const html = await (await fetch(`${web.address}/`)).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=/i);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.filter((address) => !/^[/#](?!\/)/.test(address ?? ""))).toEqual([]);
  });

  test("anything else is not there", async () => {
    for (const path of ["/nothing", "/../package.json", "/page/index.html"])
      expect((await fetch(web.address + path)).status, path).toBe(404);
  });
});

test("/healthz answers 200 with JSON", async () => {
  const response = await fetch(`${web.address}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, services: 76 });
});

describe("saying something", () => {
  test("is answered with a reply", async () => {
    const response = await post('{"text":"detect drift in prod?"}');
    expect(response.status).toBe(200);
    const { reply, previews } = (await response.json()) as { reply: Reply; previews: unknown };
    expect(reply.parts[0]).toEqual({ kind: "heading", text: "Amazon SageMaker Model Monitor" });
    expect(previews).toEqual({ slack: "as in Slack", discord: "as in Discord" });
  });

  test("comes from the one place that all tabs share, and the answer has the server's time", async () => {
    const response = await post('{"text":"help"}');
    expect(heard.at(-1)?.place).toEqual({ platform: "web", id: "page", private: false });
    expect(await response.json()).toMatchObject({ at: 1_000 });
  });

  test("a learner is a signed cookie: kept when it is ours, replaced when it is not", async () => {
    const first = await post('{"text":"help"}');
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const learner = heard.at(-1)?.learner;

    const again = await post('{"text":"help"}', { cookie: cookie.split(";")[0] ?? "" });
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(heard.at(-1)?.learner).toBe(learner);

    for (const forged of ["learner=web:1", "learner=web%3A1.AAAA", `learner=${"x".repeat(2000)}`]) {
      await post('{"text":"help"}', { cookie: forged });
      expect(heard.at(-1)?.learner).not.toBe("web:1");
      expect(heard.at(-1)?.learner).toMatch(/^web:\d+$/);
    }
  });

  test("a press keeps the id that its page gave it, for its learner alone; one without gets one", async () => {
    const press = '{"text":"help","id":"a1"}';
    const cookie = (await post(press)).headers.get("set-cookie")?.split(";")[0] ?? "";
    const first = heard.at(-1);
    expect(first?.id).toBe(`${String(first?.learner)}:a1`);
    await post(press, { cookie });
    expect(heard.at(-1)?.id).toBe(first?.id);
    await post(press);
    expect(heard.at(-1)?.id).not.toBe(first?.id);

    await post('{"text":"help"}', { cookie });
    const one = heard.at(-1)?.id;
    await post('{"text":"help"}', { cookie });
    expect(heard.at(-1)?.id).not.toBe(one);
  });

  test.each([
    ["another site's page", { "sec-fetch-site": "cross-site" }],
    ["another page of the same domain", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that is none", { origin: "null" }],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["plain text, which needs no permission across sites", { "content-type": "text/plain" }],
  ])("from %s is refused", async (_, headers) => {
    const before = heard.length;
    const response = await post('{"text":"help"}', headers);
    expect(response.status).toBe(403);
    expect(heard.length).toBe(before);
  });

  test("from our own page it is taken", async () => {
    expect((await post('{"text":"help"}', { origin: web.address, "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test.each(["", "{", "[]", '"help"', '{"text":5}', '{"say":"help"}', '{"text":"help","id":""}', "null"])(
    "%j gets a clear 400",
    async (body) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: 'Send JSON such as {"text": "detect drift in prod?"}.' });
    },
  );

  test("a body over 16 KB is refused", async () => {
    expect((await post(JSON.stringify({ text: "x".repeat(17_000) }))).status).toBe(413);
  });
});
