import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { makeAsk, type Ask } from "./ask/ask.ts";
import { makeBrowse } from "./browse/browse.ts";
import type { Delivery, Posted } from "./conversation.ts";
import { loadLibrary, writeFaults, type Library } from "./knowledge/library.ts";
import { makeTutor, type Tutor } from "./tutor.ts";

/** The knowledge that comes with the project: beside `src` and beside `dist` alike. */
export const knowledgeFolder = fileURLToPath(new URL("../knowledge", import.meta.url));

/** A team's own knowledge, if there is any. */
export function ownFolder(): string | undefined {
  return process.env["KNOWLEDGE_DIR"]?.trim() || undefined;
}

/** The knowledge, with a team's own on top, or its faults on standard error and the end of the process. */
export function openLibrary(folder = knowledgeFolder, own?: string): Library {
  const loaded = loadLibrary(folder, own);
  if ("library" in loaded) return loaded.library;
  console.error(writeFaults(loaded.faults));
  process.exit(1);
}

/**
 * A tutor on the knowledge that comes with the project. Failures go to `log`, without what was typed; `publish` shows
 * a reply to a whole channel, where there are channels; `own` is a folder of a team's own knowledge.
 */
export function openTutor(
  log: (line: string) => void = console.error,
  publish: (delivery: Delivery) => Promise<Posted> = () => Promise.resolve("failed"),
  own = ownFolder(),
): { library: Library; ask: Ask; tutor: Tutor } {
  const library = openLibrary(knowledgeFolder, own);
  const ask = makeAsk(library);
  const tutor = makeTutor([ask, makeBrowse(library)], {
    newReference: () => randomUUID().slice(0, 8),
    report: (error, request, reference) => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`[${reference}] ${request.place.platform} ${request.command.name} failed: ${told}`);
    },
    publish,
  });
  return { library, ask, tutor };
}
