import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knowledgeFolder } from "../../src/compose.ts";
import { loadLibrary } from "../../src/knowledge/library.ts";

let own: string;

beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), "own-"));
});

afterEach(() => {
  rmSync(own, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(own, file, ".."), { recursive: true });
  writeFileSync(join(own, file), text);
}

const why = "This explanation is long enough for every rule that asks for one.";
const question = (id: string, key = "Amazon Macie") => `
- id: ${id}
  type: choice
  objective: 1.3.4
  curriculum: "4.3"
  stage: collection
  difficulty: 1
  services: [macie]
  stem: Our ward keeps scans with names in a bucket and wants to know where. Which one fits?
  options:
    - { id: macie, text: ${key}, about: macie, correct: true, why: "${why}" }
    - { id: s3, text: Amazon S3, about: s3, why: "${why}" }
    - { id: iam, text: AWS IAM, about: iam, why: "${why}" }
    - { id: kms, text: AWS KMS, about: kms, why: "${why}" }
  source: https://docs.aws.amazon.com/macie/latest/user/what-is-macie.html
  checked: 2026-11-24
`;

const load = () => loadLibrary(knowledgeFolder, own);
const faults = () => {
  const loaded = load();
  return "faults" in loaded ? loaded.faults.map(({ file, message }) => `${file}  ${message}`) : [];
};

describe("a team's own folder", () => {
  test("adds its questions to ours", () => {
    write("questions/ours.yaml", question("our-ward"));
    const loaded = load();
    if ("faults" in loaded) throw new Error(faults().join("\n"));
    expect(loaded.library.items.map(({ id }) => id)).toContain("our-ward");
    expect(loaded.library.items.length).toBeGreaterThan(450);
  });

  test("may be empty", () => {
    expect(faults()).toEqual([]);
  });

  test("that does not exist is named, with the setting that names it", () => {
    rmSync(own, { recursive: true });
    expect(faults()).toEqual([`${own}  this folder does not exist; KNOWLEDGE_DIR names it`]);
    mkdirSync(own);
  });

  test("may not use an id again", () => {
    write("questions/ours.yaml", question("gov-clarify-loan-groups"));
    expect(faults()).toEqual([
      `${join(own, "questions/ours.yaml")}  there is already a question "gov-clarify-loan-groups"`,
    ]);
  });

  test("is held to the rules of single items, with the file at fault", () => {
    write("questions/ours.yaml", question("our-ward", "Ward"));
    expect(faults()).toEqual([
      `${join(own, "questions/ours.yaml")}  our-ward: the stem contains the key's name “Ward”`,
    ]);
  });

  test("may not name what does not exist", () => {
    write("questions/ours.yaml", question("our-ward").replace("services: [macie]", "services: [ward-finder]"));
    expect(faults()).toEqual([`${join(own, "questions/ours.yaml")}  our-ward: there is no entry "ward-finder"`]);
  });

  test("tells a wrong shape with file and field", () => {
    write("questions/ours.yaml", question("our-ward").replace("difficulty: 1", "difficulty: 9"));
    expect(faults()[0]).toMatch(/questions\/ours\.yaml {2}\[0\]\.difficulty: /);
  });

  test("may add a case, under an id of its own", () => {
    const indented = (text: string) => text.trim().replaceAll(/^/gm, "  ");
    const questions = `${indented(question("ward-one"))}\n${indented(question("ward-two"))}`;
    const writeCase = (id: string) => {
      write(`cases/${id}.yaml`, `id: ${id}\ntitle: A ward\nscenario: A ward keeps scans.\nquestions:\n${questions}\n`);
    };
    writeCase("case-our-ward");
    expect(faults()).toEqual([]);
    rmSync(join(own, "cases"), { recursive: true });
    writeCase("case-bank-drift");
    expect(faults()[0]).toBe(`${join(own, "cases/case-bank-drift.yaml")}  there is already a case "case-bank-drift"`);
  });

  test("may add a comparison, of entries that there are", () => {
    const pair = (id: string) => `
- id: our-pair
  difference: One finds names in files, the other keeps files.
  sides:
    - { name: Macie, id: ${id}, tell: Finds names. }
    - { name: S3, id: s3, tell: Keeps files. }
  source: https://docs.aws.amazon.com/macie/latest/user/what-is-macie.html
  checked: 2026-11-24
`;
    write("pairs.yaml", pair("macie"));
    expect(faults()).toEqual([]);
    write("pairs.yaml", pair("macie").replace("our-pair", "macie-clarify"));
    expect(faults()).toEqual([`${join(own, "pairs.yaml")}  there is another pair "macie-clarify"`]);
    write("pairs.yaml", pair("nobody"));
    expect(faults()).toEqual([`${join(own, "pairs.yaml")}  there is no entry "nobody"`]);
  });
  test("may add a lesson, of a part of our curriculum and under our rules", () => {
    const card = (kind: string, text: string) =>
      `  - { kind: ${kind}, heading: Our ${kind}, text: ${text}, source: "https://example.org/wards", checked: 2026-11-24 }`;
    const lesson = (id: string, of: string, text = "Nurses keep scans in a bucket.") => `
id: ${id}
of: ${of}
title: Scans on our ward
cards:
${card("idea", text)}
${card("at-work", "Count folders on a Monday morning.")}
entries: [macie]
items: { entries: [macie] }
`;
    write("lessons/our-ward.yaml", lesson("our-ward", "data-literacy"));
    const loaded = load();
    if ("faults" in loaded) throw new Error(faults().join("\n"));
    expect(loaded.library.lessons.filter(({ of }) => of === "data-literacy").map(({ id }) => id)).toEqual([
      "data-literacy",
      "our-ward",
    ]);
    write("lessons/data-literacy.yaml", lesson("data-literacy", "data-literacy"));
    write("lessons/our-beds.yaml", lesson("our-beds", "beds"));
    write("lessons/our-nurses.yaml", lesson("our-nurses", "data-literacy", "Nurses simply count."));
    write("lessons/our-rules.yaml", lesson("our-rules", '"4.3"'));
    const told = (file: string, message: string) => `${join(own, "lessons", file)}  ${message}`;
    expect(faults()).toEqual([
      told("data-literacy.yaml", 'there is already a lesson "data-literacy"'),
      told("our-beds.yaml", 'the curriculum has no objective, prerequisite or real-world point "beds"'),
      told("our-nurses.yaml", "markup or shouting in “Our idea”"),
      told("our-rules.yaml", "has no card of the kind look-alike"),
      told("our-rules.yaml", "has no card of the kind today"),
    ]);
  });
});
