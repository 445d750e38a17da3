// Overlapping spans as flat pieces: a paragraph is cut wherever a span begins or ends. Pure; offsets are code points.

import type { Annotation } from "./types";

export interface Segment {
  start: number;
  end: number;
  /** The annotations over this piece, the shortest (innermost) first; empty for plain text. */
  over: Annotation[];
}

/** The order of nesting: the shorter is inside; of equals the later start, then the id, so that it never depends on chance. */
export function inner(a: Annotation, b: Annotation): number {
  return a.end - a.start - (b.end - b.start) || b.start - a.start || (a.id < b.id ? -1 : 1);
}

/** The pieces of [start, end) under these annotations, which may begin before or end after it. */
export function segmentsOf(start: number, end: number, annotations: readonly Annotation[]): Segment[] {
  const cuts = new Set([start, end]);
  for (const a of annotations) {
    if (a.start > start && a.start < end) cuts.add(a.start);
    if (a.end > start && a.end < end) cuts.add(a.end);
  }
  const points = [...cuts].sort((a, b) => a - b);
  const byStart = [...annotations].sort((a, b) => a.start - b.start);
  const found: Segment[] = [];
  let open: Annotation[] = [];
  let next = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i]!;
    const to = points[i + 1]!;
    open = open.filter((a) => a.end > from);
    while (next < byStart.length && byStart[next]!.start <= from) {
      const a = byStart[next++]!;
      if (a.end > from) open.push(a);
    }
    found.push({ start: from, end: to, over: [...open].sort(inner) });
  }
  return found;
}

/** A lane for each underlined span, 0 next to the text: overlapping spans never share one, and the inner is nearer. */
export function lanesOf(annotations: readonly Annotation[], lanes = 3): Map<string, number> {
  const placed: { start: number; end: number; lane: number }[] = [];
  const found = new Map<string, number>();
  const byStart = [...annotations].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const cluster of clusters(byStart)) {
    placed.length = 0;
    for (const a of cluster.sort(inner)) {
      const taken = new Set(placed.filter((p) => p.start < a.end && a.start < p.end).map((p) => p.lane));
      let lane = 0;
      while (taken.has(lane) && lane < lanes - 1) lane++;
      placed.push({ start: a.start, end: a.end, lane });
      found.set(a.id, lane);
    }
  }
  return found;
}

function* clusters(byStart: Annotation[]): Generator<Annotation[]> {
  let cluster: Annotation[] = [];
  let reach = -1;
  for (const a of byStart) {
    if (cluster.length && a.start >= reach) {
      yield cluster;
      cluster = [];
    }
    cluster.push(a);
    reach = Math.max(cluster.length === 1 ? -1 : reach, a.end);
  }
  if (cluster.length) yield cluster;
}
