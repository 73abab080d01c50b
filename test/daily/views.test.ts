import { describe, expect, test } from "vitest";
import type { Part, Place, Reply } from "../../src/conversation.ts";
import type { Day } from "../../src/daily/day.ts";
import { digestView } from "../../src/daily/digest-view.ts";
import { gaveUpView, notPostedView, nothingToAskView } from "../../src/daily/notes.ts";
import {
  closedView,
  gradedView,
  keptView,
  questionForOne,
  questionPost,
  resultView,
  stillOpenView,
} from "../../src/daily/question-view.ts";
import type { StoredDay, StoredSchedule } from "../../src/daily/records.ts";
import { newSchedule, type Schedule } from "../../src/daily/schedule.ts";
import { setForm } from "../../src/daily/set-form.ts";
import { setView, statusView, whichView } from "../../src/daily/status-view.ts";
import type { Answer } from "../../src/items/grade.ts";
import { show, type Showing } from "../../src/items/showing.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { say as sayOnDiscord } from "../../src/platforms/discord/say.ts";
import { drawForm, formOf } from "../../src/platforms/slack/forms.ts";
import { say as sayOnSlack } from "../../src/platforms/slack/say.ts";
import { messageFaults } from "../fakes/discord-bodies.ts";
import { areBlocksTooLong, blockFaults } from "../fakes/slack-blocks.ts";
import { viewFaults } from "../fakes/slack-views.ts";
import { library } from "../tutor-for-tests.ts";

/** Everything that the daily question says, as Slack and Discord take it. */
const { entries, items, pairs } = library();
const place: Place = { platform: "slack", id: "C1", private: false };
const id = "d-000000";
const hour = 60 * 60_000;
const [askedAt, revealAt] = [Date.UTC(2026, 10, 25, 8), Date.UTC(2026, 10, 25, 16)];

const longest: Schedule = {
  ...newSchedule("slack:T1:UADA", {
    recurrence: { time: "09:30", zone: "America/Argentina/ComodRivadavia", days: [1, 2, 3, 4, 6, 7] },
    about: {
      name: [...pairs.map(({ sides }) => sides.map(({ name }) => name).join(" and "))].sort(longerFirst)[0] ?? "",
      topic: {},
    },
    reveal: { kind: "after", ms: 7 * hour + 45 * 60_000 },
    toldAtOnce: false,
  }),
  paused: { until: "2026-12-30" },
};
const schedule: StoredSchedule = { id: "s-000000", place, schedule: longest };
const next = { at: revealAt, date: "2026-12-30" };

function dayOf(item: Item, toldAtOnce: boolean): StoredDay {
  const before = { day: "d-111111", date: "2026-11-18", answered: 1000, right: 999 };
  const asked = { phase: "open", schedule: "s-000000", date: "2026-11-25", zone: "Europe/Rome" } as const;
  const day: Day = { ...asked, item: item.id, revision: item.revision, askedAt, revealAt, toldAtOnce, before };
  return { id, place, day, turn: 1 };
}

/** Wrong as long as it can be: every step and every prompt with another's. */
function wrongAnswer({ item }: Showing): Answer {
  if (item.type === "order") return { kind: "order", ids: around(item.steps.map((step) => step.id)) };
  if (item.type !== "match") return { kind: "options", ids: item.options.map((option) => option.id) };
  const given = around(item.pairs.map((pair) => pair.id));
  return { kind: "match", given: Object.fromEntries(item.pairs.map((pair, i) => [pair.id, given[i] ?? ""])) };
}

/** What is said of one item, publicly and to each alone. */
function aboutItem(item: Item): Reply[] {
  const stored = dayOf(item, true);
  const { day } = stored;
  const showing = show(item, id);
  const answer = wrongAnswer(showing);
  const chosen = Array.from({ length: 1000 }, () => answer);
  const first = "You have answered this one, and the first answer stands.";
  return [
    questionPost(id, day, showing, 1000),
    closedView(id, day, showing, { day: id, date: day.date, answered: 1000, right: 999 }),
    questionForOne(id, day, showing, true),
    questionForOne(id, day, showing, false),
    keptView(stored, showing, answer),
    stillOpenView(stored, showing, answer),
    gradedView(stored, showing, answer, entries, { late: true, streak: 1000 }),
    gradedView(stored, showing, answer, entries, { late: false, streak: 1 }),
    resultView(stored, showing, answer, entries, { chosen, first }),
    resultView(stored, showing, undefined, entries, { chosen: undefined, first: undefined }),
  ];
}

const hardest = [...items].sort((a, b) => longerFirst(a.stem, b.stem))[0];
const aboutSchedules: Reply[] = [
  setView(schedule, next, false),
  setView(schedule, undefined, true),
  statusView([]),
  statusView([{ ...schedule, next }]),
  statusView(Array.from({ length: 5 }, (_, i) => ({ ...schedule, id: `s-00000${String(i)}`, next }))),
  whichView(
    Array.from({ length: 5 }, () => schedule),
    "daily-pause",
    "until 30 December",
  ),
  gaveUpView(schedule.id, longest),
  notPostedView(schedule),
  nothingToAskView(schedule.id, longest),
  ...pairs.map((pair) =>
    digestView(schedule.id, {
      ...{ questions: 7, answers: 7000, people: 1000, right: 1, confusion: { pair, times: 1000 } },
      ...(hardest ? { hardest: { day: id, item: hardest, answered: 1000, right: 1 } } : {}),
    }),
  ),
  setForm("Europe/Rome", "discord"),
];

describe.each<[string, () => readonly Reply[]]>([
  ["any of our items", () => items.filter(({ reserved }) => !reserved).flatMap(aboutItem)],
  ["schedules, and the week", () => aboutSchedules],
])("what is said of %s", (_, all) => {
  test("fits whole into a message in Slack, with every button", () => {
    for (const reply of all()) {
      const { blocks, text } = sayOnSlack(reply, true);
      const drawn = JSON.stringify(blocks);
      expect(blockFaults(JSON.parse(drawn), "message")).toEqual([]);
      expect(areBlocksTooLong(blocks), text).toBe(false);
      expect(drawn, text).not.toContain("Shortened");
      for (const command of commandsOf(reply)) expect(drawn).toContain(`"action_id":${JSON.stringify(command)}`);
    }
  });

  test("fits whole into a message in Discord, with every button", () => {
    for (const reply of all()) {
      const message = sayOnDiscord(reply, true);
      const drawn = JSON.stringify(message);
      expect(messageFaults(JSON.parse(drawn) as never, "post", [])).toEqual([]);
      expect(drawn).not.toContain("Shortened");
      for (const command of commandsOf(reply)) expect(drawn).toContain(`"custom_id":${JSON.stringify(command)}`);
    }
  });
});

test.each([undefined, "Europe/Rome", "America/Argentina/ComodRivadavia"])(
  "the form is a modal in Slack, with all of its zones, where the asker's is %s",
  (zone) => {
    const reply = setForm(zone, "slack");
    const form = formOf(reply);
    if (!form) throw new Error("there is no form");
    const view = JSON.parse(JSON.stringify(drawForm(form, reply, { channel: "C1" }))) as Record<string, unknown>;
    expect(viewFaults(view, "modal")).toEqual([]);
    for (const field of form.fields)
      if (field.kind === "menu")
        for (const { value } of field.options) expect(JSON.stringify(view)).toContain(`"value":"${value}"`);
  },
);

function commandsOf({ parts }: Reply): string[] {
  return parts
    .filter((part): part is Part & { kind: "choices" } => part.kind === "choices")
    .flatMap(({ choices }) => choices.map(({ command }) => command));
}

function around(ids: readonly string[]): string[] {
  return [...ids.slice(1), ...ids.slice(0, 1)];
}

function longerFirst(one: string, other: string): number {
  return other.length - one.length;
}
