import { Migrator, sql, type Kysely, type Migration } from "kysely";
import { StoreTrouble } from "./trouble.ts";

/** The steps from an empty database to today's, by name. One that was released is never changed: a new one follows. */
const migrations: Readonly<Record<string, Migration>> = {
  "001-remember": {
    async up(db) {
      await db.schema
        .createTable("learners")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text")
        .addColumn("zone", "text")
        .addColumn("on_boards", "bigint", (column) => column.notNull())
        .addColumn("nudges", "bigint", (column) => column.notNull())
        .addColumn("since", "bigint", (column) => column.notNull())
        .execute();
      await asked(db, "drafts").execute();
      await asked(db, "answers")
        .addColumn("correct", "bigint")
        .addColumn("graded_by", "text", (column) => column.notNull())
        .execute();
      await index(db, "answers", "learner", "at");
      await index(db, "answers", "item", "graded_by");
      await index(db, "answers", "place", "at");
      await db.schema
        .createTable("cards")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("item", "text", (column) => column.notNull())
        .addColumn("due", "bigint", (column) => column.notNull())
        .addColumn("card", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("cards_key", ["learner", "item"])
        .execute();
      await index(db, "cards", "learner", "due");
      await db.schema
        .createTable("inbox")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("learner", "text")
        .addColumn("text", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("resolved_at", "bigint")
        .execute();
      await db.schema
        .createTable("outbox")
        .ifNotExists()
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("turn", "bigint", (column) => column.notNull())
        .addColumn("platform", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("learner", "text")
        .addColumn("delivery", "text", (column) => column.notNull())
        .addColumn("replaces", "text")
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("reference", "text")
        .addColumn("claimed_at", "bigint")
        .addColumn("put_at", "bigint", (column) => column.notNull())
        .execute();
      await index(db, "outbox", "state", "turn");
      await db.schema
        .createTable("seen")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .execute();
      await index(db, "seen", "at");
      await db.schema
        .createTable("alarms")
        .ifNotExists()
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("command", "text", (column) => column.notNull())
        .addColumn("tries", "bigint", (column) => column.notNull())
        .addColumn("next_at", "bigint", (column) => column.notNull())
        .addColumn("given_up", "bigint", (column) => column.notNull())
        .execute();
      await index(db, "alarms", "next_at");
      await db.schema
        .createTable("workers")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("seen_at", "bigint", (column) => column.notNull())
        .execute();
    },
  },
  "002-rounds": {
    async up(db) {
      await db.schema
        .createTable("rounds")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("platform", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("community", "text")
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("turn", "bigint", (column) => column.notNull())
        .addColumn("live", "bigint", (column) => column.notNull())
        .addColumn("called_at", "bigint", (column) => column.notNull())
        .execute();
      await index(db, "rounds", "place", "called_at");
      await sql`create unique index if not exists rounds_live on rounds (platform, place) where live = 1`.execute(db);
    },
  },
  "003-edits": {
    up: (db) => index(db, "outbox", "replaces"),
  },
  "004-boards": {
    async up(db) {
      await index(db, "answers", "community", "at");
      await db.schema
        .createTable("seasons")
        .ifNotExists()
        .addColumn("platform", "text", (column) => column.notNull())
        .addColumn("place", "text")
        .addColumn("community", "text")
        .addColumn("started_at", "bigint", (column) => column.notNull())
        .execute();
    },
  },
  "005-dailies": {
    async up(db) {
      await placed(db, "schedules")
        .addColumn("setter", "text", (column) => column.notNull())
        .addColumn("times", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("set_at", "bigint", (column) => column.notNull())
        .addUniqueConstraint("schedules_once", ["platform", "place", "times"])
        .execute();
      await index(db, "schedules", "community");
      await index(db, "schedules", "setter");
      await index(db, "schedules", "place");
      await placed(db, "dailies")
        .addColumn("schedule", "text", (column) => column.notNull())
        .addColumn("date", "text", (column) => column.notNull())
        .addColumn("item", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("turn", "bigint", (column) => column.notNull())
        .addColumn("open", "bigint", (column) => column.notNull())
        .addColumn("asked_at", "bigint", (column) => column.notNull())
        .addUniqueConstraint("dailies_once", ["schedule", "date"])
        .execute();
      await index(db, "dailies", "place", "asked_at");
      await index(db, "dailies", "schedule", "open");
      await db.schema
        .createTable("zone_changes")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("from_zone", "text", (column) => column.notNull())
        .addColumn("to_zone", "text", (column) => column.notNull())
        .execute();
      await index(db, "zone_changes", "learner");
    },
  },
  "006-reminders": {
    async up(db) {
      await db.schema
        .createTable("reminders")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("time", "text")
        .addColumn("zone", "text", (column) => column.notNull())
        .addColumn("platform", "text")
        .addColumn("place", "text")
        .addColumn("community", "text")
        .addColumn("told_on", "text")
        .addPrimaryKeyConstraint("reminders_key", ["learner", "kind"])
        .execute();
    },
  },
  "007-study": {
    async up(db) {
      await db.schema
        .createTable("sittings")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.primaryKey())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("turn", "bigint", (column) => column.notNull())
        .execute();
    },
  },
  "008-learning": {
    async up(db) {
      await db.schema
        .createTable("lessons")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("lesson", "text", (column) => column.notNull())
        .addColumn("card", "bigint", (column) => column.notNull())
        .addColumn("read_on", "text")
        .addColumn("at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("lessons_key", ["learner", "lesson"])
        .execute();
      await db.schema
        .createTable("goals")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.primaryKey())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("changes_told")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("service", "text", (column) => column.notNull())
        .addColumn("day", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("changes_told_key", ["learner", "service", "day"])
        .execute();
      await db.schema
        .createTable("welcomes")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .execute();
    },
  },
  "009-exams": {
    async up(db) {
      await db.schema
        .createTable("exams")
        .ifNotExists()
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("turn", "bigint", (column) => column.notNull())
        .addColumn("live", "bigint", (column) => column.notNull())
        .addColumn("started_at", "bigint", (column) => column.notNull())
        .execute();
      await index(db, "exams", "learner");
      await db.schema
        .createTable("blueprints")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("blueprint", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("best", "bigint")
        .addColumn("at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("blueprints_key", ["learner", "blueprint"])
        .execute();
      await db.schema
        .createTable("forecasts")
        .ifNotExists()
        .addColumn("learner", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("forecasts_key", ["learner", "at"])
        .execute();
      // There is no "if not exists" for columns, and a process that was killed here comes here again.
      const tables = await db.introspection.getTables();
      if (!tables.some(({ columns }) => columns.some(({ name }) => name === "in_reports")))
        await db.schema
          .alterTable("learners")
          .addColumn("in_reports", "bigint", (column) => column.notNull().defaultTo(0))
          .execute();
    },
  },
};

/** Brings the database to today's form. Refuses one that a newer version has been at. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const unknown = (await madeSteps(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0)
    throw new StoreTrouble(
      "newer",
      `the database was last used by a newer version of the tutor (it knows the step "${unknown.join('", "')}")`,
    );
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error("the database could not be brought up to date");
}

/** The names of the steps that were made already. */
async function madeSteps<T>(db: Kysely<T>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const recorded = db as unknown as Kysely<{ kysely_migration: { name: string } }>;
  return (await recorded.selectFrom("kysely_migration").select("name").execute()).map(({ name }) => name);
}

/** What a draft and a final answer have in common. */
function asked<T>(db: Kysely<T>, table: "drafts" | "answers") {
  return db.schema
    .createTable(table)
    .ifNotExists()
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("learner", "text", (column) => column.notNull())
    .addColumn("vote", "bigint", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("community", "text")
    .addColumn("item", "text", (column) => column.notNull())
    .addColumn("revision", "text", (column) => column.notNull())
    .addColumn("chosen", "text", (column) => column.notNull())
    .addColumn("took_ms", "bigint", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("local_date", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, ["question", "learner", "vote"]);
}

/** Something that belongs to a place, by an id of its own. */
function placed<T>(db: Kysely<T>, table: "schedules" | "dailies") {
  return db.schema
    .createTable(table)
    .ifNotExists()
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("community", "text");
}

async function index<T>(db: Kysely<T>, table: string, ...columns: string[]): Promise<void> {
  const name = `${table}_by_${columns.join("_")}`;
  await db.schema.createIndex(name).ifNotExists().on(table).columns(columns).execute();
}
