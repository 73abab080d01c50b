import { expect, test } from "vitest";
import { changesOf, servicesIn, unseen, type ServiceChange } from "../../src/changes/unseen.ts";
import { toItem } from "../items/item-for-tests.ts";
import { library } from "../tutor-for-tests.ts";

const toChange = (id: string, day: string): ServiceChange => ({
  service: { id, short: id },
  change: { day, was: "It was open.", is: "It is closed.", source: "https://docs.aws.amazon.com/" },
});
const at = (time: string) => Date.parse(time);
const debuggerClosed = toChange("debugger", "2026-12-01");
const clarifyClosed = toChange("clarify", "2026-12-03");
const found = (answered: Record<string, number>, told: Parameters<typeof unseen>[2] = []) =>
  unseen([debuggerClosed, clarifyClosed], new Map(Object.entries(answered)), told).map(({ service }) => service.id);

test("what changed after an answer on it is unseen, and nothing else", () => {
  expect(found({})).toEqual([]);
  expect(found({ debugger: at("2026-11-20T12:00Z") })).toEqual(["debugger"]);
  expect(found({ debugger: at("2026-12-20T12:00Z"), clarify: at("2026-11-20T12:00Z") })).toEqual(["clarify"]);
  expect(found({ kms: at("2026-11-20T12:00Z") })).toEqual([]);
});

test("the day of the change lasts as long as it is that day anywhere on Earth", () => {
  expect(found({ debugger: at("2026-12-02T11:59Z") })).toEqual(["debugger"]);
  expect(found({ debugger: at("2026-12-02T12:00Z") })).toEqual([]);
});

test("what was told is not told again, but a later change of the same service is", () => {
  const answered = new Map([["debugger", at("2026-11-20T12:00Z")]]);
  const again = toChange("debugger", "2026-12-09");
  expect(unseen([debuggerClosed, again], answered, [{ service: "debugger", day: "2026-12-01" }])).toEqual([again]);
});

test("changes are told oldest first", () => {
  const { services } = library();
  const changed = services.slice(0, 2).map((service, i) => ({
    ...service,
    changes: [toChange(service.id, i === 0 ? "2026-12-09" : "2026-12-01").change],
  }));
  expect(changesOf(changed).map(({ service }) => service.id)).toEqual([services[1]?.id, services[0]?.id]);
});

test("an item teaches its keys, what it is about, and what its options or pairs stand for", () => {
  const why = "This explanation is long enough for every rule that asks for one.";
  const option = (id: string, correct = false) => ({ id, text: id, about: id, correct, why });
  const options = [option("debugger", true), option("clarify"), option("kms"), option("s3")];
  expect(servicesIn(toItem({ type: "choice", services: ["mlflow"], options })).sort()).toEqual(
    ["clarify", "debugger", "kms", "mlflow", "s3"], // prettier-ignore
  );
  const pairs = ["a", "b", "c"].map((id) => ({ id, prompt: `Prompt ${id}`, answer: id, about: "iam", why }));
  expect(servicesIn(toItem({ type: "match", pairs }))).toEqual(["iam"]);
  expect(servicesIn(toItem({ type: "order" }))).toEqual([]);
});
