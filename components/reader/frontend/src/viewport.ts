// The reader's own scroll box: what of the article is in view, and how a place gets there without moving the page.

import type { Painter } from "./render";
import type { Store } from "./store";
import type { Range as Span } from "./words";

export class Viewport {
  constructor(
    private store: Store,
    private painter: Painter,
    private scroll: HTMLElement,
    private root: HTMLElement,
    /** Where what lies over the text begins, as the inspector does in a narrow window. */
    private cover: () => number,
  ) {}

  /** The index of the first paragraph in view. */
  firstParagraph(): number {
    const top = this.scroll.getBoundingClientRect().top;
    const { paragraphs } = this.painter;
    let low = 0;
    let high = paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle]!.getBoundingClientRect().bottom <= top) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the first paragraph in view begins in the text. */
  topOffset(): number {
    return this.store.paragraphs[this.firstParagraph()]?.[0] ?? 0;
  }

  holds(at: DOMRect): boolean {
    const box = this.scroll.getBoundingClientRect();
    return at.bottom >= box.top && at.top <= box.bottom;
  }

  /** Scrolls only the reader's own box, and only when the place is not comfortably in view. */
  scrollTo(at: DOMRect): void {
    const box = this.scroll.getBoundingClientRect();
    const height = this.floor(box) - box.top;
    const margin = Math.min(90, height / 5);
    if (at.top >= box.top + margin && at.bottom <= box.top + height - margin) return;
    this.scroll.scrollTop += at.top - box.top - height / 3;
  }

  /** Scrolls only where the inspector has come to lie over the place. */
  uncover(at: DOMRect): void {
    if (at.bottom > this.cover()) this.scrollTo(at);
  }

  /** Where the text that can be seen ends. */
  private floor(box: DOMRect): number {
    return Math.max(Math.min(box.bottom, this.cover()), box.top + box.height / 4);
  }

  /** Brings a span into view, the reader itself too, again while paragraphs above it find their true heights. */
  bring(span: Span, tries = 4): void {
    const at = this.painter.range(span.start, span.end)?.getBoundingClientRect(); // made anew: a repaint empties older ranges
    if (!at) return;
    this.scrollTo(at);
    const now = this.painter.range(span.start, span.end)!.getBoundingClientRect();
    if (now.top < 0 || now.bottom > window.innerHeight) this.root.scrollIntoView({ block: "nearest" });
    if (tries > 1) requestAnimationFrame(() => this.bring(span, tries - 1));
  }
}
