import type { Picture, Reply } from "../conversation.ts";

/** Draws pictures as PNG. */
export type Painter = {
  /** Resolves with nothing where it cannot be drawn; never rejects. */
  readonly png: (svg: string) => Promise<Uint8Array | undefined>;
  /** The same at once, where it was drawn lately. */
  readonly ready: (svg: string) => Uint8Array | undefined;
};

/** The pictures of a reply that are there, and those that will be; of others what they show is told in words. */
export type Shown = ReadonlyMap<Picture, Uint8Array | "underway">;

export const nothingShown: Shown = new Map();

export function picturesOf(reply: Reply): Picture[] {
  return reply.parts.flatMap((part) => (part.kind === "picture" ? [part.picture] : []));
}

/** For an answer that must not wait. */
export function shownAtOnce(reply: Reply, painter: Painter | undefined): Shown {
  if (!painter) return nothingShown;
  return new Map(picturesOf(reply).map((picture) => [picture, painter.ready(picture.svg) ?? "underway"]));
}

/** For a preview, which has the drawings themselves. */
export function allUnderway(reply: Reply): Shown {
  return new Map(picturesOf(reply).map((picture) => [picture, "underway"]));
}

/** For one that can: nothing is under way any more. */
export async function paint(reply: Reply, painter: Painter | undefined): Promise<Shown> {
  const shown = new Map<Picture, Uint8Array>();
  for (const picture of painter ? picturesOf(reply) : []) {
    const png = await painter?.png(picture.svg);
    if (png) shown.set(picture, png);
  }
  return shown;
}

export function isUnderway(shown: Shown): boolean {
  return [...shown.values()].includes("underway");
}

/** What is told in the place of a picture that is not shown; nothing where the rest of the reply says it. */
export function inWords({ alt, repeats }: Picture): string {
  return repeats ? "" : alt;
}

/** Of the file that it is sent as. */
export function fileNameOf({ name }: Picture): string {
  return `${name}.png`;
}
