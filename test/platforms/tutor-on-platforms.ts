import { setTimeout as sleepFor } from "node:timers/promises";
import { makeAsk } from "../../src/ask/ask.ts";
import { makeBrowse } from "../../src/browse/browse.ts";
import type { Door } from "../../src/command.ts";
import type { Community, Delivery, Part, Posted, Request } from "../../src/conversation.ts";
import type { Painter } from "../../src/platforms/pictures.ts";
import { drawing, tones, writing } from "../../src/pictures/drawing.ts";
import { makePainter } from "../../src/pictures/png.ts";
import { sleep, timer } from "../../src/sleep.ts";
import { makeTutor, type Tutor } from "../../src/tutor.ts";
import { library } from "../tutor-for-tests.ts";
import { makePuzzle } from "./puzzle-for-tests.ts";

/** What a test of a wire sets and sees: the lines logged, and how a slow answer is let go. */
export type Stage = {
  readonly tutor: Tutor;
  readonly logged: string[];
  /** Every request that came, and every leave taken. */
  readonly heard: readonly Request[];
  readonly left: readonly Community[];
  readonly surroundings: {
    readonly now: () => number;
    readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
    readonly timer: (ms: number) => { readonly over: Promise<void>; readonly cancel: () => void };
    readonly log: (line: string) => void;
    readonly painter: Painter;
  };
  /** Who draws pictures: the real one, unless a test sets another. */
  readonly painting: { by: Painter };
  /** Lets the answer to `slow` go. */
  readonly letGo: () => void;
  /** How often `count` was heard. */
  readonly counted: () => number;
};

/**
 * The tutor with commands that only tests know: `slow` is answered when let go, `feedback` opens a form, `keep` gives a
 * file, `slowkeep` when let go, `draw` a picture, `slowdraw` when let go, `drawplace` in place, `count` counts, `inplace`
 * and `slowplace` take the place of what was pressed, and there is a puzzle to fill in; `doors` has more. Pauses are a
 * hundred times as short as they are meant.
 */
export function makeStage(publish: (delivery: Delivery) => Promise<Posted>, doors: readonly Door[] = []): Stage {
  const logged: string[] = [];
  const painting = { by: makePainter((line) => logged.push(line)) };
  const heard: Request[] = [];
  const left: Community[] = [];
  let release: (() => void) | undefined;
  let count = 0;
  const door: Door = {
    rows: [
      { name: "slow", takes: [], about: "Takes its time", example: "slow" },
      { name: "feedback", takes: [], about: "Opens a form", example: "feedback", unlisted: true },
      { name: "count", takes: [], about: "Counts", example: "count" },
      { name: "keep", takes: [], about: "Gives a file", example: "keep", unlisted: true },
      { name: "slowkeep", takes: [], about: "Gives a file in its time", example: "slowkeep", unlisted: true },
      { name: "inplace", takes: [], about: "Takes a place", example: "inplace", unlisted: true },
      { name: "draw", takes: [], about: "Draws", example: "draw", unlisted: true },
      { name: "drawplace", takes: [], about: "Draws in a place", example: "drawplace", unlisted: true },
      { name: "slowdraw", takes: [], about: "Draws in its time", example: "slowdraw", unlisted: true },
      { name: "slowplace", takes: [], about: "Takes a place in its time", example: "slowplace", unlisted: true },
      {
        name: "diary",
        takes: [],
        about: "Is nobody else's business",
        example: "diary",
        personal: true,
        unlisted: true,
      },
      { name: "fail", takes: [], about: "Fails", example: "fail", unlisted: true },
    ],
    resolvers: {},
    async handle({ command }) {
      if (command.name.startsWith("slow")) await new Promise<void>((resolve) => (release = resolve));
      if (command.name === "fail") throw new Error("a fault of ours with xoxb-planted-token in it");
      if (command.name === "count") count += 1;
      if (command.name.endsWith("keep")) return { to: "asker", parts: [fileOf("learner,answers\nann,7\n")] };
      if (command.name === "feedback")
        return {
          to: "asker",
          parts: [
            {
              kind: "form",
              form: {
                title: "Ask in a window",
                send: "Ask",
                command: "ask",
                fields: [{ kind: "line", id: "question", label: "What do you need?", long: true }],
              },
            },
          ],
        };
      const drawn = command.name.includes("draw") ? [pictureOf("Training")] : [];
      const parts = [
        { kind: "text" as const, text: `Done with ${command.name}.` },
        {
          kind: "choices" as const,
          choices: [
            { label: "Here", command: "inplace" },
            { label: "Slowly", command: "slowplace" },
          ],
        },
      ];
      return {
        to: "asker",
        ...(command.name.endsWith("place")
          ? { inPlace: true, parts: [...parts, ...drawn] }
          : { parts: [...parts.slice(0, drawn.length > 0 ? 2 : 1), ...drawn] }),
      };
    },
  };
  const tutor = makeTutor([makeAsk(library()), makeBrowse(library()), door, makePuzzle(), ...doors], {
    newReference: () => "ref-1",
    report: (error, _, reference) => logged.push(`[${reference}] ${String(error)}`),
    publish,
    left: (community) => {
      left.push(community);
      return Promise.resolve();
    },
  });
  return {
    tutor: {
      ...tutor,
      handle: (request) => {
        heard.push(request);
        return tutor.handle(request);
      },
    },
    logged,
    heard,
    left,
    surroundings: {
      now: Date.now,
      sleep: (ms, signal) => sleep(ms / 100, signal),
      timer: (ms) => timer(ms / 100),
      log: (line) => logged.push(line),
      painter: { png: (svg) => painting.by.png(svg), ready: (svg) => painting.by.ready(svg) },
    },
    painting,
    letGo: () => release?.(),
    counted: () => count,
  };
}

/** A small picture part. */
export function pictureOf(words: string): Part & { kind: "picture" } {
  const font = { size: 40, weight: "bold" } as const;
  const svg = drawing(120, [writing([words], { x: 40, y: 40, font, fill: tones.paper.ink })]);
  return { kind: "picture", picture: { name: "drawing", svg, alt: `${words} <drawn>` } };
}

/** A file part with this text. */
export function fileOf(text: string): Part {
  return { kind: "file", file: { name: "answers.csv", text, about: "All your <answers>" } };
}

/** Waits, at most two seconds, until something on a real socket has come about. */
export async function settled(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await sleepFor(10);
  if (!holds()) throw new Error("it has not come about within two seconds");
}
