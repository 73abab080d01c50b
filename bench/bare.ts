import Sqlite from "libsql";
import pg from "pg";

/** The drivers without anything of ours: to recount what we say was saved, and to measure what saving costs at least. */
export type Bare = {
  /** How often each question was answered, by its name. */
  readonly questions: () => Promise<Map<string, number>>;
  /** How many right answers each learner has in the log. */
  readonly scores: () => Promise<Map<string, number>>;
  /** Alarms that are still to fire. */
  readonly waiting: () => Promise<number>;
  /** Inserts an answer into the same table, durably. */
  readonly insert: (question: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const columns = [
  ...["question", "learner", "vote", "mode", "platform", "place", "community", "item", "revision", "chosen"],
  ...["took_ms", "at", "local_date", "correct", "graded_by"],
];
const counted = "select question, count(*) as times from answers group by question";
const scored = "select learner as question, sum(correct) as times from answers group by learner";
const left = "select count(*) as times from alarms where given_up = 0";

function toRow(question: string): (string | number)[] {
  return [
    ...[question, "slack:T0CHAOS:U0CHAOS", 1, "round", "slack", "C0CHAOS", "T0CHAOS", "chaos", "chaos"],
    ...['{"kind":"options","ids":["a"]}', 2345, Date.now(), "2026-11-24", 1, "chaos"],
  ];
}

export function openBareSqlite(file: string): Bare {
  const database = new Sqlite(file, { timeout: 5000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  const insert = database.prepare(
    `insert into answers (${columns.join()}) values (${columns.map(() => "?").join(", ")})`,
  );
  const all = (sql: string) => database.prepare(sql).all() as { question: string; times: number }[];
  return {
    questions: () => Promise.resolve(new Map(all(counted).map(({ question, times }) => [question, times]))),
    scores: () => Promise.resolve(new Map(all(scored).map(({ question, times }) => [question, times]))),
    waiting: () => Promise.resolve(all(left)[0]?.times ?? 0),
    insert(question) {
      insert.run(...toRow(question));
      return Promise.resolve();
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}

export function openBarePostgres(url: string): Bare {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on("error", () => undefined); // the server may stop before the last connection is closed
  const insert = `insert into answers (${columns.join()}) values (${columns.map((_, i) => `$${String(i + 1)}`).join(", ")})`;
  const all = async (sql: string) => (await pool.query<{ question: string; times: string }>(sql)).rows;
  return {
    questions: async () => new Map((await all(counted)).map(({ question, times }) => [question, Number(times)])),
    scores: async () => new Map((await all(scored)).map(({ question, times }) => [question, Number(times)])),
    waiting: async () => Number((await all(left))[0]?.times ?? 0),
    async insert(question) {
      await pool.query({ name: "insert", text: insert, values: toRow(question) });
    },
    close: () => pool.end(),
  };
}
