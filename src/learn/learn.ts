import { offered, type Door } from "../command.ts";
import type { Reply, Request } from "../conversation.ts";
import type { EntryResolver } from "../items/topic.ts";
import type { Lesson } from "../knowledge/lesson.ts";
import type { Library } from "../knowledge/library.ts";
import { dayOf } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import type { LocalDate } from "../learners/zones.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store } from "../store/store.ts";
import { makeLessonFinder, partsOfCourse, type LessonFinder } from "./finding.ts";
import { cardToResume, turnTo } from "./place.ts";
import { lessonsKeeper, placeOf, savePlace } from "./records.ts";
import { rows } from "./rows.ts";
import { isCheckReady, makeLessons, nextIn, type Lessons, type Standing } from "./standing.ts";
import { cardView, checkView, noSuchLesson, nothingLeft, openedAt, overview } from "./view.ts";

export type Learn = Door & Lessons & { readonly find: LessonFinder; readonly keeper: Keeper };

export type LearnSurroundings = {
  readonly store: Store;
  readonly learners: Pick<Learners, "meet" | "get">;
  /** The zone that a learner's days go by, where they have set none. */
  readonly zoneOf: (db: Database, learner: string, at: number) => Promise<string>;
  readonly entryOf: EntryResolver;
};

/** The course: lessons in cards that a learner reads in their own time, and where they stand with each. */
export function makeLearn(library: Library, { store, learners, zoneOf, entryOf }: LearnSurroundings): Learn {
  const lessons = makeLessons(library);
  const find = makeLessonFinder(library, entryOf);
  const parts = partsOfCourse(library);
  const byId = new Map(library.lessons.map((lesson) => [lesson.id, lesson]));
  const names = [
    ...library.curriculum.modules.map(({ number }) => `module ${String(number)}`),
    ...["prerequisites", "real world"],
    ...library.lessons.flatMap(({ id, kind, title }) => (kind === "objective" ? [id, title] : [title])),
    ...library.services.filter(({ short }) => find(short, true)).map(({ short }) => short),
  ];

  const todayOf = async (db: Database, { learner, at }: Request): Promise<LocalDate> =>
    dayOf(await learners.get(db, learner), at, await zoneOf(db, learner, at));

  /** Shows a card and remembers it; without a number, the one to go on with. */
  const show = (request: Request, lesson: Lesson, number?: number, standing?: Standing): Promise<Reply> => {
    const { id, learner, at } = request;
    const cards = lesson.cards.length;
    return store.write(async (tx) => {
      const isFirst = await isFirstTime(tx, id, at);
      await learners.meet(tx, request);
      const today = await todayOf(tx, request);
      const before = await placeOf(tx, learner, lesson.id);
      const place = turnTo(before, number ?? cardToResume(before, { cards, today }), { cards, today });
      // A press that is delivered again, perhaps after a later one, must not turn back.
      if (isFirst) await savePlace(tx, { learner, lesson: lesson.id, at }, place);
      const first = number === undefined && standing ? openedAt(standing, place.card, today) : undefined;
      const isRead = before?.readOn !== undefined;
      return cardView(lesson, place.card, { first, isRead });
    });
  };

  const open = async (request: Request, lesson: Lesson): Promise<Reply> => {
    const standing = await store.read((db) => lessons.lessonOf(db, request.learner, lesson.id));
    return show(request, lesson, undefined, standing);
  };

  /** Goes on with some lessons, in the order of the course. */
  const goOn = async (request: Request, among: readonly Lesson[]): Promise<Reply> => {
    const { all, today } = await store.read(async (db) => ({
      all: await lessons.lessonsOf(db, request.learner),
      today: await todayOf(db, request),
    }));
    const standings = all.filter(({ lesson }) => among.includes(lesson));
    const next = nextIn(standings, today);
    if (next) return isCheckReady(next, today) ? checkView(next) : show(request, next.lesson, undefined, next);
    const [first] = standings;
    return among.length < all.length && first ? show(request, first.lesson, undefined, first) : nothingLeft(standings);
  };

  const learn = (request: Request, what: string): Promise<Reply> | Reply => {
    if (what === "") return goOn(request, library.lessons);
    const wanted = find(what, false);
    if (!wanted) return noSuchLesson(request.place.private ? what : undefined);
    return "lesson" in wanted ? open(request, wanted.lesson) : goOn(request, wanted.part.lessons);
  };

  return {
    ...lessons,
    find,
    rows,
    resolvers: {
      /** A short wish that means nothing is told what there is; a longer one, or one after everyday words, is a question. */
      "lesson-wish": (typed, exactly) =>
        find(typed, exactly) || (!exactly && typed.split(/\s+/).length <= 2 && !typed.includes("?"))
          ? typed
          : undefined,
      lesson: (typed) => (byId.has(typed) ? typed : undefined),
      "lesson-card": (typed) => /^\d{1,2}$/.exec(typed)?.[0],
    },
    completers: { "lesson-wish": (typed) => offered(names, typed) },
    async handle(request) {
      const { name, arguments: [first = "", second = ""] } = request.command; // prettier-ignore
      switch (name) {
        case "learn":
          return learn(request, first);
        case "lessons":
          return store.read(async (db) =>
            overview(parts, await lessons.lessonsOf(db, request.learner), await todayOf(db, request)),
          );
        case "lesson": {
          const lesson = byId.get(first);
          if (!lesson) throw new Error("a button names only lessons that the resolver found");
          return { ...(await show(request, lesson, Number(second))), inPlace: true };
        }
        default:
          throw new Error(`learn does not take the command "${name}"`);
      }
    },
    keeper: lessonsKeeper,
  };
}
