import type { Door } from "../command.ts";
import type { Library } from "../knowledge/library.ts";
import { moduleView, modulesView, noSuchView, objectiveView, pipelineView, stageView } from "./view.ts";

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
        name: "modules",
        aliases: ["module"],
        takes: [{ name: "1-4", kind: "module", optional: true }],
        about: "the four modules, or one of them",
        example: "modules 4",
      },
      {
        name: "objective",
        aliases: ["objectives"],
        takes: [{ name: "n", kind: "objective" }],
        about: "an objective of the curriculum (1.1 to 4.3) or the exam (1.3.1 to 1.3.6)",
        example: "objective 1.3.4",
      },
      {
        name: "pipeline",
        takes: [{ name: "stage", kind: "stage", optional: true }],
        about: "the stages of an ML pipeline with their services",
        example: "pipeline monitoring",
      },
    ],
    resolvers: {
      // Any number is taken for a module or an objective, so that a wrong one is told what there is.
      module: (typed) => /^(?:m|module )?(\d+)$/i.exec(typed)?.[1],
      objective: (typed) => /^\d+(?:\.\d+)+$/.exec(typed)?.[0],
      stage: (typed) => stageNames.get(typed.toLowerCase()),
    },
    handle({ command }) {
      const [argument] = command.arguments;
      return Promise.resolve(answer(library, command.name, argument));
    },
  };
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
  const stage = curriculum.stages.find((s) => s.id === argument);
  return stage ? stageView(library, stage) : pipelineView(library);
}
