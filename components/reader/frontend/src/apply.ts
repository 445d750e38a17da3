// The operations as the browser applies them at once: the same rules as components/edits.py, without reading figures anew: that comes from
// the server (components/rereading.py) with its answer.

import type { Text } from "./offsets";
import type { Annotation, Draft, Edit, Layer } from "./types";

const KEPT = [
  "id", "layer", "label", "start", "end", "origin", "status", "score", "comment", "hand", "evidence", "original_label",
  "original_start", "original_end", "created_by", "created_at", "updated_by", "updated_at",
];

/** What the rules need to know of the article. */
export interface Rules {
  text: Text;
  value_fields: Record<Layer, string[]>;
}

export class Refused extends Error {}

/** The target after an edit, null where it is gone; throws Refused for an edit that does not fit. */
export function next(before: Annotation | null, edit: Edit, rules: Rules): Annotation | null {
  const after = changed(before, edit, rules);
  if (!before || !after?.evidence || edit.op === "restore") return after;
  const { evidence, ...rest } = after;
  const held = Object.fromEntries(Object.entries(evidence).filter(([name]) => holds(before, after, name)));
  const relabelled = before.layer === after.layer && before.label !== after.label && after.original_label;
  if (relabelled && evidence.label) held.original_label ??= evidence.label; // the memory counts the words of what the machine said
  return (Object.keys(held).length ? { ...rest, evidence: held } : rest) as Annotation;
}

/** Whether an edit left what a value's evidence speaks for: not what a person said, nor what is another value now. */
function holds(before: Annotation, after: Annotation, name: string): boolean {
  if (name === "label") return before.label === after.label;
  return before.layer === after.layer && !after.hand?.includes(name) && before[name] === after[name];
}

function changed(before: Annotation | null, edit: Edit, rules: Rules): Annotation | null {
  const data = edit.data;
  if (edit.op === "add") {
    if (before) throw new Refused("this highlight is already there");
    return added(edit, rules);
  }
  if (edit.op === "restore") return { ...(data.annotation as Annotation) };
  if (!before) throw new Refused("this highlight is no longer there");
  switch (edit.op) {
    case "remove":
      return before.origin === "analyst" ? null : { ...before, status: "rejected" };
    case "accept":
      return { ...before, status: "accepted" };
    case "reject":
      return { ...before, status: "rejected" };
    case "resize":
      return resized(before, data.start as number, data.end as number, rules);
    case "relabel":
      return relabelled(before, data.layer as Layer, data.label as string, rules);
    case "set":
      return withValues(before, data, rules);
  }
}

/** Operation and data that bring the target back to `before` once an edit was applied. */
export function inverse(before: Annotation | null, edit: Edit): Draft {
  if (!before) return { op: "remove", target: edit.target, data: {} };
  return { op: "restore", target: edit.target, data: { annotation: record(before) } };
}

/** The annotation as Python reads it: without unknown values and without what only the browser keeps. */
export function record(a: Annotation): Annotation {
  const { last: _, ...rest } = a;
  return Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== null && v !== undefined)) as Annotation;
}

/** The values of an annotation's layer that are known. */
export function valuesOf(a: Annotation, rules: Rules): Record<string, unknown> {
  const fields = rules.value_fields[a.layer];
  return Object.fromEntries(fields.filter((f) => a[f] !== null && a[f] !== undefined).map((f) => [f, a[f]]));
}

function added(edit: Edit, rules: Rules): Annotation {
  const { layer, label, start, end, comment } = edit.data as { layer: Layer; label: string; start: number; end: number; comment?: string };
  if (!(0 <= start && start < end && end <= rules.text.length)) throw new Refused("the span is not within the text");
  const values = (edit.data.values ?? {}) as Record<string, unknown>;
  const hand = rules.value_fields[layer].filter((f) => values[f] !== null && values[f] !== undefined);
  const made: Annotation = { ...values, id: edit.target, layer, label, start, end, origin: "analyst", status: "accepted" };
  if (hand.length) made.hand = hand;
  if (comment) made.comment = comment;
  return made;
}

function resized(before: Annotation, start: number, end: number, rules: Rules): Annotation {
  const original = before.original_start === undefined;
  const own = isOwnName(before, rules.text);
  return {
    ...before,
    ...(own ? { name: words(rules.text, start, end) } : null),
    start,
    end,
    status: "edited",
    original_start: original ? before.start : before.original_start,
    original_end: original ? before.end : before.original_end,
  } as Annotation;
}

/** The words of a span on one line. */
export function words(text: Text, start: number, end: number): string {
  return text.slice(start, end).trim().replace(/\s+/g, " ");
}

/** Whether an entity's full name is no more than the words of its span, and nobody set it: then it follows the span. */
export function isOwnName(a: Annotation, text: Text): boolean {
  return a.layer === "entity" && typeof a.name === "string" && !a.hand?.includes("name") && a.name.replace(/\s+/g, " ") === words(text, a.start, a.end);
}

function relabelled(before: Annotation, layer: Layer, label: string, rules: Rules): Annotation {
  const kept = layer === before.layer ? [...KEPT, ...rules.value_fields[layer]] : KEPT.filter((k) => k !== "hand");
  const rest = Object.fromEntries(kept.filter((k) => before[k] !== undefined).map((k) => [k, before[k]]));
  return { ...rest, layer, label, status: "edited", original_label: before.original_label ?? before.label } as Annotation;
}

function withValues(before: Annotation, data: Record<string, unknown>, rules: Rules): Annotation {
  const values = (data.values ?? {}) as Record<string, unknown>;
  const names = Object.keys(values);
  const allowed = rules.value_fields[before.layer];
  const hand = allowed.filter((f) => before.hand?.includes(f) || names.includes(f));
  const after: Annotation = { ...before, ...values, status: names.length ? "edited" : before.status };
  if (hand.length) after.hand = hand;
  for (const name of names) if (values[name] === null) delete after[name];
  if ("comment" in data) {
    if (data.comment) after.comment = data.comment as string;
    else delete after.comment;
  }
  return after;
}
