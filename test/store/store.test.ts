import { sql } from "kysely";
import { expect, test } from "vitest";
import { describeOnEachEngine } from "./each-engine.ts";

describeOnEachEngine("the store", ({ store, reopen }) => {
  const keep = (id: string, at = 1_795_000_000_000) =>
    store().write((tx) => tx.insertInto("seen").values({ id, at }).execute());
  const kept = () => store().read((db) => db.selectFrom("seen").selectAll().orderBy("id").execute());

  test("what was written is there after it is opened again, times as numbers", async () => {
    await keep("a");
    await store().close();
    const again = await reopen();
    expect(await again.read((db) => db.selectFrom("seen").selectAll().execute())).toEqual([
      { id: "a", at: 1_795_000_000_000 },
    ]);
  });

  test("a transaction that fails leaves nothing, and the next one works", async () => {
    const failing = store().write(async (tx) => {
      await tx.insertInto("seen").values({ id: "a", at: 1 }).execute();
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await keep("b");
    expect((await kept()).map(({ id }) => id)).toEqual(["b"]);
  });

  test("transactions at the same time are all saved", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => keep(`k${String(i)}`)));
    expect(await kept()).toHaveLength(50);
  });

  test("a commit is told of, a failure is not", async () => {
    const told: unknown[] = [];
    store().onCommit((tx) => told.push(tx));
    let first: unknown;
    await store().write((tx) => Promise.resolve((first = tx)));
    await store()
      .write(() => Promise.reject(new Error("no")))
      .catch(() => undefined);
    expect(told).toEqual([first]);
  });

  test("a database that a newer version was at is refused, and says so", async () => {
    await store().write((tx) =>
      sql`insert into kysely_migration (name, timestamp) values ('999-later', 'then')`.execute(tx),
    );
    await store().close();
    await expect(reopen()).rejects.toMatchObject({ trouble: "newer" });
    await expect(reopen()).rejects.toThrow("999-later");
  });
});

describeOnEachEngine("a table that another tutor changed", ({ store, reopen, name }) => {
  test.runIf(name === "postgres")("is read and written all the same, on connections that know it anew", async () => {
    const read = () => store().read((db) => db.selectFrom("seen").selectAll().where("id", "=", "a").execute());
    const write = () => store().write((tx) => tx.updateTable("seen").set({ at: 1 }).returningAll().execute());
    await Promise.all(Array.from({ length: 8 }, () => read()));
    await write();
    const other = await reopen();
    await other.write((tx) => sql`alter table seen add column later text`.execute(tx));
    expect(await Promise.all(Array.from({ length: 8 }, () => read()))).toHaveLength(8);
    expect(await write()).toEqual([]);
  });
});
