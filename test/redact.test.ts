import { expect, test } from "vitest";
import { makeRedact } from "../src/redact.ts";

const redact = makeRedact(["a-signing-secret", undefined, "short"]);

// Made up, in pieces so that no scanner takes them for real ones.
const discordToken = ["MTIzNDU2Nzg5MDEyMzQ1Njc4", "GabcDE", "abcdefghijklmnopqrstuvwxyz0123"].join(".");

test.each([
  ["token xoxb-12-34-abcd refused", "token [secret] refused"],
  ["xapp-1-A1-22-abcdef", "[secret]"],
  [`login with ${discordToken} failed`, "login with [secret] failed"],
  ["Authorization: Bot abcdefghij.klm", "Authorization: [secret]"],
  ["signed with a-signing-secret", "signed with [secret]"],
  ["POST https://hooks.slack.com/commands/T1/2/x failed", "POST https://[secret] failed"],
  ["a short word stays", "a short word stays"],
  [
    "docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html",
    "docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html",
  ],
])("%j is logged as %j", (line, logged) => {
  expect(redact(line)).toBe(logged);
});
