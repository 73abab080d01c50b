import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeDiscord, type FakeDiscord } from "./discord.ts";
import { largestFile } from "./discord-uploads.ts";

let fake: FakeDiscord;
beforeAll(async () => {
  fake = await startFakeDiscord();
});
afterAll(async () => {
  await fake.stop();
});

/** Posts a multipart body of these parts; a file is its text. */
async function post(parts: readonly (readonly [key: string, text: string, filename?: string])[]): Promise<unknown[]> {
  const form = new FormData();
  for (const [key, text, filename] of parts)
    if (filename === undefined) form.append(key, text);
    else form.append(key, new Blob([text]), filename);
  const response = await fetch(`${fake.apiUrl}/v10/channels/${fake.ids.channel}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${fake.token}` },
    body: form,
  });
  return [response.status, ((await response.json()) as { code?: number }).code];
}

const json = (...attachments: object[]) => JSON.stringify({ content: "x", attachments });

test("a file under its number is taken, up to the largest size", async () => {
  expect(
    await post([
      ["payload_json", json({ id: "0", filename: "a.txt" })],
      ["files[0]", "a", "a.txt"],
    ]),
  ).toEqual([200, undefined]);
  expect(
    await post([
      ["payload_json", json()],
      ["files[0]", "x".repeat(largestFile), "a.txt"],
    ]),
  ).toEqual([200, undefined]);
  expect(fake.messages(fake.ids.channel).map(({ files }) => files.length)).toEqual([1, 1]);
});

test("what is said of a file is kept with it", async () => {
  await post([
    ["payload_json", json({ id: "0", description: "Two boxes" })],
    ["files[0]", "a", "a.png"],
  ]);
  expect(fake.messages(fake.ids.channel).at(-1)?.files).toMatchObject([{ name: "a.png", description: "Two boxes" }]);
});

test.each([
  [
    "a description that is too long",
    [
      ["payload_json", json({ id: "0", description: "x".repeat(1025) })],
      ["files[0]", "a", "a"],
    ],
    400,
    50035,
  ],
  [
    "a file that is too large",
    [
      ["payload_json", json()],
      ["files[0]", "x".repeat(largestFile + 1), "a"],
    ],
    413,
    40005,
  ],
  ["no payload_json", [["files[0]", "a", "a.txt"]], 400, 50109],
  [
    "a part that is no numbered file",
    [
      ["payload_json", json()],
      ["file", "a", "a.txt"],
    ],
    400,
    50109,
  ],
  [
    "a file without a name",
    [
      ["payload_json", json()],
      ["files[0]", "a"],
    ],
    400,
    50109,
  ],
  [
    "two files of one number",
    [
      ["payload_json", json()],
      ["files[0]", "a", "a"],
      ["files[0]", "b", "b"],
    ],
    400,
    50109,
  ],
  [
    "an attachment that did not come along",
    [
      ["payload_json", json({ id: "1" })],
      ["files[0]", "a", "a"],
    ],
    400,
    50035,
  ],
] as const)("%s is refused", async (_, parts, status, code) => {
  expect(await post(parts)).toEqual([status, code]);
});
