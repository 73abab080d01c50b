import type { Row } from "../command.ts";

const nameHint = "A service or an idea, such as Clarify or recall";

/** What of the written language is about questions and entries. */
export const rows: readonly Row[] = [
  {
    name: "ask",
    section: "ask",
    takes: [{ name: "question", kind: "text", hint: "What you need, in your own words" }],
    about: "Which service or idea fits; the word “ask” may be left out",
    example: "ask who labels my images?",
  },
  {
    name: "explain",
    section: "ask",
    aliases: [
      "what is",
      "what's",
      "whats",
      "what are",
      "define",
      "describe",
      "tell me about",
      "about",
      "when to use",
      "when do i use",
    ],
    frames: {
      "what does": ["mean", "do", "stand for"],
      "what is": ["for", "used for"],
      "what are": ["for", "used for"],
    },
    takes: [{ name: "topic", kind: "side", hint: nameHint }],
    about: "What it does, when to use it, its status today",
    example: "explain Model Registry",
  },
  {
    name: "compare",
    section: "ask",
    aliases: [
      ...["difference between", "differences between", "the difference between", "choose between"],
      ...["what is the difference between", "what's the difference between", "whats the difference between"],
      ...["which is better", "should i use", "do i use", "do i need"],
    ],
    infix: ["vs", "versus", "v", "or"],
    takes: [
      { name: "first", kind: "side", hint: nameHint },
      { name: "second", kind: "side", hint: "What it is to be told apart from" },
      { name: "third", kind: "side", hint: "One more, if there are more", optional: true },
      { name: "fourth", kind: "side", hint: "One more, if there are more", optional: true },
      { name: "fifth", kind: "side", hint: "One more, if there are more", optional: true },
    ],
    about: "Look-alikes side by side",
    example: "compare Clarify and Model Monitor",
  },
  {
    name: "closed",
    section: "ask",
    aliases: [
      ...["what is closed", "which services are closed", "which services are closed to new customers"],
      ...["closed services", "which are closed", "what has closed"],
    ],
    takes: [],
    about: "Services that new customers can no longer start with",
    example: "closed",
  },
  {
    name: "today",
    section: "ask",
    aliases: [
      "and today",
      "status",
      "status of",
      "still available",
      "is it still available",
      "is it closed",
      "and now",
    ],
    frames: {
      is: [
        ...["available", "still available", "still open", "open to new customers", "still supported", "closed"],
        ...["deprecated", "legacy", "dead", "discontinued", "retired", "going away", "gone", "shut down"],
      ],
      "when was": ["closed"],
      "when did": ["close"],
    },
    takes: [{ name: "topic", kind: "entry", hint: nameHint, optional: true }],
    about: "Whether it is still open to new customers; alone, about the last answer",
    example: "today Clarify",
  },
  {
    name: "source",
    section: "ask",
    aliases: ["sources", "docs", "documentation", "link", "says who", "where does this come from"],
    takes: [{ name: "topic", kind: "entry", hint: nameHint, optional: true }],
    about: "Where that comes from; alone, about the last answer",
    example: "source Model Monitor",
  },
  {
    name: "versus",
    aliases: [
      ...["vs", "why not", "and why not", "what about", "and what about", "how about", "not", "and", "or"],
      ...["difference to", "difference from", "difference with", "compare with", "compare it with", "compare to"],
      ...["how is it different from", "what's the difference with", "what is the difference with"],
      ...["what's the difference to", "what is the difference to"],
    ],
    takes: [{ name: "other", kind: "side", hint: nameHint }],
    about: "The last answer against another",
    example: "why not Clarify?",
    unlisted: true,
  },
  {
    name: "card",
    takes: [{ name: "topic", kind: "entry", hint: nameHint }],
    about: "The short answer about it, as it is shared",
    example: "card Clarify",
    unlisted: true,
  },
  {
    name: "tell",
    takes: [{ name: "token", kind: "token", hint: "as the button says it" }],
    about: "Keeps a question without an answer for the maintainers",
    example: "tell q-8Zr1x0Ab",
    unlisted: true,
  },
  {
    name: "not-this",
    takes: [
      { name: "topic", kind: "entry", hint: "as the button says it" },
      { name: "token", kind: "token", hint: "as the button says it" },
    ],
    about: "Tells the maintainers that an answer was not what was asked for",
    example: "not-this clarify q-8Zr1x0Ab",
    unlisted: true,
  },
];
