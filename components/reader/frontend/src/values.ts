// The values of a figure that are picked from a list by keys: bound, scope and place, each in two.

import * as act from "./actions";
import { consequences, FIELDS, storable } from "./fields";
import type { Pick } from "./picker";
import type { Store } from "./store";
import type { Annotation } from "./types";

export const PICKED = ["bound", "scope", "place"] as const;
export type Picked = (typeof PICKED)[number];

const LABELS: Record<string, string[]> = {
  speaker_name: ["PERSON", "ORG", "NORP"], relay: ["ORG", "PERSON"], source: ["ORG", "PERSON", "GPE", "NORP"], weapon: ["WEAPON", "PRODUCT"], place: ["GPE", "LOC", "FAC"],
};
const MOST = 60;

/** Names that occur in this article for such a field, the most frequent first. */
export function namesFor(store: Store, a: Annotation, field: string): string[] {
  const wanted = field === "name" ? [a.label] : LABELS[field];
  const counts = new Map<string, number>();
  for (const stored of store.view.values()) {
    if (stored.status === "rejected") continue;
    const other = store.named(stored);
    const own = other.layer !== "entity" ? other[field] : null;
    const name = typeof own === "string" ? own : wanted?.includes(other.label) ? ((other.name as string | undefined) ?? store.textOf(other)) : null;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((x, y) => y[1] - x[1]).slice(0, MOST).map(([name]) => name);
}

/** The list to pick a value of a figure from, null where it has no such value. */
export function pickOf(store: Store, a: Annotation, field: Picked): Omit<Pick, "at" | "take" | "close"> | null {
  if (a.layer !== "figure") return null;
  const values = { bound: store.bounds, scope: store.scopes, place: namesFor(store, a, "place") }[field];
  const options = values.map((value): [string, string] => [value, field === "place" ? value : value.replaceAll("_", " ")]);
  const title = FIELDS.figure.find((f) => f.name === field)!.title;
  return { title, options: [...options, ["", "unknown"]], now: (a[field] as string | undefined) ?? "", free: field === "place" };
}

/** Sets a picked value with what follows from it; the reason where it cannot be. */
export function setPicked(store: Store, a: Annotation, field: Picked, value: string): string {
  const { values, problem } = storable(a, consequences(a, field, value || null), store.label(a.label)?.kind);
  if (Object.keys(values).length) store.edit([act.change(a, values)]);
  return problem;
}
