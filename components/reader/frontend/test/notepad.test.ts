import { expect, test } from "vitest";
import { Notepad, together, type Drawer } from "../src/notepad";
import type { Edit } from "../src/types";

class Memory implements Drawer {
  kept = new Map<string, string>();
  room = Infinity;
  get length(): number {
    return this.kept.size;
  }
  key(n: number): string | null {
    return [...this.kept.keys()][n] ?? null;
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new Error("no room");
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

const edit = (n: number, client = "c", article = "a|\"[x"): Edit => ({ op_id: `${client}${n}`, article_id: article, op: "accept", target: "t", data: {}, after: null, group: "g", client, n });
const A = 'a|"[x';

test("edits are written down at once and read by the page that comes next", () => {
  const drawer = new Memory();
  new Notepad("ada", drawer).write([edit(1), edit(2)]);
  new Notepad("ada", drawer).write([edit(3)]);
  new Notepad("bob", drawer).write([edit(1, "b")]);
  new Notepad("ada", drawer).write([edit(1, "c", "another")]);
  expect(new Notepad("ada", drawer).read(A).map((e) => e.n)).toEqual([1, 2, 3]);
});

test("a page is torn out when the shelf has it, or the server has all of it", () => {
  const drawer = new Memory();
  const pad = new Notepad("ada", drawer);
  const tearOut = pad.write([edit(1), edit(2)]);
  pad.write([edit(3), edit(4)]);
  tearOut();
  expect(pad.read(A).map((e) => e.n)).toEqual([3, 4]);
  pad.drop(A, "c", 3);
  expect(pad.read(A).map((e) => e.n)).toEqual([3, 4]);
  pad.drop(A, "another", 9);
  pad.drop(A, "c", 4);
  expect(drawer.length).toBe(0);
});

test("no room, no drawer and what others left there are no reason to stop", () => {
  const drawer = new Memory();
  drawer.room = 3;
  drawer.kept.set("someone else's", "{").set('["dateline-late",', "[]").set(JSON.stringify(["dateline-late", "ada", A, "c", 9]), "{broken");
  const pad = new Notepad("ada", drawer);
  pad.write([edit(1)]);
  expect(pad.read(A)).toEqual([]);
  new Notepad("ada", null).write([edit(1)])();
  expect(new Notepad("ada", null).read(A)).toEqual([]);
});

test("an edit on shelf and pad is one, and clients keep their order", () => {
  const numbers = together([edit(1), edit(2), edit(1, "d")], [edit(2), edit(3)]).map((e) => [e.client, e.n]);
  expect(numbers).toEqual([["c", 1], ["c", 2], ["c", 3], ["d", 1]]);
});
