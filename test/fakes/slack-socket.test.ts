import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startFakeSlack } from "./slack.ts";
import type { FakeSlack } from "./slack.ts";

/** Socket Mode without an SDK: tickets, envelopes, acknowledgements that no well-behaved client sends. */
let slack: FakeSlack;

beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.stop());

type Answer = Readonly<Record<string, unknown>>;

async function askForConnection(): Promise<Answer> {
  const headers = { authorization: `Bearer ${slack.appToken}` };
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, { method: "POST", headers });
  return (await response.json()) as Answer;
}

describe("Socket Mode", () => {
  const open = async () => {
    const { url } = await askForConnection();
    const socket = new WebSocket(String(url));
    const heard: Answer[] = [];
    socket.on("message", (data: Buffer) => heard.push(JSON.parse(data.toString()) as Answer));
    await slack.socket.waitForConnection();
    return { socket, heard, url: String(url) };
  };

  test("a ticket is good once", async () => {
    const { url, heard, socket } = await open();
    const status = await new Promise((resolve) => {
      new WebSocket(url).on("unexpected-response", (_request, response) => {
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(401);
    expect(slack.socket.count).toBe(1);
    await expect.poll(() => heard[0]).toMatchObject({ type: "hello", num_connections: 1 });
    socket.terminate();
  });

  test("a second acknowledgement is noticed, and one with content where none is heeded", async () => {
    const { socket, heard } = await open();
    socket.on("message", (data: Buffer) => {
      const { envelope_id } = JSON.parse(data.toString()) as Answer;
      if (envelope_id === undefined) return;
      socket.send(JSON.stringify({ envelope_id, payload: { text: "one" } }));
      socket.send(JSON.stringify({ envelope_id, payload: { text: "two" } }));
    });
    const answer = await slack.send.mention({ text: "hello", channel: "C0CLASS", user: "U0ANNA" });
    expect(answer).toMatchObject({ acked: true, payload: { text: "one" } });
    await expect.poll(() => answer.secondAck).toEqual({ payload: { text: "two" } });
    expect(slack.warnings.map(({ kind }) => kind).toSorted()).toEqual(["ack_payload", "second_ack"]);
    expect(heard[1]).toMatchObject({ type: "events_api", accepts_response_payload: false });
  });

  test("no more than ten connections", async () => {
    for (let number = 1; number <= 10; number++) {
      await open();
      await expect.poll(() => slack.socket.count, { interval: 5 }).toBe(number);
    }
    expect(await askForConnection()).toMatchObject({ error: "too_many_websockets" });
  });

  test("ids are never the same twice", async () => {
    const { socket, heard } = await open();
    socket.on("message", (data: Buffer) => {
      const { envelope_id } = JSON.parse(data.toString()) as Answer;
      if (envelope_id !== undefined) socket.send(JSON.stringify({ envelope_id }));
    });
    const command = { channel: "C0CLASS", user: "U0ANNA", duplicate: 2 } as const;
    const sent = [await slack.send.command(command), await slack.send.command(command)].map((answer) => answer.sent);
    expect(new Set(sent.map((each) => each["trigger_id"])).size).toBe(2);
    expect(new Set(sent.map((each) => each["response_url"])).size).toBe(2);
    expect(new Set(heard.slice(1).map((each) => each["envelope_id"])).size).toBe(6);
  });
});
