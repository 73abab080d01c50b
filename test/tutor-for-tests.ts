import { makeAsk, type Ask } from "../src/ask/ask.ts";
import { makeBrowse } from "../src/browse/browse.ts";
import { knowledgeFolder } from "../src/compose.ts";
import type { Delivery, Posted } from "../src/conversation.ts";
import { loadLibrary, writeFaults, type Library } from "../src/knowledge/library.ts";
import { makeTutor, type Tutor } from "../src/tutor.ts";

let loaded: Library | undefined;

/** The project's own knowledge, read once a test file. */
export function library(): Library {
  if (loaded) return loaded;
  const read = loadLibrary(knowledgeFolder);
  if ("faults" in read) throw new Error(writeFaults(read.faults));
  return (loaded = read.library);
}

let ask: Ask | undefined;

/** The door to questions, made once a test file; it forgets nothing between tests, so give each its own learner. */
export function askDoor(): Ask {
  return (ask ??= makeAsk(library()));
}

/** A tutor that throws what it would apologise for, so that a test sees it. */
export function tutor(publish: (delivery: Delivery) => Promise<Posted> = () => Promise.resolve("failed")): Tutor {
  return makeTutor([askDoor(), makeBrowse(library())], {
    newReference: () => "reference",
    report: (error) => {
      throw error;
    },
    publish,
  });
}
