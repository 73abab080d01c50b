import { REST } from "discord.js";
import { expect, test } from "vitest";
import { makePoster, whatCameOf } from "../../../src/platforms/discord/post.ts";

/** A post for which no line came about was taken for one of which nobody knows, and given up after two minutes. */
test.each([
  [{ code: "ECONNREFUSED" }, "failed"],
  [{ message: "fetch failed", cause: { code: "ENOTFOUND" } }, "failed"],
  [{ code: "EAI_AGAIN" }, "failed"],
  [{ code: "ECONNRESET" }, "unknown"],
  [{ message: "fetch failed", cause: { code: "UND_ERR_SOCKET" } }, "unknown"],
  [{ name: "AbortError", message: "This operation was aborted" }, "unknown"],
])("%j is %s", (error, kind) => {
  expect(whatCameOf(error).kind).toBe(kind);
});

test("the SDK's own failure is told so", async () => {
  const poster = makePoster(new REST({ api: "http://127.0.0.1:1" }).setToken("token"));
  const place = { platform: "discord", id: "1", private: false } as const;
  const reply = { to: "everyone", parts: [{ kind: "text", text: "Good morning." }] } as const;
  expect(await poster.post({ key: "1", place, reply })).toEqual({
    kind: "failed",
    detail: "Discord cannot be reached (ECONNREFUSED)",
  });
});
