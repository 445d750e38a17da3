// What the analyst does to highlights, each with the sentence that says so to those who do not see it.

import * as act from "./actions";
import { short } from "./format";
import type { Deed, Session, Which } from "./session";
import type { Store } from "./store";
import { following, REMARKS, type Queue } from "./triage";
import type { Annotation, Draft, Edit, Label } from "./types";
import type { Range as Span } from "./words";

export interface Stage {
  say: (sentence: string) => void;
  hint: (remark: string) => void;
  /** A highlight in words. */
  spoken: (a: Annotation) => string;
  goTo: (id: string) => void;
  /** What was done in this tab; null before the article is known. */
  session: () => Session | null;
  /** Has the server take an action back; false while it is at another one. */
  takeBack: (which: Which, deed: Deed) => boolean;
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

  /** Takes the last action of this tab back, or does it again: at once where it was made in this text, else by the server. */
  undo(which: Which): void {
    const { store, stage } = this;
    const session = stage.session();
    const deed = session?.top(which);
    if (!session || !deed) return stage.say(which === "undo" ? "Nothing to undo." : "Nothing to redo.");
    const here = deed.kind === "edits" && deed.articles.length === 1 && deed.articles[0] === store.article;
    if (!here || !store.canUndo(which, deed.id)) {
      stage.hint(stage.takeBack(which, deed) ? (which === "undo" ? "Taking back…" : "Doing again…") : "One moment: the last one is on its way.");
      return;
    }
    const done = store.undo(which, deed.id)?.done ?? [];
    session.moved(which, done[0] ? { ...deed, id: done[0].group } : null);
    this.undone(which, deed.said, 0, "");
    const target = done.find((edit) => store.isShown(edit.target))?.target;
    if (target && done.length === 1) stage.goTo(target);
  }

  /** Says what was taken back, and what was not. */
  undone(which: Which, said: string, left: number, why: string): void {
    const word = which === "undo" ? "Undone" : "Done again";
    const rest = left || why ? `${left || "Nothing"} ${left ? "left as it is" : "was changed"}${why ? `: ${why}` : ""}.` : "";
    const sentence = [said ? `${word}: ${said}.` : "", rest].filter(Boolean).join(" ");
    this.stage.say(sentence);
    this.stage.hint(sentence);
  }
}

const DONE: Record<string, string> = { add: "added", remove: "deleted", accept: "accepted", reject: "rejected", resize: "moved", set: "changed", restore: "changed", relabel: "labelled" };

/** What edits did, in a few words: "accepted “six launchers”", "rejected 14 highlights". */
export function told(store: Store, edits: readonly Edit[]): string {
  const [edit] = edits;
  if (!edit) return "nothing";
  if (edits.length > 1) return `${DONE[edit.op]} ${edits.length} highlights`;
  const words = `“${short(typeof edit.data.text === "string" ? edit.data.text : "", 40)}”`;
  const label = typeof edit.data.label === "string" ? ` ${store.label(edit.data.label)?.title ?? edit.data.label}` : "";
  return `${DONE[edit.op]} ${words}${edit.op === "relabel" ? label : ""}`;
}
