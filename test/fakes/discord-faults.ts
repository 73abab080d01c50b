/**
 * What goes wrong with a call. `status` alone is answered with Discord's usual body for it; 429 with `retryAfter`.
 * `cut` breaks the connection instead: "before" anything has happened, or "after" it has, so that only the answer is lost.
 */
export type Fault = {
  readonly status?: number;
  /** Seconds, of a 429; fractions are fine. */
  readonly retryAfter?: number;
  /** A 429 that stands for all routes. */
  readonly global?: boolean;
  /** Discord's error code and words, of any other status. */
  readonly code?: number;
  readonly message?: string;
  readonly cut?: "before" | "after";
  /** How many calls it befalls; 1 if left out. */
  readonly times?: number;
};

export type Faults = ReturnType<typeof createFaults>;

/** Chosen trouble for chosen calls. */
export function createFaults() {
  const rules: { readonly pattern: RegExp; readonly fault: Fault; left: number }[] = [];

  /**
   * The next calls that fit go wrong. A pattern is a method and a path below `/api/v10`, in which `:name` stands for
   * any one part: `fail("POST /channels/:channel/messages", { status: 429, retryAfter: 0.1 })`. Without a method it
   * fits all. A regular expression is held against `METHOD /path`.
   *
   * @returns how many calls it still waits for, and a way to call it off
   */
  function fail(pattern: string | RegExp, fault: Fault) {
    const rule = { pattern: typeof pattern === "string" ? compile(pattern) : pattern, fault, left: fault.times ?? 1 };
    rules.push(rule);
    return {
      get left() {
        return rule.left;
      },
      cancel() {
        rule.left = 0;
      },
    };
  }

  /** The trouble that this call is in for, if any; it is used up by asking. */
  function take(method: string, path: string): Fault | undefined {
    const rule = rules.find(({ pattern, left }) => left > 0 && pattern.test(`${method} ${path}`));
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return rule.fault;
  }

  return { fail, take };
}

function compile(pattern: string): RegExp {
  const [path = "", method = "[A-Z]+"] = pattern.split(" ").reverse();
  const parts = path.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part.replaceAll(/[^\w@]/g, "\\$&")));
  return new RegExp(`^${method} ${parts.join("/")}$`);
}
