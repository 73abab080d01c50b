import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";

/** How many statements are prepared: more than the tutor has texts of. */
const mostStatements = 500;

/** What is said of a statement that was prepared before another tutor, of a later version, changed its table. */
const planChanged = "0A000";

/** Two that waited for each other, and two that changed the same: one of them was called off. */
const calledOff = ["40P01", "40001"];

/** Whether what failed may go well when it is done again, on another connection or after others. */
export function mayGoWell(error: unknown): boolean {
  const code = codeOf(error);
  return code === planChanged || calledOff.includes(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
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
        isStale ||= codeOf(error) === planChanged;
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
