// Undo and redo by user action. An action can be taken back only while nobody else has changed what it changed.

import type { Draft } from "./types";

export interface Entry {
  op_id: string;
  target: string;
  /** The target's last edit before this one. */
  was: string | null;
  back: Draft;
}

const DEPTH = 500;

export class History {
  private done: Entry[][] = [];
  private undone: Entry[][] = [];
  /** An undo leaves its target as it was after an earlier edit: its op_id stands for that one's. */
  private aliases = new Map<string, string | null>();

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  push(stack: "do" | "undo" | "redo", entries: Entry[]): void {
    if (stack === "do") this.undone = [];
    const onto = stack === "undo" ? this.undone : this.done;
    onto.push(entries);
    if (onto.length > DEPTH) onto.shift();
  }

  take(which: "undo" | "redo"): Entry[] | undefined {
    return (which === "undo" ? this.done : this.undone).pop();
  }

  alias(op_id: string, was: string | null): void {
    this.aliases.set(op_id, was === null ? null : this.token(was));
  }

  /** Whether a target whose last edit is `last` is in the state that the edit `op_id` left it in. */
  same(last: string | null, op_id: string): boolean {
    return last === op_id || this.token(last) === this.token(op_id);
  }

  /** An edit that the server refused never happened. */
  forget(op_id: string): void {
    this.done = this.done.map((g) => g.filter((e) => e.op_id !== op_id)).filter((g) => g.length);
    this.undone = this.undone.map((g) => g.filter((e) => e.op_id !== op_id)).filter((g) => g.length);
  }

  private token(op_id: string | null): string | null {
    return op_id !== null && this.aliases.has(op_id) ? this.aliases.get(op_id)! : op_id;
  }
}
