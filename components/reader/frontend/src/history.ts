// Undo and redo by user action. An action can be taken back only while nobody else has changed what it changed.

import type { Draft } from "./types";

export interface Entry {
  op_id: string;
  target: string;
  /** The target's last edit before this one. */
  was: string | null;
  back: Draft;
}

export type Stack = "done" | "undone";

/** One action as it is kept over a reload; the aliases of undo edits have a record of their own, number 0. */
export interface Kept {
  seq: number;
  stack: Stack | "aliases";
  entries: Entry[];
  /** The group of the edits. */
  group?: string;
  aliases?: [string, string | null][];
}

interface Action {
  seq: number;
  entries: Entry[];
  group: string;
}

const DEPTH = 500;

export class History {
  private stacks: Record<Stack, Action[]> = { done: [], undone: [] };
  /** An undo leaves its target as it was after an earlier edit: its op_id stands for that one's. */
  private aliases = new Map<string, string | null>();
  private seq = 0;
  /** Keeps or (null) drops an action where it outlives the page. */
  keep: (seq: number, kept: Kept | null) => void = () => {};

  get canUndo(): boolean {
    return this.stacks.done.length > 0;
  }

  get canRedo(): boolean {
    return this.stacks.undone.length > 0;
  }

  push(stack: "do" | "undo" | "redo", entries: Entry[], group: string): void {
    if (stack === "do") for (const action of this.stacks.undone.splice(0)) this.keep(action.seq, null);
    const name = stack === "undo" ? "undone" : "done";
    const action = { seq: ++this.seq, entries, group };
    this.stacks[name].push(action);
    this.keep(action.seq, { seq: action.seq, stack: name, entries, group });
    if (this.stacks[name].length > DEPTH) this.keep(this.stacks[name].shift()!.seq, null);
  }

  /** The entries of an action that can be taken back (or done again): the last one, or that of a group. */
  find(which: "undo" | "redo", group?: string): Entry[] | undefined {
    return this.action(which, group)?.entries;
  }

  take(which: "undo" | "redo", group?: string): Entry[] | undefined {
    const action = this.action(which, group);
    if (!action) return undefined;
    const name = which === "undo" ? "done" : "undone";
    this.stacks[name] = this.stacks[name].filter((other) => other !== action);
    this.keep(action.seq, null);
    return action.entries;
  }

  private action(which: "undo" | "redo", group?: string): Action | undefined {
    const stack = this.stacks[which === "undo" ? "done" : "undone"];
    return group === undefined ? stack.at(-1) : stack.findLast((action) => action.group === group);
  }

  alias(op_id: string, was: string | null): void {
    this.aliases.set(op_id, was === null ? null : this.token(was));
    this.keep(0, { seq: 0, stack: "aliases", entries: [], aliases: [...this.aliases] });
  }

  /** Whether a target whose last edit is `last` is in the state that the edit `op_id` left it in. */
  same(last: string | null, op_id: string): boolean {
    return last === op_id || this.token(last) === this.token(op_id);
  }

  /** An edit that the server refused never happened; answers the groups of which nothing is left. */
  forget(op_id: string): string[] {
    const empty: string[] = [];
    for (const name of ["done", "undone"] as const) {
      for (const action of this.stacks[name]) {
        const rest = action.entries.filter((e) => e.op_id !== op_id);
        if (rest.length === action.entries.length) continue;
        action.entries = rest;
        if (!rest.length) empty.push(action.group);
        this.keep(action.seq, rest.length ? { seq: action.seq, stack: name, entries: rest, group: action.group } : null);
      }
      this.stacks[name] = this.stacks[name].filter((action) => action.entries.length);
    }
    return empty;
  }

  /** Takes back what was kept over a reload, under what has been done since. */
  restore(kept: readonly Kept[]): void {
    const highest = Math.max(0, ...kept.map((k) => k.seq));
    for (const name of ["done", "undone"] as const) {
      const since = this.stacks[name];
      const before = kept.filter((k) => k.stack === name).sort((a, b) => a.seq - b.seq);
      for (const action of since) {
        this.keep(action.seq, null);
        action.seq += highest;
        this.keep(action.seq, { seq: action.seq, stack: name, entries: action.entries, group: action.group });
      }
      this.stacks[name] = [...before.map(({ seq, entries, group }) => ({ seq, entries, group: group ?? "" })), ...since];
    }
    this.seq += highest;
    for (const [op_id, was] of kept.find((k) => k.stack === "aliases")?.aliases ?? []) this.aliases.set(op_id, was);
  }

  private token(op_id: string | null): string | null {
    return op_id !== null && this.aliases.has(op_id) ? this.aliases.get(op_id)! : op_id;
  }
}
