import { z } from "zod";
import { caseSchema, questionsSchema } from "./item.ts";
import { lessonSchema } from "./lesson.ts";
import { conceptSchema, curriculumSchema, edgesSchema, pairsSchema, serviceSchema } from "./schema.ts";

/** The files of `knowledge/schemas` by name: what an editor needs to check and complete a knowledge file. */
export function drawSchemas(): ReadonlyMap<string, string> {
  const shapes = {
    "service.json": serviceSchema,
    "concept.json": conceptSchema,
    "pairs.json": pairsSchema,
    "curriculum.json": curriculumSchema,
    "edges.json": edgesSchema,
    "questions.json": questionsSchema,
    "case.json": caseSchema,
    "lesson.json": lessonSchema,
  };
  return new Map(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      // As it is written, before defaults are filled in.
      `${JSON.stringify(z.toJSONSchema(shape, { io: "input" }), undefined, 2)}\n`,
    ]),
  );
}
