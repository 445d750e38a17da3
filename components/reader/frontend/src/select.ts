// What the pointer means in the text: a click takes the highlight under it, a drag catches words, a handle moves a boundary.

import type { Painter } from "./render";
import { inner } from "./segments";
import type { Store } from "./store";
import { snapToWords, trimmed, type Range as Span } from "./words";

export interface Pointed {
  click: (ids: string[], position: number | null) => void;
  caught: (span: Span) => void;
}

const STILL = 4; // px a pointer may tremble in a click
const TOUCH_SETTLES_MS = 500;

const idsOf = (mark: HTMLElement): string[] => mark.dataset.ids!.split(" ");
const holds = (mark: HTMLElement, x: number, y: number): boolean => [...mark.getClientRects()].some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);

export class Selector {
  private down: { x: number; y: number } | null = null;
  private still = false;
  private touch = false;
  private settle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private store: Store,
    private painter: Painter,
    private pointed: Pointed,
  ) {
    const { article } = painter;
    article.addEventListener("pointerdown", (event) => {
      this.touch = event.pointerType === "touch";
      if (event.button === 0) this.down = { x: event.clientX, y: event.clientY };
    });
    article.addEventListener("click", this.clicked);
    article.ownerDocument.addEventListener("pointerup", this.up);
    article.ownerDocument.addEventListener("selectionchange", this.changed);
  }

  stop(): void {
    const page = this.painter.article.ownerDocument;
    page.removeEventListener("pointerup", this.up);
    page.removeEventListener("selectionchange", this.changed);
  }

  /** The span that is selected in the text, as offsets; null where nothing is, or it lies elsewhere. */
  selection(): Span | null {
    const selection = this.painter.article.ownerDocument.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const { article } = this.painter;
    if (!range.intersectsNode(article)) return null;
    const inside = (node: Node): boolean => article.contains(node);
    const start = inside(range.startContainer) ? this.painter.offset(range.startContainer, range.startOffset) : 0;
    const end = inside(range.endContainer) ? this.painter.offset(range.endContainer, range.endOffset) : this.store.text.length;
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  private up = (event: PointerEvent): void => {
    const { down } = this;
    this.down = null;
    if (!down || event.button !== 0) return;
    if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > STILL) this.take(event.altKey);
    else this.still = true;
  };

  /** By the time of "click" a double click has selected its word, and a click into an old selection has let go of it. */
  private clicked = (event: MouseEvent): void => {
    if (!this.still) return;
    this.still = false;
    if (this.selection()) this.take(event.altKey);
    else this.click(event);
  };

  private take(characters: boolean): void {
    const selection = this.selection();
    if (!selection) return;
    const span = characters ? trimmed(this.store.text, selection.start, selection.end) : snapToWords(this.store.text, selection.start, selection.end);
    if (span) this.pointed.caught(span);
  }

  private click(event: MouseEvent): void {
    const { clientX: x, clientY: y } = event;
    const position = this.positionAt(x, y);
    this.pointed.click(this.highlightsAt(x, y, position) ?? this.ofTarget(event), position);
  }

  /** The highlights drawn at a point, the innermost first: where they are now, whatever the browser knew before the text scrolled. */
  private highlightsAt(x: number, y: number, position: number | null): string[] | null {
    if (position === null) return null;
    const paragraph = this.store.paragraphAt(position);
    const near = this.store.inParagraph(paragraph).filter((a) => a.start <= position && position <= a.end);
    for (const a of near.sort(inner)) {
      const mark = this.painter.marks(a.id).find((m) => holds(m, x, y));
      if (mark) return idsOf(mark);
    }
    return null;
  }

  /** A speaker's tag is no text: there the mark that the browser names counts, if it is still there. */
  private ofTarget(event: MouseEvent): string[] {
    const mark = (event.target as Element | null)?.closest?.("mark");
    return mark instanceof HTMLElement && holds(mark, event.clientX, event.clientY) ? idsOf(mark) : [];
  }

  /** The offset of the character at a point of the window. */
  positionAt(x: number, y: number): number | null {
    const page = this.painter.article.ownerDocument as Document & {
      caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
    };
    if (page.caretPositionFromPoint) {
      const caret = page.caretPositionFromPoint(x, y);
      return caret && this.painter.article.contains(caret.offsetNode) ? this.painter.offset(caret.offsetNode, caret.offset) : null;
    }
    const range = page.caretRangeFromPoint?.(x, y);
    return range && this.painter.article.contains(range.startContainer) ? this.painter.offset(range.startContainer, range.startOffset) : null;
  }

  private changed = (): void => {
    if (!this.touch) return;
    clearTimeout(this.settle);
    this.settle = setTimeout(() => this.take(false), TOUCH_SETTLES_MS);
  };
}
