import { expect, test } from "vitest";
import { scrub } from "../../src/inbox/scrub.ts";

test.each([
  ["how do I retrain nightly?", "how do I retrain nightly?"],
  ["is S3 or EC2 cheaper for a 3 step pipeline", "is S3 or EC2 cheaper for a 3 step pipeline"],
  ["why does write jane.doe+x@corp.example.com to s3://acme-secret/x?", "why does write [address] to [address]"],
  ["see https://wiki.acme.io/x?y=1 please", "see [address] please"],
  ["arn:aws:sagemaker:eu-west-1:123456789012:endpoint/x is slow", "[address] is slow"],
  ["host 10.1.2.3:8080 and db.prod.internal/x fail", "host [address] and [address] fail"],
  ["account 123456789012 in 2026", "account [number] in [number]"],
  ["call +39 06 1234 5678", "call [number]"],
  ["my password is hunter2 and token=abc", "my password is [secret] and token=[secret]"],
  ["key AKIAIOSFODNN7EXAMPLE leaked", "key [secret] leaked"],
  ["xoxb-123-abcdefghij in a log", "[secret] in a log"],
  ["a 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b in git", "a [secret] in git"],
  ["ask @jane or <@U0123> in #team-x", "ask [name] or [name] in [name]"],
  ["the file /home/jane/data/customers.csv", "the file [address]"],
])("%s", (text, kept) => {
  expect(scrub(text)).toBe(kept);
});

test("token limits and access keys as ideas stay readable", () => {
  expect(scrub("what is a token limit, and who rotates an access key")).toBe(
    "what is a token limit, and who rotates an access key",
  );
});
