import type { Menu, Reply } from "../conversation.ts";
import { say } from "../replies.ts";

/** A form for what `daily set` takes, where windows hold menus; elsewhere it is said in words. */
export function setForm(zone: string | undefined, platform: string): Reply {
  if (platform !== "slack" && platform !== "web")
    return say("At what time, and where is that? For example: daily set 09:00 Europe/Rome weekdays, reveal 17:00");
  const zones = zone === undefined || usualZones.includes(zone) ? usualZones : [zone, ...usualZones];
  return {
    to: "asker",
    parts: [
      {
        kind: "form",
        form: {
          ...{ title: "The daily question", send: "Set it", command: "daily-set" },
          fields: [
            menu("time", "Time", times, "09:00"),
            menu("zone", "Time zone", zones, zone),
            menu("days", "Days", ["weekdays", "every day", "weekends", ...weekdays], "weekdays"),
            { kind: "line", id: "topic", label: "Topic, everything if left empty", long: false, optional: true },
            menu("reveal", "Result", reveals, "reveal after 8h"),
            menu("told", "Right or wrong", tolds, "told at once"),
          ],
        },
      },
    ],
  };
}

function menu(id: string, label: string, values: readonly string[], chosen: string | undefined): Menu {
  const options = values.map((value) => ({ label: value.replace(/^(?:reveal|told) /, ""), value }));
  return { kind: "menu", id, label, options, count: 1, chosen: chosen === undefined ? [] : [chosen] };
}

const halfHours = Array.from({ length: 48 }, (_, i) => i);
const times = halfHours.map((i) => `${String(Math.floor(i / 2)).padStart(2, "0")}:${i % 2 === 0 ? "00" : "30"}`);
export const reveals = ["reveal after 4h", "reveal after 8h", "reveal 17:00", "reveal with the next one"];
export const tolds = ["told at once", "told at the reveal"];
const weekdays = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"];

/** One for each region where many people work; any other is written after `daily set`. */
const usualZones = [
  ...["UTC", "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix"],
  ...[
    "America/Chicago",
    "America/Mexico_City",
    "America/New_York",
    "America/Toronto",
    "America/Bogota",
    "America/Lima",
  ],
  ...["America/Santiago", "America/Halifax", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/St_Johns"],
  ...["Atlantic/Azores", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Africa/Casablanca", "Africa/Lagos"],
  ...["Europe/Madrid", "Europe/Paris", "Europe/Amsterdam", "Europe/Berlin", "Europe/Rome", "Europe/Zurich"],
  ...["Europe/Vienna", "Europe/Prague", "Europe/Warsaw", "Europe/Stockholm", "Europe/Copenhagen", "Europe/Oslo"],
  ...["Europe/Athens", "Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv", "Africa/Cairo", "Africa/Johannesburg"],
  ...[
    "Africa/Nairobi",
    "Asia/Jerusalem",
    "Europe/Istanbul",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Karachi",
  ],
  ...["Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh"],
  ...["Asia/Singapore", "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Taipei", "Asia/Manila", "Australia/Perth"],
  ...["Asia/Seoul", "Asia/Tokyo", "Australia/Darwin", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney"],
  ...["Australia/Lord_Howe", "Pacific/Guam", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia"],
];
