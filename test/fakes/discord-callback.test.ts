import { describe, expect, test } from "vitest";
import { fakeAlone } from "./discord-client.ts";
import type { Outcome } from "./discord-interactions.ts";
import { objectOf, type Json } from "./discord-json.ts";
import type { FakeDiscord } from "./discord.ts";

/** A first response, sent by hand. */
async function respond(fake: FakeDiscord, { id, token }: Outcome, body: Json, query = "") {
  const response = await fetch(`${fake.apiUrl}/v10/interactions/${id}/${token}/callback${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json = text === "" ? {} : objectOf(JSON.parse(text));
  return { status: response.status, code: json["code"], json, type: response.headers.get("content-type") };
}

/** A later call about it, sent by hand. @param path below the webhook */
async function later(fake: FakeDiscord, { token }: Outcome, method: string, path: string, body?: Json) {
  const response = await fetch(`${fake.apiUrl}/v10/webhooks/${fake.applicationId}/${token}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === "" ? {} : objectOf(JSON.parse(text));
  return { status: response.status, code: json["code"], json };
}

const command = (fake: FakeDiscord) => fake.send.command({ name: "ask", forged: true, waitMs: 0 });
const press = (fake: FakeDiscord) => fake.send.button({ customId: "b", forged: true, waitMs: 0 });
const typing = (fake: FakeDiscord) =>
  fake.send.autocomplete({ name: "ask", focused: "q", value: "x", forged: true, waitMs: 0 });
const submission = (fake: FakeDiscord) => fake.send.modalSubmit({ customId: "m", values: {}, forged: true, waitMs: 0 });

const says = { content: "x" };
const modal = {
  custom_id: "m",
  title: "T",
  components: [{ type: 18, label: "L", component: { type: 4, custom_id: "i", style: 1 } }],
};

describe("a first response", () => {
  test.each([
    ["a command", command, [4, 5, 9]],
    ["a button", press, [4, 5, 6, 7, 9]],
    ["typing", typing, [8]],
    ["a modal that no message is behind", submission, [4, 5]],
  ] as const)("to %s", async (_, act, allowed) => {
    const fake = await fakeAlone();
    const data: Record<number, Json> = { 4: says, 7: says, 8: { choices: [] }, 9: modal };
    for (const type of [1, 4, 5, 6, 7, 8, 9, 10, 12]) {
      const outcome = await act(fake);
      const said = await respond(fake, outcome, { type, ...(data[type] === undefined ? {} : { data: data[type] }) });
      const fits = (allowed as readonly number[]).includes(type);
      expect([type, said.status, outcome.acked]).toEqual([type, fits ? 204 : 400, fits]);
    }
  });

  test("204 says nothing, not even a type; asked for, it tells what has become of it", async () => {
    const fake = await fakeAlone();
    expect((await respond(fake, await command(fake), { type: 4, data: says }, "?with_response=false")).type).toBe(null);
    const outcome = await command(fake);
    const { json } = await respond(fake, outcome, { type: 4, data: { ...says, flags: 64 } }, "?with_response=true");
    expect(json).toMatchObject({
      interaction: {
        id: outcome.id,
        type: 2,
        response_message_id: outcome.message?.id,
        response_message_ephemeral: true,
      },
      resource: { type: 4, message: { content: "x", flags: 64 } },
    });
  });

  test("that is refused leaves room for another; one that was taken does not", async () => {
    const fake = await fakeAlone();
    const outcome = await command(fake);
    expect((await respond(fake, outcome, { type: 4, data: { content: "x".repeat(2001) } })).code).toBe(50035);
    expect((await respond(fake, outcome, { type: 4, data: {} })).code).toBe(50006);
    expect((await respond(fake, outcome, { type: 9, data: { ...modal, title: "x".repeat(46) } })).code).toBe(50035);
    expect((await respond(fake, outcome, { type: 4, data: says })).status).toBe(204);
    expect((await respond(fake, outcome, { type: 4, data: says })).code).toBe(40060);
    expect(outcome.secondAck?.type).toBe(4);
    expect(outcome.refused).toHaveLength(4);
  });

  test("in just three seconds, and no later", async () => {
    let time = 0;
    const fake = await fakeAlone({ now: () => time });
    const [early, late] = [await command(fake), await command(fake)];
    time += 3000;
    expect((await respond(fake, early, { type: 5 })).status).toBe(204);
    time += 1;
    expect((await respond(fake, late, { type: 5 })).code).toBe(10062);
    expect([early.late, early.ackedAfterMs, late.late, late.ackedAfterMs]).toEqual([false, 3000, true, 3001]);
    expect((await later(fake, late, "POST", "", says)).code).toBe(10015);
  });

  test("what a deferral cannot carry is a warning", async () => {
    const fake = await fakeAlone();
    await respond(fake, await command(fake), { type: 5, data: { flags: 64 | (1 << 15), content: "lost" } });
    expect(fake.warnings.map(({ kind, text }) => [kind, text])).toEqual([
      ["ignored", "a deferred response ignores flags 32832"],
      ["ignored", 'a deferred response ignores content "lost"'],
    ]);
  });
});

describe("what follows", () => {
  test("nothing before the first response", async () => {
    const fake = await fakeAlone();
    expect((await later(fake, await command(fake), "POST", "", says)).code).toBe(10015);
  });

  test("a modal has no message; a deferred update means the message that was pressed", async () => {
    const fake = await fakeAlone();
    const shown = await command(fake);
    await respond(fake, shown, { type: 9, data: modal });
    expect((await later(fake, shown, "PATCH", "/messages/@original", says)).code).toBe(10008);
    const pressed = await press(fake);
    await respond(fake, pressed, { type: 6 });
    expect((await later(fake, pressed, "PATCH", "/messages/%40original", says)).json["content"]).toBe("x");
    expect(pressed.message?.edits).toBe(1);
  });

  test("only messages of this interaction can be edited, within the limits", async () => {
    const fake = await fakeAlone();
    const [one, other] = [await command(fake), await command(fake)];
    for (const outcome of [one, other]) await respond(fake, outcome, { type: 4, data: says });
    expect((await later(fake, one, "PATCH", `/messages/${other.message?.id ?? ""}`, says)).code).toBe(10008);
    expect((await later(fake, one, "PATCH", "/messages/@original", { content: "x".repeat(2001) })).code).toBe(50035);
    expect((await later(fake, one, "PATCH", "/messages/@original", { content: "" })).code).toBe(50006);
    expect((await later(fake, one, "DELETE", "/messages/@original")).status).toBe(204);
    expect((await later(fake, one, "GET", "/messages/@original")).code).toBe(10008);
  });
});
