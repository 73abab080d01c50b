import type { Poster, Reply } from "../../conversation.ts";

/** The one place of the terminal: there is nobody else in it. */
export const terminal = { platform: "shell", id: "terminal", private: true } as const;

/** A post, the same `id` again for its edits; `isNews` unless an edit only changes how far something is. */
export type Post = { readonly id: string; readonly reply: Reply; readonly isNews: boolean };

/** Hands posts on to the conversation in the terminal; without one they are lost, as they are in a closed window. */
export type Board = {
  readonly poster: Poster;
  readonly watch: (show: (post: Post) => void) => void;
};

/** How many posts are remembered, to tell what an edit changes. */
const mostRemembered = 50;

export function makeBoard(): Board {
  const outlines = new Map<string, string>();
  let show: (post: Post) => void = () => undefined;

  const put = (id: string, reply: Reply) => {
    const outline = outlineOf(reply);
    const isNews = outlines.get(id) !== outline;
    outlines.delete(id);
    outlines.set(id, outline);
    for (const old of outlines.keys()) if (outlines.size > mostRemembered) outlines.delete(old);
    show({ id, reply, isNews });
    return Promise.resolve({ kind: "done", reference: id } as const);
  };

  return {
    poster: {
      knowsRepetitions: true,
      channelPace: 0,
      platformPace: 0,
      minorPace: 0,
      post({ key, place, reply, replaces }) {
        if (place.id === terminal.id) return put(replaces ?? key, reply);
        const detail = "the terminal has no direct messages";
        return Promise.resolve({ kind: "refused", why: "notThere", detail });
      },
      edit: (reference, { reply }) => put(reference, reply),
    },
    watch(to) {
      show = to;
    },
  };
}

/** What an edit must change to be printed: a terminal cannot change what it has printed. */
function outlineOf({ parts }: Reply): string {
  return JSON.stringify(
    parts.map((part) => {
      if (part.kind === "heading") return [part.kind, part.text];
      return part.kind === "choices" ? [part.kind, ...part.choices.map(({ label }) => label)] : [part.kind];
    }),
  );
}
