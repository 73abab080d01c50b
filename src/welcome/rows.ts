import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "welcome",
    // The whole text, or it is a question: "hi, who labels images?" is one.
    aliases: [
      ...["hi", "hello", "hey", "hiya", "hi there", "hello there", "hey there", "hi bot", "hello bot", "howdy", "yo"],
      ...["hola", "hallo", "bonjour", "ciao", "greetings", "good morning", "good afternoon", "good evening"],
      ...["start here", "get started", "i'm new here", "i am new here", "hi i'm new here", "who are you"],
    ],
    takes: [],
    about: "What I do, and where to begin",
    example: "hello",
    unlisted: true,
  },
  {
    name: "how-to-ask",
    aliases: ["how to ask", "how do i ask", "how do i ask you"],
    takes: [],
    about: "How a question is put",
    example: "how-to-ask",
    unlisted: true,
  },
  {
    name: "home",
    aliases: ["my page", "my home", "dashboard", "my dashboard"],
    takes: [],
    about: "Your page: what is due, what comes next, how far you are",
    personal: true,
    example: "home",
    unlisted: true,
  },
];
