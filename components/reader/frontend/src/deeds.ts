// What the analyst does to highlights, each with the sentence that says so to those who do not see it.

import * as act from "./actions";
import { short } from "./format";
import type { Store } from "./store";
import { following, REMARKS, type Queue } from "./triage";
import type { Annotation, Draft, Label } from "./types";
import type { Range as Span } from "./words";

export interface Stage {
  say: (sentence: string) => void;
  hint: (remark: string) => void;
  /** A highlight in words. */
  spoken: (a: Annotation) => string;
  goTo: (id: string) => void;
}

export class Deeds {
  /** What is judged next after `a` and `x`. */
  queue: Queue = "all";

  constructor(
    private store: Store,
    private stage: Stage,
  ) {}

  do(drafts: Draft[], said: string): boolean {
    const made = this.store.edit(drafts);
    this.stage.say(made.length ? said : "Nothing to change.");
    return made.length > 0;
  }

  add(span: Span, label: Label): void {
    const { store } = this;
    const draft = act.add(span, label);
    if (store.only && !store.only.has(label.name)) store.showOnly(new Set([...store.only, label.name]));
    this.do([draft], `${label.title} added: ${short(store.textOf(span))}`);
    store.select(draft.target);
  }

  resize(a: Annotation, span: Span): void {
    if (span.start >= span.end || (span.start === a.start && span.end === a.end)) return;
    this.do(act.resize(this.store, a, span), `Now: ${short(this.store.textOf(span))}`);
  }

  relabel(a: Annotation, label: Label): void {
    this.do([act.relabel(a, label)], `Now ${label.title}`);
  }

  /** Judges a highlight and, on demand, goes on to the next suggestion. */
  judge(a: Annotation, op: "accept" | "reject" | "remove", goOn: boolean): void {
    const { store, stage } = this;
    const next = goOn ? following(store, a, this.queue) : null;
    const word = { accept: "Accepted", reject: "Rejected", remove: "Deleted" }[op];
    this.do([act.judge(a, op)], next ? `${word}. ${stage.spoken(next)}` : `${word}.`);
    if (next) stage.goTo(next.id);
    else if (goOn) this.finished();
  }

  /** Nothing is left in the queue: says so, and goes on with the rest. */
  private finished(): void {
    const remark = REMARKS[this.queue];
    this.stage.say(remark);
    if (act.suggestions(this.store).length) this.stage.hint(remark);
    this.queue = "all";
  }

  /** The next suggestion of a queue, which is what judging goes on with from here; null where nothing is left in it. */
  triage(from: Annotation | number, queue: Queue, direction: 1 | -1 = 1): Annotation | null {
    const standing = this.queue === queue;
    this.queue = queue;
    const next = following(this.store, from, queue, direction, standing);
    if (!next) this.finished();
    return next;
  }

  judgeAll(found: Annotation[], op: "accept" | "reject"): void {
    this.do(found.map((a) => act.judge(a, op)), `${found.length} suggestions ${op}ed. One undo takes all of them back.`);
  }

  /** The speaker of a quote: a mention in the text, and the full name where that is known. */
  speaker(quote: Annotation, at: Span, name: string | undefined): void {
    const text = this.store.textOf(at);
    const values = { speaker_start: at.start, speaker_end: at.end, speaker_text: text, speaker_name: name ?? text, speaker_score: null };
    this.do([act.change(quote, values)], `Speaker: ${name ?? text}`);
  }

  undo(which: "undo" | "redo"): void {
    const { store, stage } = this;
    const result = store.undo(which);
    if (!result) return stage.say(which === "undo" ? "Nothing to undo." : "Nothing to redo.");
    const { done, blocked } = result;
    stage.say(`${which === "undo" ? "Undone" : "Done again"}: ${done.length} ${done.length === 1 ? "change" : "changes"}.${blocked ? ` ${blocked} left as they are: changed since by somebody else.` : ""}`);
    if (blocked) stage.hint(`${blocked} could not be undone: changed since by somebody else.`);
    const target = done.find((edit) => store.isShown(edit.target))?.target;
    if (target && done.length === 1) stage.goTo(target);
  }
}
