import { expect, test } from "vitest";
import { makeTopicFinder } from "../../src/items/topic.ts";
import { readWish, type Wish } from "../../src/quiz/wish.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

const topicOf = makeTopicFinder(library(), askDoor().names.resolve);
const read = (text: string) => readWish(text, topicOf, true);
const ideasOf = (topic: string) =>
  library()
    .concepts.filter((one) => one.topic === topic)
    .map(({ id }) => id);
const usual: Wish = { count: 5, weakSpots: false, untimed: false, teams: [], speed: false, peer: false };

test.each<[string, Partial<Wish>]>([
  ["", {}],
  ["7", { count: 7 }],
  ["10 questions", { count: 10 }],
  ["us", {}],
  ["5 20s speed", { seconds: 20, speed: true }],
  ["3 45 seconds untimed", { count: 3, seconds: 45, untimed: true }],
  ["talk", { peer: true }],
  ["our weak spots", { weakSpots: true }],
  ["teams", { teams: ["Red", "Blue"] }],
  ["5 teams Owls Foxes", { teams: ["Owls", "Foxes"] }],
  ["teams Owls and Foxes", { teams: ["Owls", "Foxes"] }],
  ["teams Owls vs Foxes", { teams: ["Owls", "Foxes"] }],
  ["teams: Owls, Foxes, & Bears 20s", { teams: ["Owls", "Foxes", "Bears"], seconds: 20 }],
  ["teams Owls Foxes 7", { teams: ["Owls", "Foxes"], count: 7 }],
  ["teams 7 Owls Foxes", { teams: ["Owls", "Foxes"], count: 7 }],
  ["teams 7 module 4", { teams: ["Red", "Blue"], count: 7, about: { topic: { module: 4 }, name: "module 4" } }],
  [
    "teams Model Monitor vs Clarify",
    {
      teams: ["Red", "Blue"],
      about: { topic: { lookAlikes: ["model-monitor", "clarify"] }, name: "Model Monitor and Clarify" },
    },
  ],
  ["teams 1.3.4", { teams: ["Red", "Blue"], about: { topic: { objective: "1.3.4" }, name: "exam objective 1.3.4" } }],
  ["teams speed", { teams: ["Red", "Blue"], speed: true }],
  ["teams 7 talk", { teams: ["Red", "Blue"], count: 7, peer: true }],
  ["teams module 4", { teams: ["Red", "Blue"], about: { topic: { module: 4 }, name: "module 4" } }],
  ["module 4", { about: { topic: { module: 4 }, name: "module 4" } }],
  ["5 module 4 fast", { about: { topic: { module: 4 }, name: "module 4" }, speed: true }],
  ["1.3.4", { about: { topic: { objective: "1.3.4" }, name: "exam objective 1.3.4" } }],
  ["objective 2.3", { about: { topic: { curriculum: "2.3" }, name: "objective 2.3" } }],
  ["8 on Clarify", { count: 8, about: { topic: { entry: "clarify" }, name: "Clarify" } }],
  ["me on Model Monitor", { about: { topic: { entry: "model-monitor" }, name: "Model Monitor" } }],
  ["5 on inference modes", { about: { topic: { entries: ideasOf("inference-modes") }, name: "inference modes" } }],
  ["drift", { about: { topic: { entries: ideasOf("drift") }, name: "drift" } }],
  [
    "validation set or test set",
    { about: { topic: { entry: "validation-vs-test-set" }, name: "validation set or test set" } },
  ],
  [
    "4 Model Monitor vs Clarify",
    { count: 4, about: { topic: { lookAlikes: ["model-monitor", "clarify"] }, name: "Model Monitor and Clarify" } },
  ],
])("quiz %s", (text, wish) => {
  expect(read(text)).toEqual({ ...usual, ...wish });
});

test.each([
  ["0", /1 to 20/],
  ["21", /1 to 20/],
  ["5 5s", /10 to 300 seconds/],
  ["bananas", /“bananas”.*module 4/],
  ["teams A B C D E", /2 to 4 teams/],
  ["teams Owls owls", /Teams need names that differ/],
  ["teams <@U1> <@U2>", /Teams need names/],
  ["teams Owls @everyone", /Teams need names/],
  ["teams *Owls* Foxes", /Teams need names/],
  ["teams <@U1>", /Teams need names/],
])("quiz %s is refused", (text, why) => {
  expect(read(text)).toEqual({ refused: expect.stringMatching(why) as string });
});
