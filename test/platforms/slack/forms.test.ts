import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form, Line, Menu, Reply } from "../../../src/conversation.ts";
import { drawForm, formOf, readForm } from "../../../src/platforms/slack/forms.ts";
import { viewFaults } from "../../fakes/slack-views.ts";
import { repliesWithForm } from "../replies.ts";
import { makeMenu } from "../puzzle-for-tests.ts";

const line: Line = { kind: "line", id: "why", label: "Why?", long: true };
const filled: Line = { ...line, id: "what", optional: true, value: "v".repeat(4000) };
const opened = { channel: "C1" };
const form = (...fields: Form["fields"]): Form => ({ title: "Order", send: "Send", command: "answer r1", fields });
const draw = (one: Form, ...about: Reply["parts"]) =>
  drawForm(one, { to: "asker", parts: [...about, { kind: "form", form: one }] }, opened);
const elements = (one: Form) => draw(one).blocks.flatMap((block) => ("element" in block ? [block.element] : []));
const longMenu = (options: number, count: number): Menu => ({
  ...makeMenu(1, count),
  options: Array.from({ length: options }, (_, at) => ({ label: String(at).padEnd(90, "x"), value: String(at) })),
  chosen: ["1", "2"],
});

describe("a menu", () => {
  test("of one value is a select, with what was chosen before", () => {
    const [empty, chosen] = elements(form(makeMenu(1, 1), { ...makeMenu(2, 1), chosen: ["train"] }));
    expect(empty).toMatchObject({ type: "static_select", action_id: "step1", options: [{}, {}, {}, {}] });
    expect(empty).not.toHaveProperty("initial_option");
    expect(chosen).toMatchObject({ initial_option: { text: { text: "To train" }, value: "train" } });
  });

  test.each([
    [10, 2, "checkboxes", undefined],
    [11, 2, "multi_static_select", 2],
  ])("of several values among %i options is drawn so", (options, count, type, most) => {
    const [element] = elements(form(longMenu(options, count)));
    expect(element).toMatchObject({ type, initial_options: [{ value: "1" }, { value: "2" }] });
    expect((element as { max_selected_items?: number }).max_selected_items).toBe(most);
  });

  test("of more options than Slack takes says so", () => {
    const [hundred, more] = draw(form({ ...longMenu(100, 1), id: "a" }, longMenu(120, 1))).blocks;
    expect(hundred).not.toHaveProperty("hint");
    expect(more).toMatchObject({ hint: { text: "The first 100 of 120 are shown here." } });
  });

  test("has labels that are cut where a reader sees it", () => {
    expect(JSON.stringify(elements(form(longMenu(4, 1))))).toContain(`1${"x".repeat(73)}…`);
  });
});

test("a line may be left empty, and has what stands in it beforehand", () => {
  const [, drawn] = draw(form(line, filled)).blocks;
  expect(drawn).toMatchObject({ optional: true, element: { initial_value: "v".repeat(3000) } });
});

test("whatever is in it, Slack takes the view, which tells what the form is about", () => {
  for (const fields of [
    [line],
    [filled],
    [makeMenu(1, 1), line],
    [longMenu(120, 3)],
    [longMenu(10, 2), makeMenu(2, 1)],
  ]) {
    const view = draw(form(...fields), { kind: "heading", text: "A case" }, { kind: "text", text: "A long story." });
    expect(viewFaults(JSON.parse(JSON.stringify(view)), "modal")).toEqual([]);
    expect(view.blocks.map(({ type }) => type).slice(0, 2)).toEqual(["header", "section"]);
  }
});

test("whatever the reply, Slack takes the view", () => {
  fc.assert(
    fc.property(repliesWithForm, (reply) => {
      const one = formOf(reply);
      const view = one && drawForm(one, reply, opened);
      expect(viewFaults(JSON.parse(JSON.stringify(view)), "modal")).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

describe("what is sent", () => {
  const sent = (one: Form, values: Record<string, object>) => {
    const { private_metadata = "", blocks } = draw(one);
    const state = Object.fromEntries(Object.entries(values).map(([id, entry]) => [id, { [id]: entry }]));
    return readForm({ private_metadata, blocks, state: { values: state } });
  };
  const option = (value: string) => ({ value });

  test("is in the order of the fields, the values of one with commas between", () => {
    const read = sent(form(makeMenu(2, 1), makeMenu(1, 2), line), {
      why: { value: "so, it is" },
      step1: { selected_options: [option("train"), option("deploy")] },
      step2: { selected_option: option("ingest") },
    });
    expect(read).toEqual({
      command: "answer r1",
      channel: "C1",
      entered: ["ingest", "train,deploy", "so, it is"],
      errors: {},
    });
  });

  test.each([
    [["train"], "Choose exactly 2: you have chosen 1."],
    [["train", "deploy", "ingest"], "Choose exactly 2: you have chosen 3."],
  ])("with a wrong count %j says so under the field", (values, error) => {
    const read = sent(form(makeMenu(1, 2)), { step1: { selected_options: values.map(option) } });
    expect(read?.errors).toEqual({ step1: error });
  });

  test.each(["", "[]", "null", '{"command":1,"channel":"C1"}'])("with the metadata %j is none of ours", (metadata) => {
    expect(readForm({ private_metadata: metadata, blocks: [], state: { values: {} } })).toBeUndefined();
  });
});
