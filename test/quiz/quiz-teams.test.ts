import { expect, test } from "vitest";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { openClassroom, texts } from "./classroom-for-tests.ts";

describeOnEachEngine("teams of a round", ({ store }) => {
  const { letterOf, say, sent } = openClassroom(store);
  const lobby = () => sent.filter(({ key }) => key.startsWith("round r-abc123 lobby")).at(-1)?.reply;

  test("everybody is told their team: by the lobby, on picking it, on coming late and with each answer", async () => {
    await say("ada", "quiz 3 teams Owls Foxes");
    expect(await say("ada", "play r-abc123 team Owls")).toContain("You are in the team Owls.");
    expect(await say("ben", "play r-abc123 join")).toContain("Pick a team, or be put in one at the start");
    await say("ada", "play r-abc123 start");
    expect(lobby()?.parts).toContainEqual({
      kind: "facts",
      facts: [
        { label: "Owls", text: "Ada" },
        { label: "Foxes", text: "Ben" },
      ],
    });
    expect(texts(lobby() ?? { to: "everyone", parts: [] })).not.toContain("Playing:");
    expect(await say("cleo", "play r-abc123 join")).toMatch(/You are in, in the team (Owls|Foxes)\./);
    expect(await say("ben", `play r-abc123 say.0.1.${letterOf(0, true)}`)).toContain(
      "Your answer for the team Foxes is",
    );
  });
});
