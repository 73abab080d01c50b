import type { Door } from "../command.ts";
import type { Part, Reply, Request } from "../conversation.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Store, Tx } from "../store/store.ts";
import { homeView, type Section } from "./home.ts";
import { noteWelcome, wasWelcomed, welcomesKeeper } from "./records.ts";
import { rows } from "./rows.ts";
import { howToAskView, introduction, welcomeView, type Understands } from "./view.ts";

export type Welcome = Door & {
  /** What somebody is told who came without a word; nothing if they were welcomed before. */
  readonly greet: (request: Request) => Promise<Reply | undefined>;
  /** What stands beneath somebody's first answer; nothing if they were welcomed before. */
  readonly introduce: (request: Request) => Promise<readonly Part[]>;
  /** Whether somebody is known, without looking, to have been welcomed: their answers then need not wait. */
  readonly knows: (learner: string) => boolean;
  readonly keeper: Keeper;
};

export type WelcomeSurroundings = {
  readonly store: Store;
  readonly meet: (tx: Tx, request: Request) => Promise<void>;
  /** What the home page shows, from top to bottom. */
  readonly sections: readonly Section[];
  /** Buttons of commands that are not understood are left out. */
  readonly understands: Understands;
};

/** First contact, once a learner, and everybody's own page. */
export function makeWelcome({ store, meet, sections, understands }: WelcomeSurroundings): Welcome {
  const known = new Set<string>();

  /** Whether it is the first time, across processes and restarts. */
  const isFirst = async (request: Request): Promise<boolean> => {
    const { learner, at } = request;
    if (known.has(learner)) return false;
    const isNew = !(await store.read((db) => wasWelcomed(db, learner))) && (await note(request, at));
    if (known.size >= mostKnown) known.clear();
    known.add(learner);
    return isNew;
  };

  const note = (request: Request, at: number): Promise<boolean> =>
    store.write(async (tx) => {
      await meet(tx, request);
      return noteWelcome(tx, request.learner, at);
    });

  const home = ({ learner, at }: Request): Promise<Reply> =>
    store.read(async (db) => {
      const shown = [];
      for (const section of sections) shown.push(...[(await section(db, learner, at)) ?? []].flat());
      return homeView(shown, understands);
    });

  return {
    rows,
    resolvers: {},
    async handle(request) {
      switch (request.command.name) {
        case "welcome":
          // A greeting is returned also while the records cannot be reached.
          if (!request.inPublic) await isFirst(request).catch(() => false);
          return welcomeView(understands);
        case "how-to-ask":
          return howToAskView;
        case "home":
          return home(request);
        default:
          throw new Error(`welcome does not take the command "${request.command.name}"`);
      }
    },
    knows: (learner) => known.has(learner),
    greet: async (request) => ((await isFirst(request)) ? welcomeView(understands) : undefined),
    introduce: async (request) => ((await isFirst(request)) ? introduction(understands) : []),
    keeper: {
      ...welcomesKeeper,
      async forget(tx, learner) {
        known.delete(learner);
        await welcomesKeeper.forget(tx, learner);
      },
    },
  };
}

/** Of so many learners it is remembered in memory too that they were welcomed: every answer would ask otherwise. */
const mostKnown = 10_000;
