import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { ResvgRenderOptions } from "@resvg/resvg-js";
import { messageOf } from "../thrown.ts";

/** Drawings as PNG: one at a time, each content once. */
export type Painter = {
  /** Resolves with nothing where it cannot be drawn, which is logged; never rejects. */
  readonly png: (svg: string) => Promise<Uint8Array | undefined>;
  /** The same at once, where it was drawn lately. */
  readonly ready: (svg: string) => Uint8Array | undefined;
};

/** Pictures kept, in bytes of all of them: some hundred. */
const mostKept = 16 * 1024 * 1024;

export function makePainter(log: (line: string) => void, render = renderByResvg, most = mostKept): Painter {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  const underway = new Map<string, Promise<Uint8Array | undefined>>();
  let last: Promise<unknown> = Promise.resolve();
  let logged: string | undefined;

  const keep = (key: string, png: Uint8Array) => {
    kept.set(key, png);
    size += png.length;
    for (const [oldest, { length }] of kept) {
      if (size <= most) break;
      kept.delete(oldest);
      size -= length;
    }
  };

  /** The one used longest ago goes first. */
  const find = (key: string): Uint8Array | undefined => {
    const png = kept.get(key);
    if (!png) return undefined;
    kept.delete(key);
    kept.set(key, png);
    return png;
  };

  const draw = async (key: string, svg: string): Promise<Uint8Array | undefined> => {
    try {
      const png = await render(svg);
      keep(key, png);
      return png;
    } catch (error) {
      const line = `A picture could not be drawn, and is told in words: ${messageOf(error)}`;
      if (line !== logged) log(line);
      logged = line;
      return undefined;
    } finally {
      underway.delete(key);
    }
  };

  return {
    ready: (svg) => find(keyOf(svg)),
    png(svg) {
      const key = keyOf(svg);
      const png = find(key);
      if (png) return Promise.resolve(png);
      const drawn = underway.get(key) ?? last.then(() => draw(key, svg));
      underway.set(key, drawn);
      last = drawn;
      return drawn;
    },
  };
}

function keyOf(svg: string): string {
  return createHash("sha256").update(svg).digest("base64");
}

/** The library and the fonts are sought with the first picture: a start has no need of them. */
async function renderByResvg(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  return (await renderAsync(svg, optionsWith(fontFiles()))).asPng();
}

/** The fonts that `widths.ts` measures, wherever the tutor runs: a machine's own would be others, or none. */
export function fontFiles(): { readonly regular: string; readonly bold: string } {
  const { resolve } = createRequire(import.meta.url);
  return {
    regular: resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
    bold: resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
  };
}

function optionsWith({ regular, bold }: ReturnType<typeof fontFiles>): ResvgRenderOptions {
  return { font: { loadSystemFonts: false, fontFiles: [regular, bold], defaultFontFamily: "Inter" } };
}
