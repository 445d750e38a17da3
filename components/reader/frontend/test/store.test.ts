import { describe, expect, test } from "vitest";
import * as act from "../src/actions";
import type { Store } from "../src/store";
import { ack, annotation, full, LABELS, opened } from "./made";

const [PERSON, GPE] = LABELS as [(typeof LABELS)[0], (typeof LABELS)[0]];
const TEXT = "Velt fell.\nVelt burns, Velt again.";

function shown(store: Store): string[] {
  return store.shown().map((a) => `${a.label}:${store.textOf(a)}:${a.status}`);
}

function first(store: Store, id = "v"): NonNullable<ReturnType<Store["view"]["get"]>> {
  return store.view.get(id)!;
}

describe("edits show at once", () => {
  test.each([
    ["accept", (s: Store) => act.judge(first(s), "accept"), ["GPE:Velt:accepted"]],
    ["reject", (s: Store) => act.judge(first(s), "reject"), []],
    ["remove", (s: Store) => act.judge(first(s), "remove"), []],
    ["relabel", (s: Store) => act.relabel(first(s), PERSON), ["PERSON:Velt:edited"]],
    ["resize", (s: Store) => act.resize(s, first(s), { start: 0, end: 9 })[0]!, ["GPE:Velt fell:edited"]],
    ["set", (s: Store) => act.change(first(s), { name: "City of Velt" }), ["GPE:Velt:edited"]],
  ] as const)("%s, and undo brings back what was, and redo does it again", (_, draft, wanted) => {
    const { store } = opened(TEXT, [annotation("v", 0, 4)]);
    const before = structuredClone(store.view.get("v"));
    store.edit([draft(store)]);
    expect(shown(store)).toEqual(wanted);
    store.undo();
    expect(store.view.get("v")).toEqual(before);
    store.undo("redo");
    expect(shown(store)).toEqual(wanted);
  });

  test("a removed suggestion is kept as rejected, a removed addition is gone", () => {
    const { store } = opened(TEXT, [annotation("v", 0, 4)]);
    const [added] = store.edit([act.add({ start: 11, end: 15 }, GPE)]);
    store.edit([act.judge(first(store), "remove"), act.judge(first(store, added!.target), "remove")]);
    expect([store.view.get("v")?.status, store.view.has(added!.target)]).toEqual(["rejected", false]);
  });
});

test("each edit names the one before it, and carries the text of its span", () => {
  const { store, sent } = opened(TEXT, [annotation("v", 0, 4, { last: "earlier" })]);
  store.edit([act.judge(first(store), "accept")]);
  store.edit([act.relabel(first(store), PERSON)]);
  expect(sent.map((e) => [e.op, e.after === sent[0]!.op_id ? "first" : e.after, e.data.text])).toEqual([
    ["accept", "earlier", "Velt"],
    ["relabel", "first", "Velt"],
  ]);
});

test("a group is one undo", () => {
  const { store, sent } = opened(TEXT, [annotation("v", 0, 4), annotation("w", 11, 15), annotation("x", 23, 27)]);
  store.edit(act.suggestions(store).map((a) => act.judge(a, "accept")));
  expect(new Set(sent.map((e) => e.group)).size).toBe(1);
  store.undo();
  expect(store.shown().map((a) => a.status)).toEqual(["suggested", "suggested", "suggested"]);
});

test("undoing twice goes back twice, although the first undo is an edit itself", () => {
  const { store } = opened(TEXT, [annotation("v", 0, 4)]);
  store.edit([act.judge(first(store), "accept")]);
  store.edit([act.relabel(first(store), PERSON)]);
  store.undo();
  expect(store.undo()).toMatchObject({ blocked: 0 });
  expect(shown(store)).toEqual(["GPE:Velt:suggested"]);
});

test("undo leaves alone what somebody else changed since", () => {
  const { store } = opened(TEXT, [annotation("v", 0, 4)]);
  store.edit([act.judge(first(store), "accept")]);
  store.merge(ack(1, { changed: [annotation("v", 0, 4, { label: "PERSON", status: "edited", last: "theirs" })] }));
  expect(store.undo()).toMatchObject({ blocked: 1 });
  expect(shown(store)).toEqual(["PERSON:Velt:edited"]);
});

describe("the server's word", () => {
  test("what is acknowledged is replaced by what the server has; what waits stays on top", () => {
    const { store } = opened(TEXT, [annotation("v", 0, 4)]);
    store.edit([act.judge(first(store), "accept")]);
    store.edit([act.relabel(first(store), PERSON)]);
    store.merge(ack(1, { changed: [annotation("v", 0, 4, { status: "accepted", name: "read by the server", last: "1" })] }));
    expect(first(store)).toMatchObject({ label: "PERSON", name: "read by the server" });
    expect(store.waitingEdits.map((e) => e.n)).toEqual([2]);
  });

  test("an answer that comes twice, or after a newer one, changes nothing", () => {
    const { store } = opened(TEXT, [annotation("v", 0, 4)]);
    store.merge(ack(0, { revision: 3, changed: [annotation("v", 0, 4, { label: "PERSON" })] }));
    store.merge(ack(0, { revision: 2, changed: [annotation("v", 0, 4)] }));
    expect(first(store).label).toBe("PERSON");
  });

  test("an answer that presumes more than is known here is not used", () => {
    const { store } = opened(TEXT);
    expect(store.merge(ack(0, { since: 5, revision: 6 }))).toBe(false);
  });

  test("a refused edit is taken back and kept for one more click", () => {
    const { store, sent } = opened(TEXT, [annotation("v", 0, 4)]);
    store.edit([act.judge(first(store), "reject")]);
    const state = annotation("v", 0, 4, { label: "PERSON", status: "edited", last: "theirs" });
    store.merge(ack(1, { changed: [state], refused: [{ op_id: sent[0]!.op_id, n: 1, reason: "stale", message: "changed", state }] }));
    expect(shown(store)).toEqual(["PERSON:Velt:edited"]);
    expect(store.refusals.map((r) => r.edit.op)).toEqual(["reject"]);
    expect(store.history.canUndo).toBe(false);
  });

  test("everything anew (another session) keeps what waits", () => {
    const { store } = opened(TEXT, [annotation("v", 0, 4)]);
    store.edit([act.add({ start: 11, end: 15 }, GPE)]);
    store.load(full(TEXT, [annotation("v", 0, 4)], { revision: 9 }));
    expect(shown(store)).toHaveLength(2);
  });

  test("redo of an addition names the removal before it", () => {
    const { store, sent } = opened(TEXT);
    store.edit([act.add({ start: 0, end: 4 }, GPE)]);
    store.undo();
    store.merge(ack(2, { gone: [sent[0]!.target] }));
    store.undo("redo");
    expect(sent[2]).toMatchObject({ op: "restore", after: sent[1]!.op_id });
  });
});

describe("all occurrences", () => {
  test("bare ones are added, others relabelled or accepted, half words left alone", () => {
    const { store } = opened("Velt, Velt, Veltish, Velt and Velt", [annotation("a", 0, 4, { label: "PERSON", status: "accepted" }), annotation("b", 6, 10), annotation("c", 21, 25, { label: "PERSON" })]);
    const a = first(store, "a");
    store.edit(act.everywhere(store, a, act.occurrences(store, a)));
    expect(shown(store)).toEqual(["PERSON:Velt:accepted", "PERSON:Velt:edited", "PERSON:Velt:accepted", "PERSON:Velt:accepted"]);
  });
});

test("stepping goes round, and past what is not wanted", () => {
  const { store } = opened(TEXT, [annotation("v", 0, 4), annotation("w", 11, 15, { status: "accepted" }), annotation("x", 23, 27)]);
  const next = act.step(store, first(store), 1, (a) => a.status === "suggested");
  expect(next?.id).toBe("x");
  expect(act.step(store, first(store, "x"), 1, () => true)?.id).toBe("v");
  expect(act.step(store, 12, 1, () => true)?.id).toBe("x");
});

test("a filter hides, also from stepping", () => {
  const { store } = opened(TEXT, [annotation("v", 0, 4), annotation("w", 11, 15, { label: "PERSON" })]);
  store.showOnly(new Set(["PERSON"]));
  expect(shown(store)).toEqual(["PERSON:Velt:suggested"]);
});

test("undo goes on after a reload, in the right order", () => {
  const shelf = new Map<number, unknown>();
  const { store } = opened(TEXT, [annotation("v", 0, 4)]);
  store.history.keep = (seq, kept) => (kept ? shelf.set(seq, structuredClone(kept)) : shelf.delete(seq));
  store.edit([act.judge(first(store), "accept")]);
  store.edit([act.relabel(first(store), PERSON)]);
  store.edit([act.judge(first(store), "reject")]);
  store.undo();
  const now = { ...first(store), last: store.waitingEdits.at(-1)!.op_id };
  const { store: again } = opened(TEXT, [now]);
  again.history.restore([...shelf.values()] as Parameters<typeof again.history.restore>[0]);
  again.undo();
  expect(shown(again)).toEqual(["GPE:Velt:accepted"]);
  again.undo();
  expect(shown(again)).toEqual(["GPE:Velt:suggested"]);
});

describe("a name that analysts gave over all articles", () => {
  const called = { v: { name: ["Velt", "City of Velt"] as [string, string] } };
  const named = (store: Store) => store.named(first(store)).name;

  test("is shown for the stored one, which edits and undo keep to", () => {
    const { store, sent } = opened(TEXT, [annotation("v", 0, 4, { name: "Velt" })]);
    const message = full(TEXT, [annotation("v", 0, 4, { name: "Velt" })], { called });
    expect(store.knows(message)).toBe(false);
    store.load(message);
    expect(store.knows(message)).toBe(true);
    expect([named(store), first(store).name]).toEqual(["City of Velt", "Velt"]);
    store.edit([act.change(first(store), { name: "Velt-on-Sea" })]);
    expect(named(store)).toBe("Velt-on-Sea");
    store.undo();
    expect(named(store)).toBe("City of Velt");
    expect(JSON.stringify(sent)).not.toContain("City of Velt");
  });

  test("follows what the server says of the annotations that changed, and of no other", () => {
    const { store } = opened(TEXT, [annotation("v", 0, 4, { name: "Velt" })]);
    const change = { kind: "delta" as const, article: store.article, since: store.revision, gone: [], ack: {}, refused: [] };
    store.merge({ ...change, revision: store.revision + 1, changed: [annotation("v", 0, 4, { name: "Velt" })], called });
    expect(named(store)).toBe("City of Velt");
    store.merge({ ...change, revision: store.revision + 1, changed: [annotation("w", 11, 15)], called: {} });
    expect(named(store)).toBe("City of Velt");
    store.merge({ ...change, revision: store.revision + 1, changed: [annotation("v", 0, 4, { name: "Velt" })], called: {} });
    expect(named(store)).toBe("Velt");
  });
});

describe("a name that was only the words of one mention", () => {
  const LONG = "Near Velt fell.\nVelt burns, Velt again.";
  const called = (id: string, start: number, end: number, more = {}) => annotation(id, start, end, { name: "Near Velt", entity_id: "e1", ...more });

  test("is given up by all that had it from there, as one action", () => {
    const { store, sent } = opened(LONG, [
      called("a", 0, 9),
      called("b", 16, 20),
      called("mine", 28, 32, { hand: ["name"] }),
      annotation("f", 16, 26, { layer: "figure", label: "KILLED", place: "Near Velt", value: 3 }),
    ]);
    store.edit(act.resize(store, first(store, "a"), { start: 5, end: 9 }));
    const [a, b, mine, f] = ["a", "b", "mine", "f"].map((id) => store.view.get(id)!);
    expect([a!.name, b!.name, mine!.name, f!.place]).toEqual(["Velt", "Velt", "Near Velt", "Velt"]);
    expect([b!.status, b!.entity_id, f!.value]).toEqual(["suggested", undefined, 3]);
    expect(new Set(sent.map((edit) => edit.group)).size).toBe(1);
    store.undo();
    expect(["a", "b", "f"].map((id) => store.view.get(id)!.name ?? store.view.get(id)!.place)).toEqual(Array(3).fill("Near Velt"));
  });

  test("stays where it stands elsewhere too", () => {
    const { store } = opened(`${LONG} Near Velt.`, [called("a", 0, 9), called("b", 16, 20), called("c", 40, 49)]);
    expect(act.resize(store, first(store, "a"), { start: 5, end: 9 })).toHaveLength(1);
  });
});

test("an undo of a figure that the server has not read yet asks for what its words say", () => {
  const { store, sent } = opened(TEXT, [annotation("f", 0, 4, { layer: "figure", label: "KILLED", value: 3 })]);
  store.edit(act.resize(store, first(store, "f"), { start: 0, end: 9 }));
  store.edit(act.resize(store, first(store, "f"), { start: 0, end: 4 }));
  store.undo();
  store.undo();
  expect(sent.filter((edit) => edit.op === "restore").map((edit) => edit.data.unread)).toEqual([true, undefined]);
});

describe("what was seen when typing began", () => {
  const theirs = { ...annotation("v", 0, 4, { last: "theirs" }), name: "Theirs" };
  const news = { kind: "delta" as const, article: "a", since: 1, revision: 2, changed: [theirs], gone: [], ack: {}, refused: [] };

  test("is what a typed value is made on, whatever came since", () => {
    const { store, sent } = opened(TEXT, [annotation("v", 0, 4, { last: "earlier" })]);
    const after = store.lastOf("v");
    store.merge({ ...news, since: store.revision, revision: store.revision + 1 });
    store.edit([{ ...act.change(first(store), { name: "Mine" }), after }]);
    expect(sent.map((e) => e.after)).toEqual(["earlier"]);
  });

  test("includes what was done here since", () => {
    const { store, sent } = opened(TEXT, [annotation("v", 0, 4, { last: "earlier" })]);
    const after = store.lastOf("v");
    store.edit([act.judge(first(store), "accept")]);
    store.edit([{ ...act.change(first(store), { name: "Mine" }), after }]);
    expect(sent[1]!.after).toBe(sent[0]!.op_id);
  });
});

test("the reading order is kept over every kind of edit as if it were sorted anew", () => {
  const { store } = opened(TEXT, [annotation("a", 0, 4), annotation("b", 11, 15), annotation("c", 11, 20), annotation("d", 11, 15, { label: "PERSON" }), annotation("e", 23, 27)]);
  const ids = (): string[] => store.shown().map((a) => a.id);
  const anew = (): string[] => {
    const fresh = opened(TEXT, [...store.view.values()]).store;
    fresh.showRejected(store.withRejected);
    return fresh.shown().map((a) => a.id);
  };
  expect(ids()).toEqual(anew());
  const steps = [
    () => store.edit([act.judge(first(store, "b"), "accept")]),
    () => store.edit([act.judge(first(store, "c"), "reject")]),
    () => store.edit(act.resize(store, first(store, "e"), { start: 5, end: 27 })),
    () => store.edit([act.relabel(first(store, "d"), GPE), act.add({ start: 11, end: 15 }, PERSON)]),
    () => store.edit([act.judge(first(store, "a"), "remove")]),
    () => store.showRejected(true),
    ...Array(5).fill(() => store.undo()),
    () => store.load(full(TEXT, [...store.view.values()], { revision: 9 })),
  ];
  for (const step of steps) {
    step();
    expect(ids()).toEqual(anew());
  }
});
