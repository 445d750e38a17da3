// The article as paragraphs of text and marks. Draws from the store's lists; an edit changes only the pieces that differ.

import { gist, isUnsure, speakerTag, STATUS_WORDS } from "./format";
import { el } from "./dom";
import { lanesOf, segmentsOf, type Segment } from "./segments";
import type { Store } from "./store";
import type { Annotation } from "./types";

interface Piece {
  start: number;
  end: number;
  signature: string;
  node: Text | HTMLElement;
}

interface Look {
  className: string;
  tag: string | null;
  /** The short names of the labels that end here, for those who want to read them in the text. */
  ends: string | null;
  description: string | null;
}

const AT_ONCE = 800; // marks drawn before the first paint; the rest in slices, the text itself always at once
const SLICE_MS = 12;

export class Painter {
  readonly paragraphs: HTMLElement[] = [];
  private pieces: (Piece[] | null)[] = [];
  private places = new WeakMap<Node, Piece>();
  private drawn = new Map<string, [number, number]>();
  private numbers = new Map<string, number>();
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private store: Store,
    readonly article: HTMLElement,
  ) {}

  /** Draws everything anew: the text at once, marks from the paragraph `from` on, the rest in slices. */
  drawAll(from = 0): void {
    clearTimeout(this.later);
    const { store } = this;
    this.numbers = new Map([...store.labels.keys()].map((name, k) => [name, k]));
    this.drawn.clear();
    this.paragraphs.length = 0;
    this.pieces = store.paragraphs.map(() => null);
    const all = document.createDocumentFragment();
    store.paragraphs.forEach(([start, end], i) => {
      const paragraph = el("p", { "data-start": start, "data-i": i, dir: "auto" });
      const node = document.createTextNode(store.text.slice(start, end));
      paragraph.append(node);
      this.paragraphs.push(paragraph);
      this.keep(i, [{ start, end, signature: "", node }]);
      all.append(paragraph);
    });
    this.article.replaceChildren(all);
    this.drawMarks(from);
  }

  /** Draws all marks again (a filter changed), in slices after the first. */
  drawMarks(from = 0): void {
    clearTimeout(this.later);
    const order = [...this.paragraphs.keys()];
    const first = Math.max(0, Math.min(from, order.length) - 1);
    order.push(...order.splice(0, first));
    let marks = 0;
    let next = 0;
    while (next < order.length && marks < AT_ONCE) marks += this.redraw(order[next++]!);
    const slice = (): void => {
      const until = performance.now() + SLICE_MS;
      while (next < order.length && performance.now() < until) this.redraw(order[next++]!);
      if (next < order.length) this.later = setTimeout(slice, 0);
    };
    if (next < order.length) this.later = setTimeout(slice, 30);
  }

  /** Draws again what these annotations touch, where they were and where they are. */
  touch(ids: Iterable<string>): void {
    const dirty = new Set<number>();
    for (const id of ids) {
      const a = this.store.view.get(id);
      const ranges = [this.drawn.get(id), a ? this.store.paragraphsOf(a.start, a.end) : null];
      for (const range of ranges) if (range) for (let i = range[0]; i <= range[1]; i++) dirty.add(i);
      if (a && this.store.isShown(id)) this.drawn.set(id, ranges[1]!);
      else this.drawn.delete(id);
    }
    for (const i of dirty) if (i < this.paragraphs.length) this.redraw(i);
  }

  /** The marks of an annotation, in reading order. */
  marks(id: string): HTMLElement[] {
    const range = this.drawn.get(id) ?? this.rangeOf(id);
    const found: HTMLElement[] = [];
    if (!range) return found;
    const a = this.store.view.get(id);
    for (let i = range[0]; i <= range[1]; i++) {
      for (const piece of this.pieces[i] ?? []) {
        if (piece.node instanceof HTMLElement && a && piece.start < a.end && piece.end > a.start && piece.node.dataset.ids!.split(" ").includes(id)) found.push(piece.node);
      }
    }
    return found;
  }

  /** A DOM range over [start, end) of the article, or null where it lies outside the paragraphs. */
  range(start: number, end: number): Range | null {
    const from = this.position(start, false);
    const to = this.position(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** The offset in the article's text of a DOM position inside the article; null outside. */
  offset(node: Node, offset: number): number | null {
    if (node === this.article) {
      const paragraph = this.paragraphs[Math.min(offset, this.paragraphs.length - 1)];
      if (!paragraph) return null;
      const [start, end] = this.store.paragraphs[Number(paragraph.dataset.i)]!;
      return offset < this.paragraphs.length ? start : end;
    }
    if (node instanceof HTMLElement && node.tagName === "P" && this.article.contains(node)) return this.inParagraph(node, offset);
    const piece = this.places.get(node) ?? (node.parentNode ? this.places.get(node.parentNode) : undefined);
    if (!piece) return null;
    if (node instanceof HTMLElement) return offset === 0 ? piece.start : piece.end;
    return this.store.text.points(this.store.text.units(piece.start) + offset);
  }

  private inParagraph(paragraph: HTMLElement, offset: number): number {
    const [start, end] = this.store.paragraphs[Number(paragraph.dataset.i)]!;
    const child = paragraph.childNodes[offset];
    return child ? (this.places.get(child)?.start ?? start) : offset === 0 ? start : end;
  }

  private position(at: number, isEnd: boolean): [Node, number] | null {
    const { store } = this;
    let i = store.paragraphAt(at);
    if (isEnd && i > 0 && (i >= store.paragraphs.length || store.paragraphs[i]![0] >= at)) i--;
    const pieces = this.pieces[i];
    if (!pieces?.length) return null;
    const found = pieces.find((p) => (isEnd ? at <= p.end : at < p.end)) ?? pieces.at(-1)!;
    const text = found.node instanceof HTMLElement ? found.node.firstChild! : found.node;
    const from = Math.max(found.start, Math.min(at, found.end));
    return [text, store.text.units(from) - store.text.units(found.start)];
  }

  private rangeOf(id: string): [number, number] | null {
    const a = this.store.view.get(id);
    return a && this.store.isShown(id) ? this.store.paragraphsOf(a.start, a.end) : null;
  }

  private keep(i: number, pieces: Piece[]): void {
    this.pieces[i] = pieces;
    for (const piece of pieces) this.places.set(piece.node, piece);
  }

  private redraw(i: number): number {
    const { store } = this;
    const [start, end] = store.paragraphs[i]!;
    const annotations = store.inParagraph(i);
    for (const a of annotations) this.drawn.set(a.id, store.paragraphsOf(a.start, a.end)!);
    const lanes = lanesOf(annotations.filter((a) => a.layer !== "quote" && a.status !== "rejected"));
    const segments = withTags(segmentsOf(start, end, annotations));
    const looks = segments.map((s) => this.look(s, lanes));
    const signatures = segments.map((s, k) => (s.over.length ? [s.end, looks[k]!.className, looks[k]!.tag, looks[k]!.ends, looks[k]!.description, s.over.map((a) => a.id).join(" ")].join("|") : ""));
    const old = this.pieces[i]!;
    const same = (a: Piece, k: number): boolean => a.start === segments[k]!.start && a.end === segments[k]!.end && a.signature === signatures[k];
    let head = 0;
    while (head < old.length && head < segments.length && same(old[head]!, head)) head++;
    let tail = 0;
    while (tail < old.length - head && tail < segments.length - head && same(old[old.length - 1 - tail]!, segments.length - 1 - tail)) tail++;
    const fresh = document.createDocumentFragment();
    const made: Piece[] = [];
    for (let k = head; k < segments.length - tail; k++) {
      const segment = segments[k]!;
      const node = this.node(segment, looks[k]!);
      fresh.append(node);
      made.push({ start: segment.start, end: segment.end, signature: signatures[k]!, node });
    }
    for (let k = head; k < old.length - tail; k++) old[k]!.node.remove();
    this.paragraphs[i]!.insertBefore(fresh, tail ? old[old.length - tail]!.node : null);
    this.keep(i, [...old.slice(0, head), ...made, ...old.slice(old.length - tail)]);
    return segments.length;
  }

  private node(segment: Segment, look: Look): Text | HTMLElement {
    const text = document.createTextNode(this.store.text.slice(segment.start, segment.end));
    const innermost = segment.over[0];
    if (!innermost) return text;
    const mark = document.createElement("mark");
    mark.className = look.className;
    mark.dataset.ids = segment.over.map((a) => a.id).join(" ");
    mark.dataset.layer = innermost.layer;
    mark.dataset.label = innermost.label;
    if (look.tag !== null) mark.dataset.tag = look.tag;
    if (look.ends) mark.dataset.ends = look.ends;
    if (look.description) mark.setAttribute("aria-description", look.description);
    mark.append(text);
    return mark;
  }

  private look(segment: Segment, lanes: Map<string, number>): Look {
    const { store } = this;
    const classes: string[] = [];
    const said: string[] = [];
    const ends: string[] = [];
    const isTag = segment.start === segment.end;
    let quotes = 0;
    for (const a of segment.over) {
      const k = this.numbers.get(a.label) ?? 0;
      const s = a.status === "suggested" ? 0 : 1;
      const first = a.start === segment.start;
      if (a.id === store.selected) classes.push("rd-sel");
      if (a.comment && a.end === segment.end && !isTag) classes.push("rd-noted");
      if (first && !isTag) said.push(this.spoken(a));
      if (a.status === "rejected") {
        classes.push("rd-x");
        continue;
      }
      if (a.layer !== "quote") classes.push(`rd-u${k}s${s}l${lanes.get(a.id) ?? 0}`);
      else if (++quotes === 1) classes.push(`rd-q${k}s${s}`);
      if (isTag) classes.push(isUnsure(a) ? "rd-perhaps" : `rd-tag${s}`);
      if (a.end === segment.end && a.layer !== "quote") ends.push(store.label(a.label)?.tag ?? a.label);
    }
    if (quotes > 1) classes.push("rd-deep");
    const tag = isTag ? speakerTag(store.named(segment.over[0]!)) : null;
    return { className: classes.join(" "), tag, ends: ends.join(" ") || null, description: said.join("; ") || null };
  }

  /** What a screen reader says at a highlight. */
  spoken(a: Annotation): string {
    const text = this.store.textOf(a);
    const value = gist(this.store.named(a), this.store.label(a.label), text);
    const title = this.store.label(a.label)?.title ?? a.label;
    return `${title}${value && value !== text ? `: ${value}` : ""}, ${STATUS_WORDS[a.status]}${a.comment ? `, comment: ${a.comment}` : ""}`;
  }
}

/** An empty piece before each quote, to hold its speaker's tag: it is no text, so copy and find never meet it. */
function withTags(segments: Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const begins = segment.over.filter((a) => a.layer === "quote" && a.status !== "rejected" && a.start === segment.start).reverse();
    for (const quote of begins) found.push({ start: segment.start, end: segment.start, over: [quote] });
    found.push(segment);
  }
  return found;
}
