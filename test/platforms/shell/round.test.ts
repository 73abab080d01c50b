import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { directMessage, type Reply } from "../../../src/conversation.ts";
import { makeDelivery } from "../../../src/delivery/delivery.ts";
import { chat } from "../../../src/platforms/shell/chat.ts";
import { makeBoard, terminal } from "../../../src/platforms/shell/post.ts";
import { makeTutor } from "../../../src/tutor.ts";
import { askDoor } from "../../tutor-for-tests.ts";
import { makeRound } from "../round-for-tests.ts";
import { settled } from "../tutor-on-platforms.ts";

/** A round played alone in the terminal: posts are printed as they come, letters and numbers answer. */
test("a round in the terminal", async () => {
  const board = makeBoard();
  const queue = makeDelivery({ shell: board.poster }, { now: () => 0, sleep: () => Promise.resolve() }, () => {});
  const tutor = makeTutor([askDoor(), makeRound(terminal, queue.deliver, () => 31_000)], {
    newReference: () => "reference",
    report: (error) => {
      throw error;
    },
    publish: queue.deliver,
  });
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = "";
  output.on("data", (text: Buffer) => (shown += text.toString()));
  const paper = { columns: 80, styled: false };
  const over = chat(tutor, { input, output, paper, now: () => 1000, prompt: false, board });
  const type = async (line: string, answer: string) => {
    const before = shown.length;
    input.write(`${line}\n`);
    await settled(() => shown.slice(before).includes(answer));
    return shown.slice(before);
  };

  const begun = await type("begin 1", "It has begun.");
  expect(begun).toMatch(/Quiz round: 2 questions[\s\S]*0 of 2 have answered\.\n\nCloses: 30 seconds left\n\n\[1\] A {3}\[2\] B {3}\[3\] C {3}\[4\] Answer/); // prettier-ignore
  const answered = await type("b", "You answered B.");
  expect(answered).not.toContain("have answered");
  expect(await type("3", "You answered C.")).not.toContain("have answered");

  expect(await type("4", "Type numbers or letters")).toMatch(/Your answer\n\nFirst, Choose 2\n {2}1 {2}A\. Step A\n/);
  await type("c 1 2", "You sent 1 C A,B.");

  expect(await type("reveal 1", "Revealed.")).toContain("Question 1 of 2: 2 of 2 got it");
  expect(await type("a", "\n\n")).not.toContain("You answered");
  input.end("quit\n");
  await over;
  await queue.stop();
});

const text = (words: string): Reply => ({ to: "everyone", parts: [{ kind: "text", text: words }] });

test("the board tells an edit that says something new from one that counts, and takes nothing private", async () => {
  const board = makeBoard();
  const seen: [string, boolean][] = [];
  board.watch(({ id, isNews }) => seen.push([id, isNews]));
  await board.poster.post({ key: "q", place: terminal, reply: text("0 of 2") });
  await board.poster.edit("q", { key: "e", place: terminal, reply: text("1 of 2") });
  const revealed: Reply = { to: "everyone", parts: [{ kind: "heading", text: "It was A" }, ...text("1 of 2").parts] };
  await board.poster.edit("q", { key: "f", place: terminal, reply: revealed });
  expect(seen).toEqual([
    ["q", true],
    ["q", false],
    ["q", true],
  ]);
  const own = { key: "own", place: { ...directMessage("web:1") }, reply: text("secret") };
  expect(await board.poster.post(own)).toMatchObject({ kind: "refused", why: "notThere" });
});
