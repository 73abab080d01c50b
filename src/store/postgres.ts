import { PostgresDialect } from "kysely";
import pg from "pg";
import { mayGoWell, preparing } from "./prepared.ts";
import { makeStore, type Store } from "./store.ts";

/**
 * How long a connection may take to be made, and a statement to be answered: the server ends it by itself, and one that
 * hangs does not answer at all. In milliseconds.
 */
const patience = {
  ...{ connectionTimeoutMillis: 3000, statement_timeout: 8000, query_timeout: 10_000 },
  ...{ keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
};

/** Two of them are left to those who read. */
const connections = 12;

/** `int8` and `numeric` come as text, since they may be longer than JavaScript's numbers; ours are not. */
const numbers: readonly number[] = [20, 1700];

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (numbers.includes(id) ? Number : pg.types.getTypeParser(id, format)) as never,
};

/** Remembers in a PostgreSQL that several tutors may share. `log` is told when a waiting connection breaks. */
export async function openPostgres(url: string, log: (line: string) => void): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, ...patience });
  pool.on("error", (error) => {
    log(`PostgreSQL: a connection was lost (${error.message}); the next command makes another`);
  });
  // The pool looks after a connection only while it waits. One that breaks in a transaction fails its statement, and
  // would end the process if nobody listened.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return makeStore({
    engine: "postgres",
    connections: connections - 2,
    mayGoWell,
    dialect: new PostgresDialect({ pool: preparing(pool) }),
  });
}
