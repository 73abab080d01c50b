import type { Door } from "../command.ts";
import type { Library } from "../knowledge/library.ts";
import {
  answersView,
  moduleView,
  modulesView,
  noSuchView,
  objectiveView,
  pipelineView,
  stageView,
  startView,
} from "./view.ts";

/** Walking through the curriculum: its modules, its objectives, the stages of the pipeline. */
export function makeBrowse(library: Library): Door {
  const { curriculum } = library;
  const stageNames = new Map(
    curriculum.stages.flatMap((stage, i) => [
      [stage.id, stage.id],
      [stage.id.replaceAll("-", " "), stage.id],
      [stage.name.toLowerCase(), stage.id],
      [String(i), stage.id],
    ]),
  );
  return {
    rows: [
      {
        name: "start",
        section: "learn",
        aliases: [
          ...["where do i start", "where to start", "what should i learn first", "how do i study", "prerequisites"],
          ...[
            "how do i study for this exam",
            "how do i study for the exam",
            "what do i need to know",
            "getting started",
          ],
          ...["what is the exam about", "what is this exam about", "self-assessment", "how do i prepare"],
        ],
        takes: [],
        about: "Where to begin, and what to aim for",
        example: "start",
      },
      {
        name: "answers",
        aliases: ["show answers", "show the answers"],
        takes: [],
        about: "The answers to the quick check of start",
        example: "answers",
        unlisted: true,
      },
      {
        name: "modules",
        section: "learn",
        aliases: ["module"],
        takes: [{ name: "number", kind: "module", hint: "1 to 4; all four if left out", optional: true }],
        about: "The four modules, or one of them",
        example: "modules 4",
      },
      {
        name: "objective",
        section: "learn",
        aliases: ["objectives"],
        takes: [{ name: "number", kind: "objective", hint: "Such as 2.3 of the curriculum or 1.3.4 of the exam" }],
        about: "An objective: 1.1 to 4.3, or 1.3.1 to 1.3.6",
        example: "objective 1.3.4",
      },
      {
        name: "pipeline",
        section: "learn",
        takes: [{ name: "stage", kind: "stage", hint: "Such as training; all stages if left out", optional: true }],
        about: "The stages of an ML pipeline, with services",
        example: "pipeline monitoring",
      },
    ],
    resolvers: {
      // Any number is taken, so that a wrong one is told what there is.
      module: (typed) => /^(?:m|module )?0*(\d{1,2})$/i.exec(typed)?.[1],
      objective: (typed) => /^\d{1,2}(?:\.\d{1,2}){0,3}$/.exec(typed)?.[0],
      stage: (typed) => stageNames.get(typed.toLowerCase()) ?? /^\d{1,2}$/.exec(typed)?.[0],
    },
    completers: {
      module: () =>
        curriculum.modules.map(({ number, title }) => ({ value: String(number), label: `${String(number)} ${title}` })),
      objective: (typed) =>
        objectives(library).filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
      stage: (typed) =>
        curriculum.stages
          .map(({ id, name }) => ({ value: id, label: name }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
    },
    handle({ command }) {
      const [argument] = command.arguments;
      return answer(library, command.name, argument);
    },
  };
}

function objectives({ curriculum }: Library) {
  return [...curriculum.modules.flatMap((module) => module.objectives), ...curriculum.exam.objectives].map(
    ({ id, title }) => ({ value: id, label: `${id} ${title}` }),
  );
}

function answer(library: Library, name: string, argument: string | undefined) {
  const { curriculum } = library;
  if (name === "modules") {
    if (!argument) return modulesView(library);
    const module = curriculum.modules.find((m) => String(m.number) === argument);
    return module
      ? moduleView(library, module)
      : noSuchView(`module ${argument}`, "There are four: 1 to 4.", "modules");
  }
  if (name === "objective") {
    return (
      objectiveView(library, argument ?? "") ??
      noSuchView(
        `objective ${argument ?? ""}`,
        "The curriculum has 1.1 to 4.3, the exam's task 1.3.1 to 1.3.6.",
        "modules",
      )
    );
  }
  if (name === "start") return startView(library);
  if (name === "answers") return answersView(library);
  if (!argument) return pipelineView(library);
  const stage = curriculum.stages.find((s) => s.id === argument);
  return stage ? stageView(library, stage) : noSuchView(`stage ${argument}`, "There are ten: 0 to 9.", "pipeline");
}
