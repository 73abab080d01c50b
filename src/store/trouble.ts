/** Why the store cannot do what it is asked, where that is no fault of the program. */
export const troubles = ["newer", "taken", "full", "readOnly", "locked", "damaged", "away"] as const;
export type Trouble = (typeof troubles)[number];

export class StoreTrouble extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = "StoreTrouble";
    this.trouble = trouble;
  }
}

/** What the drivers mean by an error of theirs; nothing where it is a fault of ours. */
export function troubleOf(error: unknown): StoreTrouble | undefined {
  if (error instanceof StoreTrouble) return error;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return troubleOf(error.errors[0]);
  const code = codeOf(error);
  const trouble =
    codes.find(([form]) => form.test(code))?.[1] ?? messages.find(([form]) => form.test(error.message))?.[1];
  return trouble && new StoreTrouble(trouble, error.message, error);
}

/** The drivers' own code; of an SQLite failure that libsql knows no name for, the name of its kind. */
function codeOf(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const raw = "rawCode" in error && typeof error.rawCode === "number" ? error.rawCode : 0;
  return code.startsWith("UNKNOWN") ? (kinds[raw & 0xff] ?? code) : code;
}

const kinds: Readonly<Record<number, string>> = {
  ...{ 5: "SQLITE_BUSY", 6: "SQLITE_LOCKED", 8: "SQLITE_READONLY", 11: "SQLITE_CORRUPT", 13: "SQLITE_FULL" },
  ...{ 14: "SQLITE_CANTOPEN", 26: "SQLITE_NOTADB" },
};

/** One line for whoever runs the tutor: what is wrong, and what would do. */
export function whatToDo({ trouble, message }: StoreTrouble): string {
  return `${beginnings[trouble]} (${message}). ${remedies[trouble]}`;
}

const beginnings: Readonly<Record<Trouble, string>> = {
  newer: "The database is from a newer version of the tutor",
  taken: "The database is in use",
  full: "There is no room left for the database",
  readOnly: "The database cannot be written",
  locked: "The database is locked by another program",
  damaged: "The database is damaged",
  away: "The database cannot be reached",
};

const remedies: Readonly<Record<Trouble, string>> = {
  newer: "Run that version or a later one; this one has changed nothing.",
  taken: "Stop the other tutor, or set DATABASE_FILE to another file for this one.",
  full: "Make room on the disk; nothing that was saved is lost.",
  readOnly: "Let DATABASE_FILE be a file in a folder where the user that runs the tutor may write.",
  locked: "Close the program that holds it, then try again.",
  damaged: "Put a backup in its place, or move the file away to begin with an empty one.",
  away: "Check DATABASE_URL and that PostgreSQL runs; the tutor keeps trying, and answers questions meanwhile.",
};

/**
 * SQLite's result codes, PostgreSQL's SQLSTATEs, and the codes of a file or a socket.
 * https://sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const codes: readonly (readonly [RegExp, Trouble])[] = [
  [/^(SQLITE_FULL|53100|ENOSPC|SQLITE_IOERR_WRITE)$/, "full"],
  [/^(SQLITE_READONLY\w*|SQLITE_PERM|25006|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENAMETOOLONG)$/, "readOnly"],
  [/^(SQLITE_BUSY\w*|SQLITE_LOCKED\w*|55P03|57014)$/, "locked"],
  [/^(SQLITE_CORRUPT\w*|SQLITE_NOTADB|XX00[12])$/, "damaged"],
  [
    /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT|SQLITE_CANTOPEN\w*)$/,
    "away",
  ],
];

/** What `pg` and `libsql` say without a code. */
const messages: readonly (readonly [RegExp, Trouble])[] = [
  [
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error/,
    "away",
  ],
  [/Unable to open connection to local database .*: (14|23)\b/, "readOnly"],
];
