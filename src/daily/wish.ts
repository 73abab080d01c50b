import type { About, TopicFinder } from "../items/topic.ts";
import { lengthForm, lengthInWords, readLength, readTime, timeForm, writeLength } from "./clock-words.ts";
import { daysForm, daysInWords, readDays, workdays, writeDays } from "./day-words.ts";
import type { LocalTime } from "./recurrence.ts";
import { longestReveal, shortestReveal, usualReveal, type Reveal, type Terms } from "./terms.ts";
import { findPlace, findZoneName } from "./zone-words.ts";

export type Refused = { readonly refused: string };

/** Which zone is meant, and what each answer would have been in full: "daily set 09:00 Asia/Kolkata weekdays". */
export type WhichZone = {
  readonly asked: string;
  readonly choices: readonly { readonly zone: string; readonly command: string }[];
};

const command = "daily set";
const example = `${command} 09:00 Europe/Rome weekdays`;
const exampleZone = "Europe/Rome";

/**
 * Reads what stands behind `daily set`: "09:00 Europe/Rome weekdays drift reveal 17:00 right or wrong: at the reveal".
 * All of it stands anywhere; what is nothing else is the topic. `inPrivate`: whether a refusal may repeat what was
 * written. `defaultZone`: the asker's or the channel's, where none is written.
 */
export function readWish(
  text: string,
  topicOf: TopicFinder,
  inPrivate: boolean,
  defaultZone?: string,
): Terms | Refused | WhichZone {
  let rest = ` ${text.replace(/\s+/g, " ").trim()} `;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], "  ");
    return found;
  };
  const told = take(toldForm)?.[0];
  const toldAtOnce = told === undefined || /at once|right away|immediately/i.test(told);
  const reveal = readReveal(take);
  const nextDay = take(/,? ?\b(?:on )?the next (?:day|morning)\b/i) !== undefined;
  const named = findZoneName(rest);
  rest = named?.rest ?? rest;
  const off = take(exceptForm)?.[1];
  const on = take(new RegExp(daysForm, "i"))?.[0];
  const due = on === undefined ? (off === undefined ? workdays : readDays("every day")) : readDays(on);
  const days = due.filter((day) => off === undefined || !readDays(off).includes(day));
  const written = take(clockForm);
  const time = readTime(written?.slice(1).find(Boolean) ?? "");
  const city = named ? undefined : findPlace(rest, defaultZone);
  rest = city?.rest ?? rest;
  const place = named ?? city;

  if (written === undefined) return { refused: `At what time? For example: ${example}` };
  if (time === undefined) return { refused: `A time lies between 00:00 and 23:59. For example: ${example}` };
  if (take(clockForm)) return { refused: `A daily question has one time. For example: ${example}` };
  if (days.length === 0) return { refused: `Leave at least one day of the week. For example: ${example}` };
  if (reveal === undefined || /\breveal/i.test(rest)) return { refused: whichReveal };
  const against = nextDay && !(reveal.kind === "at" && reveal.time < time) ? tooFar : unfit(reveal, time);
  if (against !== undefined) return { refused: against };
  const words = topicWords(rest);
  const about = words === "" ? undefined : topicOf(words);
  if ((place && "unknown" in place) || (!about && /^in /i.test(rest.trim()))) return { refused: whichPlace };
  if (words !== "" && !about)
    return {
      refused: `I know no topic or zone ${inPrivate ? `“${words}”` : "of that name"}. Name a module (module 4), an objective (1.3.4), a stage or a service, and a zone by a big city. For example: ${example} Clarify`,
    };
  const inZone = (zone: string): Terms => ({
    ...{ recurrence: { time, zone, days }, reveal, toldAtOnce },
    ...(about ? { about } : {}),
  });
  if (place && "choices" in place) {
    const choices = place.choices.map((zone) => ({ zone, command: `daily-set ${writeWish(inZone(zone))}` }));
    if (choices.every((choice) => choice.command.length <= longestButton)) return { asked: whichCity, choices };
    return { refused: `${whichCity} Write the one of ${place.choices.join(", ")}.` };
  }
  const zone = place && "zone" in place ? place.zone : defaultZone;
  if (zone === undefined)
    return { refused: `In which time zone? For example: ${command} ${writeWish(inZone(exampleZone))}` };
  return inZone(zone);
}

/** The words behind `daily set` that make a schedule, those left out that it has without them. */
export function writeWish({ recurrence: { time, zone, days }, about, reveal, toldAtOnce }: Terms): string {
  return [
    ...[time, zone, writeDays(days)],
    ...(about ? [writeTopic(about)] : []),
    ...(isUsual(reveal) ? [] : [writeReveal(reveal)]),
    ...(toldAtOnce ? [] : ["held back"]),
  ].join(" ");
}

/** "weekdays at 09:00 (Europe/Rome), result 8 hours later, right or wrong at once". */
export function describeSchedule({ recurrence: { time, zone, days }, about, reveal, toldAtOnce }: Terms): string {
  return [
    `${daysInWords(days)} at ${time} (${zone})`,
    ...(about ? [`on ${about.name}`] : []),
    `result ${revealInWords(reveal, time)}`,
    `right or wrong ${toldAtOnce ? "at once" : "with the result"}`,
  ].join(", ");
}

const whichCity = "That name stands for several zones. Which city is nearest to you?";

/** What a button can say, in characters. */
const longestButton = 75;

const clockForm = new RegExp(
  String.raw`(?:\bat )?(${timeForm})|\bat (\d{1,2})\b(?: o['’]?clock\b)?(?![:.]\d)|(?<![\d.:])(\d{1,2}) o['’]?clock\b|(?<![\d.:])(\d{1,2}) ?h\b|^ +(\d{1,2})(?= )|(?<![\d.:])(\d{1,2}:\d{2})(?![\d.:])`,
  "i",
);
const exceptForm = new RegExp(String.raw`\b(?:except|but not|not)(?: on)? (${daysForm.slice(2)})`, "i");
const toldForm =
  /(?:,? ?\b(?:and )?(?:right or wrong|tell|told)(?: (?:me|us|them|everyone|right or wrong|is|told)){0,2}:? )(?:at once|right away|immediately|(?:only )?(?:at|with) the reveal|later)\b|,? ?\b(?:(?:right or wrong:? )?(?:held|hold|kept) back(?: (?:until|till) the reveal)?|at once|right away|immediately|at the reveal)\b/i;

const nextForm =
  /,? ?\b(?:(?:reveal(?:ed|s)?|results?):?(?: (?:with|at|on))?|with)(?: the)? next(?: (?:one|question|daily)\b|\b(?! day| morning))/i;
const afterForm = new RegExp(
  String.raw`,? ?(?:\b(?:reveal(?:ed|s)?|results?):? (?:it )?(?:after |in )?|\bafter )(${lengthForm})(?: later)?|(?<![\d.:])(${lengthForm}) later`,
  "i",
);
const atForm = new RegExp(
  String.raw`,? ?\b(?:reveal(?:ed|s)?|results?):? (?:it )?(?:(?:at )?(${timeForm})|at (\d{1,2})(?![\w:.])|(?:at )?(\d{1,2}:\d{2}))`,
  "i",
);
const whichReveal = `Reveal at a time, some hours later, or with the next question. For example: ${example} reveal 17:00, or: reveal after 8h, or: reveal next`;
const tooFar = `The reveal comes 15 minutes to 24 hours after the question. For example: ${example} reveal after 8h`;
const whichPlace = `I know no zone of that name. Name a big city near you, so that I follow its clocks. For example: ${example}`;

/** The usual one if none is written; nothing if it makes no sense. */
function readReveal(take: (form: RegExp) => RegExpExecArray | undefined): Reveal | undefined {
  if (take(nextForm)) return { kind: "next" };
  const after = take(afterForm);
  if (after) {
    const ms = readLength(after[1] ?? after[2] ?? "");
    return ms === undefined ? undefined : { kind: "after", ms };
  }
  const at = take(atForm);
  if (!at) return usualReveal;
  const time = readTime(at.slice(1).find(Boolean) ?? "");
  return time === undefined ? undefined : { kind: "at", time };
}

/** What speaks against revealing so what is asked at a time; nothing if that is fine. */
function unfit(reveal: Reveal, asked: LocalTime): string | undefined {
  const apart = reveal.kind === "at" ? minutesFrom(asked, reveal.time) * 60_000 : 0;
  const wait = reveal.kind === "after" ? reveal.ms : apart;
  if (reveal.kind === "at" && apart === 0)
    return `That is when the next question comes. For example: ${example} reveal next`;
  if (reveal.kind === "next" || (wait >= shortestReveal && wait <= longestReveal)) return undefined;
  return tooFar;
}

function minutesFrom(from: LocalTime, to: LocalTime): number {
  const minutes = (time: LocalTime) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minutes(to) - minutes(from) + 24 * 60) % (24 * 60);
}

function topicWords(rest: string): string {
  return rest
    .replace(/[\s,;]+/g, " ")
    .replace(/^(?: |and\b|at\b|in\b|please\b|a question\b|questions?\b)*/i, "")
    .replace(/^(?:(?:on|about|of|for|the)\s+)+/i, "")
    .replace(/(?: |\band\b|\bat\b|\bin\b|\bplease\b)*$/i, "")
    .trim();
}

/** Its name, where that is read as itself: "exam objective 1.3.4" is not, nor are two that have an "and" of their own. */
function writeTopic({ topic, name }: About): string {
  return topic.objective ?? topic.lookAlikes?.join(" vs ") ?? name;
}

function isUsual(reveal: Reveal): boolean {
  return reveal.kind === "after" && usualReveal.kind === "after" && reveal.ms === usualReveal.ms;
}

function writeReveal(reveal: Reveal): string {
  if (reveal.kind === "next") return "reveal next";
  return reveal.kind === "at" ? `reveal ${reveal.time}` : `reveal after ${writeLength(reveal.ms)}`;
}

function revealInWords(reveal: Reveal, asked: LocalTime): string {
  if (reveal.kind === "next") return "with the next one";
  if (reveal.kind === "after") return `${lengthInWords(reveal.ms)} later`;
  return `at ${reveal.time}${reveal.time < asked ? " the next day" : ""}`;
}
