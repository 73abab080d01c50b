import type { Delivery, Poster, Reply } from "../../conversation.ts";

/** Everyone with the page open is in this one place; what is answered to a press or a message is for its tab alone. */
export const page = { platform: "web", id: "page", private: false } as const;

/** A post as the page shows it: the same `id` again takes the place of what was there. */
export type Post = { readonly id: string; readonly under?: string; readonly reply: Reply };

/** Posts in the order they were first made; `mark` is how far that goes. */
export type News = { readonly mark: string; readonly posts: readonly Post[] };

/** What everyone with the page open sees: kept as long as it is current, for tabs that come, or come back. */
export type Board = {
  readonly poster: Poster;
  /** What was made or edited after a mark; without one, or with another process's, all that is current. */
  readonly since: (mark: string | undefined) => News | undefined;
  /** Calls at every change, until it is called off. */
  readonly watch: (changed: () => void) => () => void;
};

/** Posts kept, and for how long after their last change, in milliseconds. */
const mostKept = 50;
const keptFor = 60 * 60 * 1000;

/** `era` tells the marks of this board from those of one before it. */
export function makeBoard(era: string, now: () => number): Board {
  const kept = new Map<string, { readonly post: Post; readonly turn: number; readonly at: number }>();
  const watching = new Set<() => void>();
  let lastTurn = 0;

  /** What is no longer kept is put back by its next edit: a restart of the tutor does not end a round. */
  const put = (id: string, reply: Reply, under: string | undefined) => {
    const root = under ?? kept.get(id)?.post.under;
    const post = { id, ...(root === undefined ? {} : { under: root }), reply };
    kept.set(id, { post, turn: (lastTurn += 1), at: now() });
    for (const [old, { at }] of kept) if (kept.size > mostKept || at < now() - keptFor) kept.delete(old);
    for (const changed of watching) changed();
    return Promise.resolve({ kind: "done", reference: id } as const);
  };

  return {
    poster: {
      // A post's id is its key: made twice, it is the same post.
      knowsRepetitions: true,
      channelPace: 250,
      platformPace: 0,
      minorPace: 0,
      post({ key, place, reply, replaces }: Delivery, under) {
        if (place.id === page.id) return put(replaces ?? key, reply, under);
        const detail = "the page takes posts to everyone, nobody's own";
        return Promise.resolve({ kind: "refused", why: "notThere", detail });
      },
      edit: (reference, { reply, under }) => put(reference, reply, under),
    },
    since(mark) {
      const seen = mark?.startsWith(`${era}.`) ? Number(mark.slice(era.length + 1)) : 0;
      const fresh = [...kept.values()].filter((one) => !(one.turn <= seen) && one.at >= now() - keptFor);
      if (fresh.length === 0) return undefined;
      return { mark: `${era}.${String(lastTurn)}`, posts: fresh.map(({ post }) => post) };
    },
    watch(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
  };
}
