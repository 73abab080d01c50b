import type { Picture } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Stage } from "../knowledge/schema.ts";
import {
  arrow,
  box,
  drawing,
  lineHeight,
  pictureWidth,
  tones,
  widthOf,
  wrap,
  writing,
  type Font,
} from "../pictures/drawing.ts";

/** The stages of the pipeline from top to bottom, each with its services; one of them may be lit. */
export function pipelinePicture(library: Library, lit?: Stage): Picture {
  const rows: Row[] = [];
  let y = margin + lineHeight(fonts.title) + gap;
  for (const stage of library.curriculum.stages) {
    const row = layOut(library, stage, rows.length, y);
    rows.push(row);
    y += row.height + gap;
  }
  const elements = [
    writing([title], { x: margin, y: margin, font: fonts.title, fill: tones.paper.ink }),
    ...rows.map((row) => drawRow(row, row.stage === lit)),
    ...rows.slice(1).map(({ top }) => arrow([at(numberX, top - gap + 3), at(numberX, top - 3)], tones.paper.edge)),
    ...drawWayBack(rows),
    writing([wayBack], { x: margin, y, font: fonts.services, fill: tones.paper.soft }),
  ];
  const height = y + lineHeight(fonts.services) + margin;
  return { name: "pipeline", svg: drawing(height, elements), alt: inWords(library, lit) };
}

const title = "The ML pipeline and its services";
const wayBack = "Monitoring leads back to data and to training.";
/** Where the last stage leads back to. */
const backTo = ["collection", "training"];

const fonts = {
  title: { size: 52, weight: "bold" },
  name: { size: 42, weight: "bold" },
  services: { size: 32, weight: "regular" },
  mark: { size: 30, weight: "bold" },
} as const satisfies Readonly<Record<string, Font>>;

const mark = "This stage";
const margin = 36;
const gap = 30;
const padding = 18;
const cardWidth = pictureWidth - 2 * margin - 54;
const numberX = margin + 52;
const textX = margin + 102;
const textWidth = margin + cardWidth - padding - textX;
const markWidth = widthOf(mark, fonts.mark) + 40;

type Row = {
  readonly stage: Stage;
  readonly number: number;
  readonly top: number;
  readonly height: number;
  readonly name: readonly string[];
  readonly services: readonly string[];
};

function layOut(library: Library, stage: Stage, number: number, top: number): Row {
  // Room for the mark is left in every row, so that pictures of different stages are alike.
  const name = wrap(stage.name, fonts.name, textWidth - markWidth - padding);
  const unbroken = servicesOf(library, stage).map((service) => service.replaceAll(" ", "\u00a0"));
  const services = wrap(unbroken.join(", "), fonts.services, textWidth);
  const text = name.length * lineHeight(fonts.name) + services.length * lineHeight(fonts.services);
  return { stage, number, top, height: text + 2 * padding, name, services };
}

/** The lit one is dark, has a thick outline and says so. */
function drawRow({ number, top, height, name, services }: Row, lit: boolean): string {
  const tone = lit ? tones.accent : tones.tint;
  const onNumber = lit ? tones.paper : tones.accent;
  const middle = top + height / 2;
  const nameHeight = name.length * lineHeight(fonts.name);
  return [
    box({ x: margin, y: top, width: cardWidth, height }, lit ? { ...tone, edge: tones.paper.ink } : tone, lit ? 10 : 3),
    box({ x: numberX - 34, y: middle - 34, width: 68, height: 68 }, onNumber, 0),
    writing([String(number)], {
      ...{ x: numberX, y: middle - lineHeight(fonts.name) / 2, font: fonts.name },
      ...{ fill: onNumber.ink, middle: true },
    }),
    writing(name, { x: textX, y: top + padding, font: fonts.name, fill: tone.ink }),
    writing(services, { x: textX, y: top + padding + nameHeight, font: fonts.services, fill: tone.soft }),
    ...(lit ? [drawMark(top)] : []),
  ].join("\n");
}

function drawMark(top: number): string {
  const [x, y, height] = [margin + cardWidth - markWidth - padding, top + padding, lineHeight(fonts.mark) + 10];
  return [
    box({ x, y, width: markWidth, height }, tones.paper, 0),
    writing([mark], {
      ...{ x: x + markWidth / 2, y: y + 3, font: fonts.mark },
      ...{ fill: tones.paper.ink, middle: true },
    }),
  ].join("\n");
}

/** Beside the cards, from the last one up to those that it leads back to. */
function drawWayBack(rows: readonly Row[]): string[] {
  const last = rows.at(-1);
  if (!last) return [];
  const [edge, lane] = [margin + cardWidth + 6, pictureWidth - margin];
  return rows
    .filter(({ stage }) => backTo.includes(stage.id))
    .map((row) =>
      arrow(
        [at(edge, middleOf(last)), at(lane, middleOf(last)), at(lane, middleOf(row)), at(edge, middleOf(row))],
        tones.paper.edge,
      ),
    );
}

function middleOf({ top, height }: Row): number {
  return top + height / 2;
}

function at(x: number, y: number) {
  return { x, y };
}

/** Where nothing is bought yet, the ideas that count. */
function servicesOf({ entries }: Library, { services, concepts }: Stage): string[] {
  const names = (services.length > 0 ? services : concepts).map((id) => entries.get(id)?.short ?? id);
  return names.map((name, i) => (i === 0 ? name.charAt(0).toUpperCase() + name.slice(1) : name));
}

function inWords(library: Library, lit: Stage | undefined): string {
  const stages = library.curriculum.stages.map(
    (stage, i) => `${String(i)} ${stage.name}: ${servicesOf(library, stage).join(", ")}.`,
  );
  return [
    "The stages of the ML pipeline in order, with their services.",
    ...(lit ? [`${lit.name} is marked.`] : []),
    ...stages,
    wayBack,
  ].join(" ");
}
