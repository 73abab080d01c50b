import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "study",
    section: "learn",
    aliases: ["practise", "practice", "test me", "test me on"],
    takes: [
      {
        ...{ name: "topic", kind: "study-wish", optional: true },
        hint: "A module, stage, objective, service or two look-alikes; what you need most if left out",
      },
    ],
    about: "Ten questions for you alone, due ones first",
    personal: true,
    example: "study Model Monitor",
  },
  {
    name: "level",
    aliases: ["level check", "try five", "check my level", "test my level", "what is my level", "where should i begin"],
    takes: [],
    about: "Five questions that tell where to begin",
    personal: true,
    example: "level",
    unlisted: true,
  },
  {
    name: "weak",
    section: "learn",
    aliases: ["weak spots", "my weak spots", "weaknesses", "my weaknesses"],
    takes: [],
    about: "What you know least, and mix up",
    personal: true,
    example: "weak",
  },
  {
    name: "drill",
    section: "learn",
    aliases: ["speed drill"],
    takes: [{ name: "service", kind: "entry", hint: "The answer to the open question, in a drill", optional: true }],
    about: "How many services you match in 60 seconds",
    personal: true,
    example: "drill",
  },
  {
    name: "sit",
    takes: [
      { name: "which", kind: "sitting", hint: "as the button says it" },
      { name: "act", kind: "text", hint: "as the button says it" },
    ],
    about: "What a button of a sitting says",
    personal: true,
    example: "sit s-8Zr1x0 next.3",
    unlisted: true,
  },
];
