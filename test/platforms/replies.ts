import fc from "fast-check";
import type { Part, Reply } from "../../src/conversation.ts";

/** Any reply that the core could make, with texts from none to far too long. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<!channel> @everyone <@U1>",
      "*bold* _it_ `code` ||s|| [a](https://x.y)",
      "&amp; & < >",
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }).map((length) => "long word ".repeat(length / 10 + 1)) },
);
const link = fc.constant("https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html");
const fact = fc.record({ label: text, text, link }, { requiredKeys: ["label", "text"] });
const command = fc.constantFrom(
  "help",
  "modules",
  "explain clarify",
  "compare clarify macie",
  "pipeline training",
  "start",
);

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant("heading" as const), text }),
  fc.record({ kind: fc.constant("text" as const), text }),
  fc.record({ kind: fc.constant("footer" as const), text }),
  fc.record({ kind: fc.constant("countdown" as const), text, until: fc.integer({ min: 0, max: 4e12 }) }),
  fc.record({ kind: fc.constant("file" as const), file: fc.record({ name: text, text, about: text }) }),
  fc.record({ kind: fc.constant("list" as const), items: fc.array(text, { minLength: 1, maxLength: 40 }) }),
  fc.record({ kind: fc.constant("facts" as const), facts: fc.array(fact, { minLength: 1, maxLength: 40 }) }),
  fc.record({
    kind: fc.constant("choices" as const),
    choices: fc.array(fc.record({ label: text, command }), { minLength: 1, maxLength: 40 }),
  }),
);

const menu = fc.record({
  kind: fc.constant("menu" as const),
  id: fc.uuid(),
  label: text,
  options: fc
    .array(text, { minLength: 2, maxLength: 30 })
    .map((labels) => labels.map((label, at) => ({ label, value: String(at) }))),
  count: fc.integer({ min: 1, max: 3 }),
  chosen: fc.constantFrom([], ["0"], ["1", "0"], ["9"]),
});
const form = fc.record({
  title: text,
  send: text,
  command: fc.constant("help"),
  fill: fc.constant("explain"),
  fields: fc.array(menu, { minLength: 1, maxLength: 9 }),
});

/** A reply that may be too much for a message, with a form in it. */
export const repliesWithForm: fc.Arbitrary<Reply> = fc
  .tuple(fc.array(part, { maxLength: 5 }), form)
  .map(([parts, one]) => ({ to: "asker", parts: [...parts, { kind: "form", form: one }] }));

export const replies: fc.Arbitrary<Reply> = fc.record({
  to: fc.constant("asker" as const),
  parts: fc.array(part, { minLength: 1, maxLength: 70 }),
});
