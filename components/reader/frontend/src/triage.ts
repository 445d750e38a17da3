// Which suggestion is judged next: in the order of the text, figures alone, or those that the machine is least sure of first.

import { step, suggestions } from "./actions";
import type { Store } from "./store";
import type { Annotation } from "./types";

/** What `a` and `x` go on with: whatever was asked for last. */
export type Queue = "all" | "figures" | "unsure";

export const REMARKS: Record<Queue, string> = {
  all: "All suggestions are judged.",
  figures: "All figures are judged. ⇧N goes on with the rest.",
  unsure: "All suggestions are judged.",
};

const UNSCORED = 0.85; // names come without a score: less sure than most figures, surer than a guessed speaker

/** How sure the machine is of a suggestion, 0 to 1; a quote is no surer than its speaker. */
export function certainty(a: Annotation): number {
  const own = typeof a.score === "number" ? a.score : UNSCORED;
  return a.layer === "quote" && typeof a.speaker_score === "number" ? Math.min(own, a.speaker_score) : own;
}

const before = (a: Annotation, b: Annotation): number => certainty(a) - certainty(b) || a.start - b.start || (a.id < b.id ? -1 : 1);

/** The suggestion after `from` in a queue, around the end again; null where there is no other. The queue of the unsure begins
 * with the least certain unless `from` is where one stands in it already. */
export function following(store: Store, from: Annotation | number, queue: Queue, direction: 1 | -1 = 1, standing = true): Annotation | null {
  const current = typeof from === "number" ? null : from;
  if (queue !== "unsure") {
    const found = step(store, from, direction, (a) => a.status === "suggested" && (queue === "all" || a.layer === "figure"));
    return found?.id === current?.id ? null : found;
  }
  const open = suggestions(store).filter((a) => a.id !== current?.id).sort(before);
  const after = current && standing ? open.find((a) => before(a, current) > 0) : undefined;
  return after ?? open[0] ?? null;
}
