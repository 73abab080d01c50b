import type { Door } from "../../src/command.ts";
import type { Delivery, Form, Part, Place, Posted, Reply } from "../../src/conversation.ts";

/**
 * A door that plays at a round: `begin` posts a lobby and under it a question, `pick` counts in the question's post and
 * answers its learner alone, `fill` gives a form, `sent` takes it, `reveal` turns the question into its answer.
 */
export function makeRound(place: Place, post: (delivery: Delivery) => Promise<Posted>, until: () => number): Door {
  const answered = new Set<string>();
  const takes = [{ name: "what", kind: "text", hint: "What", optional: true }] as const;
  const row = (name: string) => ({ name, takes, about: `Says ${name}`, example: name, unlisted: true as const });
  const tell = (key: string, parts: readonly Part[], more: Partial<Delivery> = {}) =>
    post({ key, place, reply: { to: "everyone", parts }, ...more });
  const question = () => asking(answered.size, until());
  let told = 0;

  return {
    rows: ["begin", "pick", "fill", "sent", "reveal", "alone", "again"].map(row),
    resolvers: {},
    async handle({ learner, command }) {
      const what = command.arguments[0] ?? "";
      switch (command.name) {
        case "begin":
          answered.clear();
          await tell(`lobby ${what}`, lobby);
          await tell(`question ${what}`, question(), { under: `lobby ${what}` });
          return say("It has begun.");
        case "pick": {
          const [round = "", letter = ""] = what.split(".");
          answered.add(learner);
          await tell(`picked ${String((told += 1))}`, question(), { replaces: `question ${round}` });
          return { ...say(`You answered ${letter}.`), inPlace: true };
        }
        case "fill":
          return { to: "asker", parts: [{ kind: "form", form: menus }] };
        case "sent":
          return { ...say(`You sent ${what}.`), inPlace: true };
        case "reveal":
          await tell(`revealed ${String((told += 1))}`, answer, { replaces: `question ${what}` });
          return say("Revealed.");
        default:
          return {
            to: "asker",
            ...(command.name === "again" ? { inPlace: true as const } : {}),
            parts: [
              { kind: "text", text: `Pressed ${command.name}.` },
              { kind: "choices", choices: [{ label: "Again", command: "again" }] },
            ],
          };
      }
    },
  };
}

const lobby: readonly Part[] = [
  { kind: "heading", text: "Quiz round: 2 questions on monitoring" },
  { kind: "text", text: "30 seconds a question. Everyone plays for themselves." },
  { kind: "facts", facts: [{ label: "Playing", text: "Ann, Ben" }] },
];

function asking(answered: number, until: number): readonly Part[] {
  return [
    { kind: "heading", text: "Question 1 of 2" },
    { kind: "text", text: "Which service notices that a model's input has changed since training?" },
    { kind: "list", items: ["A. Amazon SageMaker Model Monitor", "B. Amazon SageMaker Clarify", "C. Amazon Macie"] },
    { kind: "text", text: `${String(answered)} of 2 have answered.` },
    { kind: "countdown", text: "Closes", until },
    {
      kind: "choices",
      choices: [
        ...["A", "B", "C"].map((letter) => ({ label: letter, command: `pick 1.${letter}` })),
        { label: "Answer", command: "fill" },
      ],
    },
  ];
}

const answer: readonly Part[] = [
  { kind: "heading", text: "Question 1 of 2: 2 of 2 got it" },
  { kind: "text", text: "Model Monitor compares live data with the training data." },
];

const options = ["A", "B", "C"].map((value) => ({ label: `${value}. Step ${value}`, value }));

const menus: Form = {
  title: "Your answer",
  send: "Answer",
  command: "sent 1",
  fill: "filled 1",
  fields: [
    { kind: "menu", id: "1", label: "First", options, count: 1, chosen: [] },
    { kind: "menu", id: "2", label: "Choose 2", options, count: 2, chosen: ["B"] },
  ],
};

function say(text: string): Reply {
  return { to: "asker", parts: [{ kind: "text", text }] };
}
