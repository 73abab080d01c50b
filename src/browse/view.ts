import type { Choice, Fact, Reply } from "../conversation.ts";
import { writeCommand } from "../command.ts";
import type { Library } from "../knowledge/library.ts";
import type { Module, Stage } from "../knowledge/schema.ts";
import { pipelinePicture } from "./pipeline-picture.ts";

/** How the curriculum looks. Pure: knowledge in, Reply out. */

/** The way in: prerequisites, success metrics, the self-assessment, and why it is worth it. */
export function startView(library: Library): Reply {
  const { curriculum } = library;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Where to start" },
      { kind: "text", text: curriculum.about },
      { kind: "facts", facts: curriculum.prerequisites.map(({ title, text }) => ({ label: `First: ${title}`, text })) },
      { kind: "facts", facts: curriculum.successMetrics.map(({ title, text }) => ({ label: `Aim: ${title}`, text })) },
      { kind: "facts", facts: curriculum.realWorld.map(({ title, text }) => ({ label: `At work: ${title}`, text })) },
      { kind: "heading", text: "A quick check: try before you look" },
      { kind: "list", items: curriculum.selfAssessment.map(({ question }) => question) },
      {
        kind: "choices",
        choices: [
          choice("Show the answers", "answers"),
          choice("The modules", "modules"),
          choice("The pipeline", "pipeline"),
        ],
      },
      { kind: "footer", text: curriculum.exam.note },
    ],
  };
}

/** The questions of the self-assessment, answered: one tries first. */
export function answersView({ curriculum }: Library): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "The quick check, answered" },
      {
        kind: "facts",
        facts: curriculum.selfAssessment.map(({ question, answer }) => ({ label: question, text: answer })),
      },
      { kind: "choices", choices: [choice("Where to start", "start"), choice("The modules", "modules")] },
    ],
  };
}

export function modulesView(library: Library): Reply {
  const { curriculum } = library;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: curriculum.title },
      { kind: "text", text: curriculum.about },
      {
        kind: "facts",
        facts: curriculum.modules.map((module) => ({
          label: `Module ${String(module.number)}`,
          text: `${module.title}, difficulty ${String(module.difficulty)} of 5. ${capital(names(library, module.services))}.`,
        })),
      },
      { kind: "text", text: curriculum.bigPicture },
      {
        kind: "choices",
        choices: curriculum.modules.map((m) => choice(`Module ${String(m.number)}`, "modules", String(m.number))),
      },
    ],
  };
}

export function moduleView(library: Library, module: Module): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `Module ${String(module.number)}: ${module.title}` },
      {
        kind: "text",
        text: `Difficulty ${String(module.difficulty)} of 5. Key services: ${names(library, module.services)}.`,
      },
      { kind: "facts", facts: module.objectives.map((o) => ({ label: `${o.id} ${o.title}`, text: o.text })) },
      ...(module.note ? [{ kind: "text", text: module.note } as const] : []),
      { kind: "choices", choices: module.objectives.map((o) => choice(`${o.id} ${o.title}`, "objective", o.id)) },
    ],
  };
}

/** An objective of the curriculum or of the exam; nothing where there is none of that number. */
export function objectiveView(library: Library, id: string): Reply | undefined {
  return curriculumObjective(library, id) ?? examObjective(library, id);
}

function curriculumObjective(library: Library, id: string): Reply | undefined {
  for (const module of library.curriculum.modules) {
    const objective = module.objectives.find((o) => o.id === id);
    if (!objective) continue;
    return {
      to: "asker",
      parts: [
        { kind: "heading", text: `${objective.id} ${objective.title}` },
        { kind: "text", text: objective.text },
        {
          kind: "facts",
          facts: [
            ...linkFacts(library, objective),
            {
              label: "Exam",
              text: `${objective.exam.length > 1 ? "Objectives" : "Objective"} ${objective.exam.join(", ")}`,
            },
            { label: "Module", text: `${String(module.number)}, ${module.title}` },
          ],
        },
        {
          kind: "choices",
          choices: [
            ...explainChoices(library, objective.services),
            choice("The module", "modules", String(module.number)),
          ],
        },
      ],
    };
  }
  return undefined;
}

function examObjective(library: Library, id: string): Reply | undefined {
  const { exam } = library.curriculum;
  const objective = exam.objectives.find((o) => o.id === id);
  if (!objective) return undefined;
  const added = exam.newNotes.filter((note) => note.objective === id);
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `${exam.code} ${objective.id}: ${objective.title}` },
      {
        kind: "facts",
        facts: [
          { label: "Guide now", text: objective.now },
          ...(objective.before ? [{ label: "Earlier guide", text: objective.before }] : []),
          ...linkFacts(library, objective),
        ],
      },
      ...(added.length > 0 ? [{ kind: "facts", facts: added.map(newFact) } as const] : []),
      { kind: "facts", facts: [{ label: "Exam guide", text: exam.guide, link: exam.source }] },
      { kind: "footer", text: exam.note },
      { kind: "choices", choices: explainChoices(library, objective.services) },
    ],
  };
}

function newFact({ title, text, source }: Library["curriculum"]["exam"]["newNotes"][number]): Fact {
  return { label: title.startsWith("New ") ? title : `New: ${title}`, text, link: source };
}

export function pipelineView(library: Library): Reply {
  const { stages } = library.curriculum;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "The ML pipeline, stage by stage" },
      {
        kind: "facts",
        facts: stages.map((stage, i) => ({
          label: `${String(i)} ${stage.name}`,
          text: stage.services.length > 0 ? `${stage.cue} ${capital(names(library, stage.services))}.` : stage.cue,
        })),
      },
      { kind: "text", text: "In this order the first time; monitoring then leads back to data and training." },
      { kind: "picture", picture: { ...pipelinePicture(library), repeats: true } },
      { kind: "choices", choices: stages.map((stage) => choice(stage.name, "pipeline", stage.id)) },
    ],
  };
}

export function stageView(library: Library, stage: Stage): Reply {
  const position = library.curriculum.stages.indexOf(stage);
  const next = library.curriculum.stages[position + 1];
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `Stage ${String(position)}: ${stage.name}` },
      { kind: "text", text: stage.definition },
      {
        kind: "facts",
        facts: [
          { label: "You can tell by", text: stage.cue },
          ...(stage.trap ? [{ label: "Trap", text: stage.trap }] : []),
          ...linkFacts(library, stage),
          { label: "Documentation", text: "Where AWS describes this stage.", link: stage.source },
        ],
      },
      { kind: "picture", picture: pipelinePicture(library, stage) },
      {
        kind: "choices",
        choices: [
          ...explainChoices(library, stage.services),
          ...(next ? [choice(`Next: ${next.name}`, "pipeline", next.id)] : [choice("The whole pipeline", "pipeline")]),
        ],
      },
    ],
  };
}

export function noSuchView(what: string, whatThereIs: string, instead: string): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "text", text: `There is no ${what}. ${whatThereIs}` },
      { kind: "choices", choices: [choice(`Show the ${instead}`, instead)] },
    ],
  };
}

function linkFacts(library: Library, linked: { services: readonly string[]; concepts: readonly string[] }): Fact[] {
  return [
    ...(linked.services.length > 0 ? [{ label: "Services", text: capital(names(library, linked.services)) }] : []),
    ...(linked.concepts.length > 0 ? [{ label: "Ideas", text: capital(names(library, linked.concepts)) }] : []),
  ];
}

function names(library: Library, ids: readonly string[]): string {
  return ids.map((id) => library.entries.get(id)?.short ?? id).join(", ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function explainChoices(library: Library, ids: readonly string[]): Choice[] {
  return ids.slice(0, 4).map((id) => choice(library.entries.get(id)?.short ?? id, "explain", id));
}

function choice(label: string, name: string, ...args: readonly string[]): Choice {
  return { label, command: writeCommand({ name, arguments: args }) };
}
