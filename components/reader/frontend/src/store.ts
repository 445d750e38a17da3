// What is known of one article in this browser: what the server has, what waits in the outbox, and the view that is both.
// It knows no DOM. Every change is announced once, with the ids it touched.

import { inverse, next, Refused, type Rules } from "./apply";
import { History } from "./history";
import { randomId } from "./ids";
import { Text } from "./offsets";
import { inner } from "./segments";
import type { Annotation, Called, Delta, Draft, Edit, Full, Label, Layer, Refusal } from "./types";

export interface Change {
  /** Annotations that look different now; null where everything may. */
  ids: Set<string> | null;
  what: "load" | "edit" | "server" | "select" | "filter" | "refused" | "saving";
}

/** After these the server reads a figure's words. */
const SHAPING: ReadonlySet<string> = new Set(["add", "relabel", "resize", "restore"]);

const byReading = (a: Annotation, b: Annotation): number => a.start - b.start || inner(b, a);

export type Listener = (change: Change) => void;

export class Store implements Rules {
  text = new Text("");
  paragraphs: [number, number][] = [];
  labels = new Map<string, Label>();
  value_fields: Record<Layer, string[]> = { entity: [], quote: [], figure: [] };
  bounds: string[] = [];
  scopes: string[] = [];
  victim_types: string[] = [];
  user = "";
  coding = "shared";
  revision = -1;
  text_version = 0;
  view = new Map<string, Annotation>();
  selected: string | null = null;
  /** The labels that are shown alone, null for all. */
  only: Set<string> | null = null;
  refusals: (Refusal & { edit: Edit })[] = [];
  readonly history = new History();
  /** Numbers and keeps the edits that this store makes: the outbox, or nothing in a test. */
  send: (edits: Edit[]) => void = () => {};
  /** Told of each user action, and of the group of one of which the server refused everything. */
  did: (edits: readonly Edit[]) => void = () => {};
  refusedAll: (group: string) => void = () => {};

  /** How many highlights each label has, rejected ones aside, and how many are suggestions or judged: kept, not counted. */
  readonly counts = new Map<string, number>();
  open = 0;
  judged = 0;
  rejected = 0;
  /** Whether rejected highlights are drawn, struck out. */
  withRejected = false;

  private sorted: Annotation[] | null = null;
  private base = new Map<string, Annotation>();
  private last = new Map<string, string | null>();
  private called = new Map<string, Called>();
  private pending: Edit[] = [];
  private waiting = new Map<string, Edit[]>();
  /** Edits acknowledged a moment ago: a refusal names one of them. */
  private lately = new Map<string, Edit>();
  /** Edits that were made here, each with the one that it was made on. */
  private own = new Map<string, string | null>();
  private byParagraph: Set<string>[] = [];
  private listeners = new Set<Listener>();

  constructor(readonly article: string) {}

  get loaded(): boolean {
    return this.revision >= 0;
  }

  on(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(what: Change["what"], ids: Set<string> | null = new Set()): void {
    for (const listener of this.listeners) listener({ ids, what });
  }

  /** What a field with a list of choices can be. */
  /** Why whoever reads may not correct; "" where they may. */
  readsOnly = "";

  choices(kind: "bounds" | "scopes" | "victim_types"): string[] {
    return this[kind];
  }

  // ---- what comes from the server

  /** Whether everything that the server sends is here already. */
  knows(full: Full): boolean {
    const same = full.revision === this.revision && full.text_version === this.text_version;
    return same && JSON.stringify(full.called) === JSON.stringify(Object.fromEntries(this.called));
  }

  load(full: Full): void {
    if (!this.loaded || full.text_version !== this.text_version) this.text = new Text(full.text);
    this.paragraphs = full.paragraphs;
    this.labels = new Map(full.labels.map((label) => [label.name, label]));
    this.value_fields = full.value_fields;
    this.bounds = full.bounds;
    this.scopes = full.scopes;
    this.victim_types = full.victim_types;
    this.user = full.user;
    this.coding = full.coding;
    this.readsOnly = full.reads_only;
    this.text_version = full.text_version;
    this.revision = full.revision;
    this.base = new Map(full.annotations.map((a) => [a.id, a]));
    this.last = new Map(full.annotations.map((a) => [a.id, a.last ?? null]));
    this.called = new Map(Object.entries(full.called));
    this.rebuild();
    this.emit("load", null);
  }

  /** Takes what changed on the server; false if this browser has missed something in between and must ask for all. */
  merge(delta: Delta): boolean {
    if (!this.loaded || delta.since > this.revision) return false;
    const touched = this.forgetAcknowledged(delta.ack);
    if (delta.revision >= this.revision) {
      for (const a of delta.changed) {
        this.base.set(a.id, a);
        const called = delta.called?.[a.id];
        if (called) this.called.set(a.id, called);
        else this.called.delete(a.id);
      }
      for (const id of delta.gone) this.base.delete(id);
      for (const id of [...delta.changed.map((a) => a.id), ...delta.gone]) touched.add(id);
      this.revision = delta.revision;
    }
    const news = delta.refused.filter((r) => !this.refusals.some((known) => known.op_id === r.op_id));
    for (const refusal of news) this.refuse(refusal, touched);
    this.recompute(touched);
    this.emit(news.length ? "refused" : "server", touched);
    return true;
  }

  /** Keeps a refused edit for one click more, and takes the server's word on its target. */
  private refuse(refusal: Refusal, touched: Set<string>): void {
    const edit = refusal.op_id === null ? undefined : this.lately.get(refusal.op_id);
    if (!edit) return;
    this.lately.delete(edit.op_id);
    this.refusals.push({ ...refusal, edit });
    if (refusal.state) this.base.set(edit.target, refusal.state);
    for (const group of this.history.forget(edit.op_id)) this.refusedAll(group);
    touched.add(edit.target);
  }

  /** Drops pending edits up to the acknowledged number of their client; the targets of those. */
  private forgetAcknowledged(ack: Record<string, number>): Set<string> {
    const touched = new Set<string>();
    const rest: Edit[] = [];
    for (const edit of this.pending) {
      if (edit.n > (ack[edit.client] ?? 0)) {
        rest.push(edit);
        continue;
      }
      touched.add(edit.target);
      this.lately.set(edit.op_id, edit);
    }
    if (!touched.size) return touched;
    this.pending = rest;
    for (const id of touched) {
      const waiting = this.waiting.get(id)!.filter((e) => e.n > (ack[e.client] ?? 0));
      if (waiting.length) this.waiting.set(id, waiting);
      else this.waiting.delete(id);
    }
    for (const id of this.lately.keys()) {
      if (this.lately.size <= 2000) break;
      this.lately.delete(id);
    }
    return touched;
  }

  /** Edits that an earlier page left behind: shown again, sent by whoever holds their outbox. */
  replayLater(edits: readonly Edit[]): void {
    for (const edit of edits) this.enqueue(edit);
    this.recompute(new Set(edits.map((e) => e.target)));
    this.emit("edit", new Set(edits.map((e) => e.target)));
  }

  // ---- what the analyst does

  /** Applies drafts as one user action and hands them to the outbox; the drafts that do not fit are left out. */
  edit(drafts: readonly Draft[], stack: "do" | "undo" | "redo" = "do"): Edit[] {
    if (this.readsOnly) return []; // the server would refuse it
    const group = randomId();
    const made: Edit[] = [];
    const entries = [];
    for (const draft of drafts) {
      const before = this.view.get(draft.target) ?? null;
      const edit = this.complete(draft, group, before);
      try {
        const after = next(before, edit, this);
        entries.push({ op_id: edit.op_id, target: edit.target, was: this.last.get(edit.target) ?? null, back: this.back(before, edit) });
        this.enqueue(edit);
        this.put(edit.target, after);
        made.push(edit);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
    if (!made.length) return made;
    this.history.push(stack, entries, group);
    if (stack === "do") this.did(made);
    this.send(made);
    this.emit("edit", new Set(made.map((e) => e.target)));
    return made;
  }

  /** Takes the last user action back (or does it again); what could not be, because somebody changed it since, is told. */
  undo(which: "undo" | "redo" = "undo", group?: string): { done: Edit[]; blocked: number } | null {
    const entries = this.history.take(which, group);
    if (!entries) return null;
    const free = entries.filter((e) => this.history.same(this.last.get(e.target) ?? null, e.op_id));
    const drafts = free.map((e) => e.back).reverse();
    const done = this.edit(drafts, which);
    for (const edit of done) {
      const entry = free.find((e) => e.target === edit.target);
      if (entry) this.history.alias(edit.op_id, entry.was);
    }
    return { done, blocked: entries.length - free.length };
  }

  /** Whether all of a group can be taken back, or done again, here and now: nobody changed any of it since. */
  canUndo(which: "undo" | "redo", group: string): boolean {
    return this.history.find(which, group)?.every((e) => this.history.same(this.last.get(e.target) ?? null, e.op_id)) ?? false;
  }

  /** The last edit of an annotation, as a form sees it that is begun now. */
  lastOf(id: string): string | null {
    return this.last.get(id) ?? null;
  }

  select(id: string | null): void {
    const chosen = id !== null && this.isShown(id) ? id : null;
    if (chosen === this.selected) return;
    const touched = new Set([this.selected, chosen].filter((x): x is string => x !== null));
    this.selected = chosen;
    this.emit("select", touched);
  }

  showOnly(labels: Set<string> | null): void {
    this.only = labels?.size ? labels : null;
    this.sorted = null;
    if (this.selected && !this.isShown(this.selected)) this.selected = null;
    this.emit("filter", null);
  }

  showRejected(shown: boolean): void {
    this.withRejected = shown;
    this.sorted = null;
    if (this.selected && !this.isShown(this.selected)) this.selected = null;
    this.emit("filter", null);
  }

  dismiss(op_id: string): void {
    this.refusals = this.refusals.filter((r) => r.op_id !== op_id);
    this.emit("refused");
  }

  // ---- questions

  get waitingEdits(): readonly Edit[] {
    return this.pending;
  }

  /** Whether an annotation is drawn: there, not rejected, and not filtered out. */
  isShown(id: string): boolean {
    const a = this.view.get(id);
    return !!a && this.passes(a);
  }

  private passes(a: Annotation): boolean {
    return (a.status !== "rejected" || this.withRejected) && (!this.only || this.only.has(a.label));
  }

  /** All drawn annotations in reading order, the longer first where they begin together. */
  shown(): readonly Annotation[] {
    this.sorted ??= [...this.view.values()].filter((a) => this.isShown(a.id)).sort(byReading);
    return this.sorted;
  }

  /** The drawn annotations that touch a paragraph. */
  inParagraph(paragraph: number): Annotation[] {
    const found: Annotation[] = [];
    for (const id of this.byParagraph[paragraph] ?? []) if (this.isShown(id)) found.push(this.view.get(id)!);
    return found;
  }

  /** The paragraphs that an annotation touches, as first and last index; null where it lies outside all of them. */
  paragraphsOf(start: number, end: number): [number, number] | null {
    const first = this.paragraphAt(start);
    if (first >= this.paragraphs.length) return null;
    let last = first;
    while (last + 1 < this.paragraphs.length && this.paragraphs[last + 1]![0] < end) last++;
    return [first, last];
  }

  /** The index of the paragraph that holds a position, or of the next one. */
  paragraphAt(position: number): number {
    let low = 0;
    let high = this.paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.paragraphs[middle]![1] <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The annotation with its names as analysts gave them over all articles, for display: an edit is made of what is stored. */
  named(a: Annotation): Annotation {
    const called = this.called.get(a.id);
    if (!called) return a;
    const shown = Object.entries(called).filter(([field, [stored]]) => (a[field] ?? null) === stored);
    return { ...a, ...Object.fromEntries(shown.map(([field, [, name]]) => [field, name])) };
  }

  textOf(a: { start: number; end: number }): string {
    return this.text.slice(a.start, a.end);
  }

  label(name: string): Label | undefined {
    return this.labels.get(name);
  }

  // ---- inside

  private complete(draft: Draft, group: string, before: Annotation | null): Edit {
    const data = { ...draft.data };
    if (draft.op === "restore") data.text = this.textOf(data.annotation as Annotation);
    else if (draft.op === "add" || draft.op === "resize") data.text = this.text.slice(data.start as number, data.end as number);
    else if (before) data.text = this.textOf(before);
    return {
      op_id: randomId(),
      article_id: this.article,
      op: draft.op,
      target: draft.target,
      data,
      after: draft.op === "add" ? null : draft.after === undefined ? this.lastOf(draft.target) : this.seen(draft.target, draft.after),
      group,
      client: "",
      n: 0,
    };
  }

  /** What takes an edit back. Of a figure whose words the server has not read yet it asks for what they say by then. */
  private back(before: Annotation | null, edit: Edit): Draft {
    const draft = inverse(before, edit);
    const isUnread = before?.layer === "figure" && this.waiting.get(edit.target)?.some((e) => SHAPING.has(e.op));
    if (isUnread && draft.op === "restore") draft.data.unread = true;
    return draft;
  }

  /** The last edit that somebody knows who saw `last` and all that was done here since. */
  private seen(target: string, last: string | null): string | null {
    const now = this.lastOf(target);
    for (let at: string | null = now; at !== last; at = this.own.get(at) ?? null) if (at === null || !this.own.has(at)) return last;
    return now;
  }

  private enqueue(edit: Edit): void {
    this.own.set(edit.op_id, edit.after);
    this.pending.push(edit);
    const waiting = this.waiting.get(edit.target);
    if (waiting) waiting.push(edit);
    else this.waiting.set(edit.target, [edit]);
    this.last.set(edit.target, edit.op_id);
  }

  private put(id: string, after: Annotation | null): void {
    const before = this.view.get(id);
    if (before) this.index(before, false);
    if (after) {
      this.view.set(id, after);
      this.index(after, true);
    } else this.view.delete(id);
    if (this.selected === id && !this.isShown(id)) this.selected = null;
  }

  private recompute(ids: Iterable<string>): void {
    for (const id of ids) {
      let state = this.base.get(id) ?? null;
      let last = state?.last ?? null;
      for (const edit of this.waiting.get(id) ?? []) {
        last = edit.op_id;
        try {
          state = next(state, edit, this);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }
      // Of a highlight that is gone the last edit stays known: undo names it.
      if (state || this.waiting.has(id)) this.last.set(id, last);
      this.put(id, state);
    }
  }

  private rebuild(): void {
    this.sorted = null;
    this.view = new Map(this.base);
    this.byParagraph = this.paragraphs.map(() => new Set<string>());
    this.counts.clear();
    this.open = this.judged = this.rejected = 0;
    for (const a of this.view.values()) this.index(a, true);
    this.recompute(this.waiting.keys());
    if (this.selected && !this.isShown(this.selected)) this.selected = null;
  }

  /** Keeps the reading order over one change: to sort 20,000 again takes longer than a frame. */
  private keepSorted(a: Annotation, there: boolean): void {
    const { sorted } = this;
    if (!sorted || !this.passes(a)) return;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.id !== a.id && byReading(sorted[middle]!, a) < 0) low = middle + 1;
      else high = middle;
    }
    if (there) sorted.splice(low, 0, a);
    else if (sorted[low]?.id === a.id) sorted.splice(low, 1);
    else this.sorted = null;
  }

  private index(a: Annotation, there: boolean): void {
    const one = there ? 1 : -1;
    this.keepSorted(a, there);
    if (a.status !== "rejected") this.counts.set(a.label, (this.counts.get(a.label) ?? 0) + one);
    else this.rejected += one;
    if (a.status === "suggested") this.open += one;
    else this.judged += one;
    const range = this.paragraphsOf(a.start, a.end);
    if (!range) return;
    for (let i = range[0]; i <= range[1]; i++) {
      if (there) this.byParagraph[i]!.add(a.id);
      else this.byParagraph[i]!.delete(a.id);
    }
  }
}
