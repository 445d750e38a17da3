// What the analyst can do, as drafts of edits: pure questions to the store, no DOM. Each returns one user action.

import { isOwnName, record, valuesOf, words } from "./apply";
import { randomId } from "./ids";
import type { Store } from "./store";
import type { Annotation, Draft, Label } from "./types";
import type { Range } from "./words";

export function add(span: Range, label: Label): Draft {
  return { op: "add", target: randomId(), data: { layer: label.layer, label: label.name, start: span.start, end: span.end } };
}

export function relabel(a: Annotation, label: Label): Draft {
  return { op: "relabel", target: a.id, data: { layer: label.layer, label: label.name } };
}

/** Another boundary; what was called by the words of this mention alone is called by its new words with it. */
export function resize(store: Store, a: Annotation, span: Range): Draft[] {
  return [{ op: "resize", target: a.id, data: { start: span.start, end: span.end } }, ...followers(store, a, words(store.text, span.start, span.end))];
}

const CARRIERS = ["speaker_name", "source", "relay", "weapon", "place"];

/** Mentions, quotes and figures that got their name from the words of `a` and from nowhere else, each with the new name. */
function followers(store: Store, a: Annotation, name: string): Draft[] {
  if (!isOwnName(a, store.text)) return [];
  const others = [...store.view.values()].filter((b) => b.id !== a.id && b.status !== "rejected");
  const called = others.filter((b) => b.layer !== "entity" || (b.name === a.name && b.label === a.label));
  if (called.some((b) => isOwnName(b, store.text) && b.name === a.name)) return []; // the old name stands elsewhere too
  return called.flatMap((b) => {
    const fields = (b.layer === "entity" ? ["name"] : CARRIERS).filter((f) => b[f] === a.name && !b.hand?.includes(f));
    if (!fields.length) return [];
    const annotation = { ...record(b), ...Object.fromEntries(fields.map((f) => [f, name])) };
    if (b.layer === "entity" && b.origin !== "import") delete annotation.entity_id; // made of the old name
    return [{ op: "restore" as const, target: b.id, data: { annotation } }];
  });
}

export function judge(a: Annotation, op: "accept" | "reject" | "remove"): Draft {
  return { op, target: a.id, data: {} };
}

/** Values a person set; null takes a value away. A comment goes beside the values. */
export function change(a: Annotation, values: Record<string, unknown>, comment?: string | null): Draft {
  const data: Record<string, unknown> = { values };
  if (comment !== undefined) data.comment = comment;
  return { op: "set", target: a.id, data };
}

/** The shown suggestions in reading order. */
export function suggestions(store: Store): Annotation[] {
  return store.shown().filter((a) => a.status === "suggested");
}

export interface Occurrence {
  span: Range;
  /** The highlight of the same layer that is there already; null where the text is bare. */
  there: Annotation | null;
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Everywhere else the same words stand, and the highlight of that layer over exactly them. */
export function occurrences(store: Store, a: Annotation): Occurrence[] {
  const { text } = store;
  const needle = store.textOf(a);
  const spans = new Map<string, Annotation>();
  for (const other of store.view.values()) if (other.layer === a.layer && other.status !== "rejected") spans.set(`${other.start}-${other.end}`, other);
  const found: Occurrence[] = [];
  for (let at = text.raw.indexOf(needle); at >= 0 && needle; at = text.raw.indexOf(needle, at + needle.length)) {
    const before = String.fromCodePoint(text.raw.codePointAt(at - 1) ?? 32);
    const after = String.fromCodePoint(text.raw.codePointAt(at + needle.length) ?? 32);
    if ((at > 0 && WORD.test(before)) || WORD.test(after)) continue;
    const span = { start: text.points(at), end: text.points(at + needle.length) };
    if (span.start !== a.start) found.push({ span, there: spans.get(`${span.start}-${span.end}`) ?? null });
  }
  return found;
}

/** The label and name of `a` on all these occurrences: added, relabelled or accepted, as each needs it. */
export function everywhere(store: Store, a: Annotation, places: readonly Occurrence[]): Draft[] {
  const drafts: Draft[] = [];
  const label = store.label(a.label)!;
  const name = a.layer === "entity" ? valuesOf(a, store).name : undefined;
  for (const { span, there } of places) {
    if (!there) {
      const draft = add(span, label);
      if (name) draft.data.values = { name };
      drafts.push(draft);
    } else if (there.label !== a.label) drafts.push(relabel(there, label));
    else if (name && there.name !== name) drafts.push(change(there, { name }));
    else if (there.status === "suggested") drafts.push(judge(there, "accept"));
  }
  return drafts;
}

/** The next drawn highlight from a position on, one that passes the test; around the end it begins again. */
export function step(store: Store, from: Annotation | number, direction: 1 | -1, wanted: (a: Annotation) => boolean): Annotation | null {
  const all = store.shown();
  let at = typeof from === "number" ? -1 : all.findIndex((a) => a.id === from.id);
  if (at < 0) {
    const position = typeof from === "number" ? from : from.start;
    const after = all.findIndex((a) => a.start >= position);
    at = (after < 0 ? all.length : after) - (direction === 1 ? 1 : 0);
  }
  for (let tried = 0; tried < all.length; tried++) {
    at = (at + direction + all.length) % all.length;
    const a = all[at]!;
    if (wanted(a) && (typeof from === "number" || a.id !== from.id || all.length === 1)) return a;
  }
  return null;
}
