import type { Curriculum, Edges, Entry, Pair } from "./schema.ts";

/** What is wrong with a value that has the right shape, and the path to it inside its file. */
export type Claim = { readonly path: readonly PropertyKey[]; readonly message: string };

/** The entries that could be read, and the ids of all there are. */
export type Known = { readonly entries: ReadonlyMap<string, Entry>; readonly ids: ReadonlySet<string> };

/** Checks that need more than one file: every id named anywhere has an entry, and a status is complete. */
export const crossCheck = { entry: checkEntry, pairs: checkPairs, curriculum: checkCurriculum, edges: checkEdges };

function checkEntry(entry: Entry, all: Known): Claim[] {
  const claims = [
    ...entry.lookAlikes.map((lookAlike, i) => known(all, lookAlike.id, ["lookAlikes", i, "id"])),
    ...entry.alsoRight.map((id, i) => known(all, id, ["alsoRight", i])),
    ...entry.lookAlikes
      .filter((lookAlike) => lookAlike.id === entry.id)
      .map(() => claim(["lookAlikes"], "an entry is not its own look-alike")),
    ...repeated(entry.examples.map((text) => text.toLowerCase())).map((i) =>
      claim(["examples", i], "this example is there twice"),
    ),
  ];
  if (entry.kind === "concept")
    return present([...claims, ...entry.services.map((id, i) => known(all, id, ["services", i], "service"))]);
  return present([
    ...claims,
    ...entry.notWhen.map((not, i) => known(all, not.instead, ["notWhen", i, "instead"])),
    ...entry.status.replacementIds.map((id, i) => known(all, id, ["status", "replacementIds", i])),
    ...statusClaims(entry),
    ...changeClaims(entry),
  ]);
}

function statusClaims(entry: Extract<Entry, { kind: "service" }>): Claim[] {
  if (entry.status.state === "active") return [];
  return (["since", "today", "source"] as const)
    .filter((field) => entry.status[field] === undefined)
    .map((field) => claim(["status"], `a service that is ${entry.status.state} needs status.${field}`));
}

/** Changes are told apart by their day. */
function changeClaims({ changes, checked }: Extract<Entry, { kind: "service" }>): Claim[] {
  return changes.flatMap(({ day, was, is }, i) => {
    const before = changes[i - 1]?.day;
    return [
      ...(before !== undefined && day <= before
        ? [claim(["changes", i, "day"], `a change comes after the one before it, of ${before}`)]
        : []),
      ...(day > checked
        ? [claim(["changes", i, "day"], `a change is not later than the entry was checked, on ${checked}`)]
        : []),
      ...(was === is ? [claim(["changes", i, "is"], "what it is now is what it was")] : []),
    ];
  });
}

function checkPairs(pairs: readonly Pair[], all: Known): Claim[] {
  return present([
    ...repeated(pairs.map((pair) => pair.id)).map((i) => claim([i, "id"], "there is already a pair with this id")),
    ...pairs.flatMap((pair, i) =>
      pair.sides.map((side, j) => side.id && known(all, side.id, [i, "sides", j, "id"])),
    ),
  ]);
}

function checkEdges({ smallTalk, declined }: Edges): Claim[] {
  return repeated([...smallTalk, ...declined].map((talk) => talk.id)).map((i) =>
    i < smallTalk.length
      ? claim(["smallTalk", i, "id"], "there is already a kind with this id")
      : claim(["declined", i - smallTalk.length, "id"], "there is already a kind with this id"),
  );
}

function checkCurriculum(curriculum: Curriculum, all: Known): Claim[] {
  const links = (part: { services: string[]; concepts: string[] }, path: readonly PropertyKey[]) => [
    ...part.services.map((id, i) => known(all, id, [...path, "services", i], "service")),
    ...part.concepts.map((id, i) => known(all, id, [...path, "concepts", i], "concept")),
  ];
  return present([
    ...curriculum.stages.flatMap((stage, i) => links(stage, ["stages", i])),
    ...curriculum.exam.objectives.flatMap((objective, i) => links(objective, ["exam", "objectives", i])),
    ...curriculum.exam.newNotes.flatMap((note, i) => links(note, ["exam", "newNotes", i])),
    ...curriculum.realWorld.flatMap((point, i) => links(point, ["realWorld", i])),
    ...curriculum.prerequisites.flatMap((prerequisite, i) =>
      prerequisite.concepts.map((id, j) => known(all, id, ["prerequisites", i, "concepts", j], "concept")),
    ),
    ...curriculum.selfAssessment.flatMap((item, i) =>
      item.ids.map((id, j) => known(all, id, ["selfAssessment", i, "ids", j])),
    ),
    ...curriculum.modules.flatMap((module, i) => [
      ...module.services.map((id, j) => known(all, id, ["modules", i, "services", j], "service")),
      ...module.objectives.flatMap((objective, j) => [
        ...links(objective, ["modules", i, "objectives", j]),
        !objective.id.startsWith(`${String(module.number)}.`) &&
          claim(["modules", i, "objectives", j, "id"], `objective ${objective.id} stands in module ${String(module.number)}`),
      ]),
    ]),
  ]);
}

function known(
  { entries, ids }: Known,
  id: string,
  path: readonly PropertyKey[],
  kind?: Entry["kind"],
): Claim | undefined {
  const entry = entries.get(id);
  if (!entry) return ids.has(id) ? undefined : claim(path, `there is no entry "${id}"`);
  if (kind && entry.kind !== kind) return claim(path, `"${id}" is a ${entry.kind}, not a ${kind}`);
  return undefined;
}

function claim(path: readonly PropertyKey[], message: string): Claim {
  return { path, message };
}

/** The positions of values that stood earlier in the list. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}

function present(claims: readonly (Claim | "" | false | undefined)[]): Claim[] {
  return claims.filter((c): c is Claim => Boolean(c));
}
