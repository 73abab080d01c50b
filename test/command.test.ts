import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeCommand } from "../src/command.ts";
import { tutor } from "./tutor-for-tests.ts";

const { grammar } = tutor();
const parse = (text: string) => writeCommand(grammar.parse(text));

describe("what a text means", () => {
  test.each([
    // typed                                  written
    ["", "help"],
    ["   ", "help"],
    ["help", "help"],
    ["HELP?", "help"],
    ["help compare", "help compare"],
    ["detect drift in prod?", "ask detect drift in prod?"],
    ["ask   help", "ask help"],
    ["ask detect drift", "ask detect drift"],
    ["explain Model Monitor", "explain model-monitor"],
    ["explain amazon sagemaker model monitor.", "explain model-monitor"],
    ["explain modle montior", "explain model-monitor"],
    ["what is Clarify?", "explain clarify"],
    ["explane clarify", "explain clarify"],
    ["compare Clarify and Model Monitor", "compare clarify model-monitor"],
    ["compare clarify model monitor", "compare clarify model-monitor"],
    ["compare clarify with the model monitor", "compare clarify model-monitor"],
    ["comapre clarify, model monitor", "compare clarify model-monitor"],
    ["Model Monitor vs Clarify?", "compare model-monitor clarify"],
    ["what is the difference between clarify and model monitor?", "compare clarify model-monitor"],
    ["vs Debugger", "versus debugger"],
    ["why not Clarify?", "versus clarify"],
    ["source?", "source"],
    ["and today?", "today"],
    ["today Clarify", "today clarify"],
    ["is Clarify still available?", "today clarify"],
    ["is model monitor deprecated", "today model-monitor"],
    ["what does MLOps mean?", "explain mlops"],
    ["what is Feature Store used for", "explain feature-store"],
    ["Clarify or Model Monitor?", "compare clarify model-monitor"],
    ["which is better, Glue or DataBrew", "compare glue databrew"],
    ["Model Monitor vs Clarify vs Debugger", "compare model-monitor clarify debugger"],
    ["compare precision, recall and F1", "compare precision recall f1-score"],
    ["and CloudWatch?", "versus cloudwatch"],
    ["which services are closed to new customers?", "closed"],
    ["where do i start?", "start"],
    ["pipeline 10", "pipeline 10"],
    ["modules", "modules"],
    ["modules 4", "modules 4"],
    ["module 9", "modules 9"],
    ["modules 04", "modules 4"],
    ["objective 1.3.4", "objective 1.3.4"],
    ["pipeline", "pipeline"],
    ["pipeline feature engineering", "pipeline feature-engineering"],
    ["pipeline Monitoring", "pipeline monitoring"],
    ["explain", "help explain"],
    ["compare", "help compare"],
  ])("%j means %j", (typed, written) => {
    expect(parse(typed)).toBe(written);
  });

  test.each([
    // begins with a command word, but its arguments mean nothing
    "explane indivdual predictons",
    "explain why the model said no",
    "compare two training runs",
    "help me label ten thousand photos",
    "pipeline that retrains every night",
    "source control for notebooks",
    "today our endpoint was slow, who tells me?",
    "vs code inside sagemaker",
    "why not just use a spreadsheet for tracking runs",
    "what is the best way to label pictures",
    "modules for feature sharing",
    "objective function to tune",
    "the old model vs the new one on live traffic",
    "what is Lexus", // a near miss after everyday words is another word
    "what is storing",
    "is our model still available",
    "and what happens then",
  ])("%j is a question", (typed) => {
    expect(grammar.parse(typed)).toEqual({ name: "ask", arguments: [typed] });
  });
});

test("a long text is a question at once, however many names it holds", () => {
  const long = `compare ${"model monitor ".repeat(1100)}`;
  const before = performance.now();
  expect(grammar.parse(long).name).toBe("ask");
  const letters = grammar.parse(`compare ${"x".repeat(90)} ${"y".repeat(90)}`);
  expect(letters.name).toBe("ask");
  expect(performance.now() - before).toBeLessThan(500);
});

describe("parse and write are a pair", () => {
  const words = fc.constantFrom(
    ..."ask explain compare help modules objective pipeline source today vs versus why not and what is clarify model monitor 1.3 4 monitoring drift ? , 🙂 ‮ <!channel> @everyone".split(
      " ",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc.array(words, { maxLength: 7 }).map((chosen) => chosen.join(" ")),
  );

  test("what was written is read back as the same command", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const command = grammar.parse(text);
        expect(grammar.parse(writeCommand(command))).toEqual(command);
      }),
      { numRuns: 500 },
    );
  });

  test("every button the tutor shows is a command in its written form, of at most 75 characters", async () => {
    const { handle } = tutor();
    const seen = new Set<string>();
    const open = ["help", "modules", "pipeline", "detect drift in prod?", "qwertz"];
    while (open.length > 0 && seen.size < 300) {
      const text = open.pop() ?? "";
      if (seen.has(text)) continue;
      seen.add(text);
      const place = { platform: "shell", id: "t", private: true } as const;
      const reply = await handle({ id: text, learner: "l", place, at: 0, command: grammar.parse(text) });
      for (const part of reply.parts)
        if (part.kind === "choices")
          for (const { label, command } of part.choices) {
            expect(parse(command)).toBe(command);
            expect(command.length, command).toBeLessThanOrEqual(75);
            expect(label.length, label).toBeLessThanOrEqual(75);
            open.push(command);
          }
    }
    expect(seen.size).toBeGreaterThan(100);
  });
});
