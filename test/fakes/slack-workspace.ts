import { withIds } from "./slack-elements.ts";
import type { Content } from "./slack-message.ts";

/** A message as it can be seen now. */
export type Post = Content & {
  readonly channel: string;
  readonly ts: string;
  /** The message whose thread it stands in. */
  readonly threadTs?: string;
  /** Who wrote it. */
  readonly author: string;
  /** The only one who sees it, if it is ephemeral. */
  readonly to?: string;
  readonly edited: boolean;
  /** What put it there: a method, `respond`, `ack`, or `user`. */
  readonly via: string;
  /** Ids of the files it shares. */
  readonly files: readonly string[];
};

export type WorkspaceOptions = {
  /** Who is in which channel, by id: C… public, G… private, D… direct. Whoever is named is in the workspace. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly admins: readonly string[];
  readonly bot: string;
  readonly newTs: () => string;
};

export type Workspace = ReturnType<typeof makeWorkspace>;

/** People, channels and what has been said in them. */
export function makeWorkspace({ members, admins, bot, newTs }: WorkspaceOptions) {
  const channels = new Map(Object.entries(members).map(([id, users]) => [id, new Set(users)]));
  const users = new Set([bot, ...admins, ...Object.values(members).flat()]);
  const posts = new Map<string, Post>();
  const closed = new Map<string, string>();
  const archived = new Set<string>();
  const keyOf = (channel: string, ts: string) => `${channel} ${ts}`;
  const isIn = (channel: string, user: string) => channels.get(channel)?.has(user) ?? false;
  let generated = 0;

  const put = (post: Post): Post => {
    const kept = { ...post, blocks: withIds(post.blocks, () => `gen${String(++generated)}`) };
    posts.set(keyOf(post.channel, post.ts), kept);
    return kept;
  };

  return {
    isUser: (id: string) => users.has(id),
    isAdmin: (id: string) => admins.includes(id),
    isChannel: (id: string) => channels.has(id),
    isIn,
    membersOf: (channel: string): readonly string[] => [...(channels.get(channel) ?? [])],
    join: (channel: string, user: string) => {
      users.add(user);
      const inside = channels.get(channel) ?? new Set();
      channels.set(channel, inside.add(user));
    },
    leave: (channel: string, user: string) => {
      channels.get(channel)?.delete(user);
    },

    archive: (channel: string) => {
      archived.add(channel);
    },
    isArchived: (channel: string) => archived.has(channel),

    /** From now on this person takes no direct messages of the app, which is refused with this error. */
    closeDirect: (user: string, error: string) => {
      closed.set(user, error);
    },
    whyClosed: (user: string): string | undefined => closed.get(user),

    /** The direct messages of the app and this user; there from their first use on. */
    directChannel(user: string): { readonly id: string; readonly wasOpen: boolean } {
      const id = `D${user.slice(1)}`;
      const wasOpen = channels.has(id);
      if (!wasOpen) channels.set(id, new Set([user, bot]));
      return { id, wasOpen };
    },

    /** Whether this person's client shows what is in this channel. */
    canSee: (user: string, channel: string) => kindOf(channel) === "public" || isIn(channel, user),

    say(post: Omit<Post, "ts" | "edited" | "files"> & { readonly files?: readonly string[] }): Post {
      return put({ files: [], ...post, ts: newTs(), edited: false });
    },
    rewrite(post: Post, content: Content): Post {
      return put({ ...post, ...content, edited: true });
    },
    remove(post: Post) {
      posts.delete(keyOf(post.channel, post.ts));
    },
    find: (channel: string, ts: string): Post | undefined => posts.get(keyOf(channel, ts)),
    /** All there is to see in a channel, oldest first. */
    posts: (channel: string): readonly Post[] => [...posts.values()].filter((post) => post.channel === channel),
  };
}

export function kindOf(channel: string): "public" | "private" | "direct" {
  if (channel.startsWith("D")) return "direct";
  return channel.startsWith("G") ? "private" : "public";
}
