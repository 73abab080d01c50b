import { expect, test } from "vitest";
import { lintChanges } from "../../src/knowledge/change-lint.ts";
import type { Change, Service } from "../../src/knowledge/schema.ts";
import { library } from "../tutor-for-tests.ts";

const source = "https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html";
const closed = "Closed to new customers since 30 July 2026.";
const lint = (id: string, is: string, more: Partial<Change> = {}) => {
  const service = library().entries.get(id) as Service;
  return lintChanges({ ...service, changes: [{ day: "2026-11-24", was: "Open to all.", is, source, ...more }] });
};

test("a change that says what the status says has nothing to mend", () => {
  expect(lint("debugger", closed)).toEqual([]);
  expect(lint("feature-store", "Now called Feature Store.")).toEqual([]);
  for (const service of library().services) expect(lintChanges(service)).toEqual([]);
});

test("the latest change agrees with the status; an earlier one need not", () => {
  expect(lint("debugger", "Open again to all.")).toEqual([
    "the status is closed, not so in the latest change: Open again to all.",
  ]);
  expect(lint("feature-store", closed)).toContain(`the status is active, not so in the latest change: ${closed}`);
  const service = library().entries.get("debugger") as Service;
  const earlier = { day: "2026-11-20", was: closed, is: "Open again to all.", source };
  const later = { day: "2026-11-24", was: "Open to all.", is: closed, source };
  expect(lintChanges({ ...service, changes: [earlier, later] })).toEqual([]);
});

test("a day is that of the status", () => {
  expect(lint("debugger", "Closed to new customers since 3 July 2026.")).toEqual([
    "“3 July 2026” is in the latest change and not in the status",
  ]);
});

test.each([
  ["Closed to new customers!", "markup or shouting in: Closed to new customers!"],
  ["Closed to new customers", "no full stop: Closed to new customers"],
])("%s", (is, message) => {
  expect(lint("debugger", is)).toContain(message);
});

test("a renamed service is called by its name", () => {
  const service = library().services.find(({ status }) => status.state === "renamed");
  if (!service) throw new Error("no service is renamed");
  expect(lint(service.id, `Now called ${service.name}.`)).toEqual([]);
  expect(lint(service.id, "Now called Nobody.")).toHaveLength(1);
});
