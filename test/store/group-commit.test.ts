import { expect, test } from "vitest";
import { groupCommits } from "../../src/store/group-commit.ts";
import { describeOnEachEngine } from "./each-engine.ts";

describeOnEachEngine("a group commit", ({ store }) => {
  const put = (id: string) => store().add((tx) => tx.insertInto("seen").values({ id, at: 1 }).execute());
  const ids = async () =>
    (await store().read((db) => db.selectFrom("seen").select("id").orderBy("id").execute())).map(({ id }) => id);

  test("one that fails among many takes none of the others with it", async () => {
    const works = Array.from({ length: 30 }, (_, i) =>
      i % 10 === 3 ? store().add(() => Promise.reject(new Error(`no ${String(i)}`))) : put(`k${String(i)}`),
    );
    const settled = await Promise.allSettled(works);
    expect(settled.flatMap((each, i) => (each.status === "rejected" ? [i] : []))).toEqual([3, 13, 23]);
    expect(await ids()).toHaveLength(27);
  });

  test("one that the database refuses is refused alone", async () => {
    await put("taken");
    const settled = await Promise.allSettled([put("a"), put("taken"), put("b")]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await ids()).toEqual(["a", "b", "taken"]);
  });

  test("each gets its own result", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => store().add(() => Promise.resolve(i))));
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});

test("what comes while a commit is under way shares the next one", async () => {
  const sizes: number[] = [];
  let commit: () => void = () => undefined;
  const write = groupCommits(async (work) => {
    sizes.push(0);
    const result = await work(undefined);
    await new Promise<void>((resolve) => (commit = resolve));
    return result;
  }, 1);
  const count = () => Promise.resolve((sizes[sizes.length - 1] ??= 0) + 1).then((n) => (sizes[sizes.length - 1] = n));
  const first = write(count);
  await turn();
  const later = [write(count), write(count), write(count)];
  commit();
  await first;
  await turn();
  commit();
  await Promise.all(later);
  expect(sizes).toEqual([1, 3]);
});

/** A connection that knew an older form of a table had the whole group begun again, and handed out what it had found before. */
test("a group that is begun again gives each its own result", async () => {
  let begun = 0;
  const write = groupCommits(async (work) => {
    begun += 1;
    if (begun === 1) return work(undefined);
    await work(undefined);
    return work(undefined);
  }, 1);
  const first = write(() => Promise.resolve("first"));
  const others = ["anna", "bert", "cora"].map((name) => write(() => Promise.resolve(name)));
  expect(await Promise.all([first, ...others])).toEqual(["first", "anna", "bert", "cora"]);
});

test("when the commit itself fails, all are told so and nothing is done again", async () => {
  let commits = 0;
  let works = 0;
  const write = groupCommits(async (work) => {
    const result = await work(undefined);
    commits += 1;
    if (commits > 0) throw new Error("the connection broke");
    return result;
  }, 1);
  const count = () => Promise.resolve((works += 1));
  const settled = await Promise.allSettled([write(count), write(count)]);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect([works, commits]).toEqual([2, 1]);
});

/** Lets all that is ready run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
