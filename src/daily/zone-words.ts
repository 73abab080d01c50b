import { readZone } from "../learners/zones.ts";

/** Zones that people mean by an abbreviation, the most likely first. Where there is one, it is taken. */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  cet: ["Europe/Paris", "Europe/Berlin", "Europe/Rome", "Europe/Madrid", "Europe/Warsaw"],
  eet: ["Europe/Athens", "Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv", "Africa/Cairo"],
  wet: ["Europe/Lisbon", "Atlantic/Canary", "Atlantic/Faroe"],
  et: ["America/New_York", "America/Toronto"],
  est: ["America/New_York", "America/Toronto", "America/Panama", "America/Jamaica"],
  ct: ["America/Chicago", "America/Winnipeg"],
  cst: ["America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"],
  mt: ["America/Denver", "America/Edmonton"],
  mst: ["America/Denver", "America/Phoenix", "America/Edmonton"],
  pt: ["America/Los_Angeles", "America/Vancouver"],
  pst: ["America/Los_Angeles", "America/Vancouver", "Asia/Manila"],
  ast: ["America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"],
  ist: ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
  bst: ["Europe/London", "Asia/Dhaka"],
  aest: ["Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"],
  aedt: ["Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"],
  acst: ["Australia/Adelaide", "Australia/Darwin"],
  cat: ["Africa/Maputo", "Africa/Harare", "Africa/Lusaka"],
  akst: ["America/Anchorage"],
  awst: ["Australia/Perth"],
  brt: ["America/Sao_Paulo"],
  gst: ["Asia/Dubai"],
  hkt: ["Asia/Hong_Kong"],
  hst: ["Pacific/Honolulu"],
  jst: ["Asia/Tokyo"],
  kst: ["Asia/Seoul"],
  msk: ["Europe/Moscow"],
  nzst: ["Pacific/Auckland"],
  pkt: ["Asia/Karachi"],
  sast: ["Africa/Johannesburg"],
  sgt: ["Asia/Singapore"],
};

/** Names of the summer's half of the year. */
const inSummer: Readonly<Record<string, string>> = {
  ...{ cest: "cet", eest: "eet", west: "wet", edt: "et", cdt: "ct", mdt: "mt", pdt: "pt", adt: "ast", akdt: "akst" },
  ...{ nzdt: "nzst" },
};

const areas =
  "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US";
const zoneForm = new RegExp(String.raw`\b(?:in )?((?:${areas})/[\w+/-]+)`, "i");
const offsetForm = /\b(?:UTC|GMT) ?[+-] ?\d{1,2}(?::?\d{2})?\b|(?<!\S)[+-]\d{2}:?\d{2}\b/i;
const longestCity = 3;

/** One zone, or several to choose from; `unknown` where one was named that there is not. */
export type ZoneFound = { readonly rest: string } & (
  { readonly zone: string } | { readonly choices: readonly string[] } | { readonly unknown: true }
);

/** Finds a zone by its full name, and words but for it; nothing if no word looks like one. */
export function findZoneName(words: string): ZoneFound | undefined {
  const named = zoneForm.exec(words) ?? offsetForm.exec(words);
  if (!named) return undefined;
  const rest = words.replace(named[0], " ");
  const zone = named[1] === undefined ? undefined : readZone(named[1]);
  return zone === undefined ? { unknown: true, rest } : { zone, rest };
}

/** Finds a zone by a city or an abbreviation. `known` is the asker's own: taken where an abbreviation can mean it. */
export function findPlace(words: string, known?: string): ZoneFound | undefined {
  const parts = words.trim().split(/[\s,]+/);
  for (let length = longestCity; length > 0; length--)
    for (let from = 0; from + length <= parts.length; from++) {
      const found = meantBy(parts.slice(from, from + length).join(" "), known);
      if (!found) continue;
      const before = parts.slice(0, from).join(" ").replace(/\bin$/i, "");
      return { ...found, rest: `${before} ${parts.slice(from + length).join(" ")}` };
    }
  return undefined;
}

function meantBy(written: string, known: string | undefined) {
  const typed = written.toLowerCase();
  const zones = abbreviations[inSummer[typed] ?? typed] ?? [];
  if (known !== undefined && zones.some((zone) => readZone(zone) === known)) return { zone: known };
  if (zones.length > 1) return { choices: zones };
  const zone = readZone(zones[0] ?? written);
  return zone === undefined ? undefined : { zone };
}
