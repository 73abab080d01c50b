type Transact<Tx> = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

type Job<Tx> = {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
};

/** How many of those that wait are saved by one commit. */
const mostInGroup = 64;

/**
 * Saves in one commit what came while the last one waited for the disk: each is told when it is saved, as if it had a
 * transaction of its own. Where one of a group fails, the group is rolled back and each is tried by itself, so a work
 * may be done twice, but is kept once. When the commit itself fails nobody knows what was saved: all are told so.
 * `connections`: how many groups may be under way at once.
 */
export function groupCommits<Tx>(transact: Transact<Tx>, connections: number): Transact<Tx> {
  const waiting: Job<Tx>[] = [];
  let groups = 0;

  const alone = ({ work, done, failed }: Job<Tx>) => transact(work).then(done, failed);

  const together = async (jobs: readonly Job<Tx>[]): Promise<void> => {
    let results: unknown[] = [];
    try {
      await transact(async (tx) => {
        results = []; // a transaction may be begun again
        for (const { work } of jobs) results.push(await work(tx));
      });
    } catch (error) {
      const commitFailed = results.length === jobs.length;
      if (commitFailed) for (const { failed } of jobs) failed(error);
      else for (const job of jobs) await alone(job);
      return;
    }
    jobs.forEach(({ done }, i) => {
      done(results[i]);
    });
  };

  const next = async (): Promise<void> => {
    for (let jobs = waiting.splice(0, mostInGroup); jobs.length > 0; jobs = waiting.splice(0, mostInGroup)) {
      const [first, ...others] = jobs;
      if (first) await (others.length === 0 ? alone(first) : together(jobs));
    }
    groups -= 1;
  };

  return <T>(work: (tx: Tx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, done: resolve as Job<Tx>["done"], failed: reject });
      // In a moment: what comes in the same turn of the event loop goes together.
      if (groups === connections) return;
      groups += 1;
      queueMicrotask(() => void next());
    });
}
