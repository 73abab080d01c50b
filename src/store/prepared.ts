import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";

/** How many statements are prepared: more than the tutor has texts of. */
const mostStatements = 500;

/** What is said of a statement that was prepared before another tutor, of a later version, changed its table. */
const planChanged = "0A000";

export function isOutdated(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === planChanged;
}

/** Has the server prepare each statement once a connection: planning a short one anew takes longer than doing it. */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const named = (text: string): { readonly name?: string } => {
    if (!names.has(text) && names.size < mostStatements) names.set(text, `tutor_${String(names.size)}`);
    const name = names.get(text);
    return name === undefined ? {} : { name };
  };
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    let isStale = false;
    const query = async (text: string, values: unknown[]) => {
      try {
        return await client.query(values.length === 0 ? text : { text, values, ...named(text) });
      } catch (error) {
        isStale ||= isOutdated(error);
        throw error;
      }
    };
    return {
      // Cursors, the other thing one may ask for here, are nothing that the tutor uses.
      query: query as unknown as PostgresPoolClient["query"],
      release: (destroy) => {
        client.release(destroy === true || isStale);
      },
    };
  };
  return {
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}
