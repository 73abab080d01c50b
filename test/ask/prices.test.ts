import { expect, test } from "vitest";
import { askDoor } from "../tutor-for-tests.ts";

const { match } = askDoor();
const declined = (question: string) => match(question).kind === "declined";

test.each([
  "how much does bedrock cost",
  "how much is polly",
  "whats the price of textract",
  "sagemaker pricing",
  "how expensive is a feature store",
  "rekognition price per image",
  "is lex free?",
  "how much for transcribe in euros",
  "what does an endpoint cost per hour",
  "how much does it cost to label 1000 images",
  "what will this cost us each month",
  "pricing",
])("%j asks for a price", (question) => {
  expect(declined(question)).toBe(true);
});

test.each([
  "cost per user",
  "development cost",
  "what did it cost to build the model",
  "how much will each user cost us",
  "which is cheaper, spot or on-demand?",
  "cheapest way to host a model that's hardly ever called",
  "which mode costs nothing while idle?",
  "how much data does ground truth need",
  "how much bias does clarify find in my data",
  "free text into categories",
  "the cost of a false alarm",
  "save money on training",
])("%j is a question like others", (question) => {
  expect(declined(question)).toBe(false);
});
