// The word cursor: the words that the arrows point at where no highlight is selected, to annotate them without a mouse.

import { light } from "./marker";
import type { Painter } from "./render";
import type { Text } from "./offsets";
import { moved, wordFrom, type Range as Span } from "./words";

export class Cursor {
  span: Span | null = null;

  /** `seen` is told where the cursor went. */
  constructor(
    private text: () => Text,
    private painter: Painter,
    private seen: (span: Span, at: DOMRect) => void,
  ) {}

  get hasWords(): boolean {
    return this.span !== null && this.span.end > this.span.start;
  }

  set(span: Span | null): void {
    this.span = span;
    const range = span && this.painter.range(span.start, span.end);
    light("cursor", [range]);
    if (range && span) this.seen(span, range.getBoundingClientRect());
  }

  /** Stands at a place without pointing at words. */
  rest(at: number): void {
    this.span = { start: at, end: at };
  }

  /** Goes to the word before or after `from`. */
  move(from: number, direction: 1 | -1): void {
    this.set(wordFrom(this.text(), from, direction) ?? this.span);
  }

  /** Takes one word more, or one less; at the first word going left takes the one before. */
  grow(from: number, direction: 1 | -1): void {
    const text = this.text();
    const at = this.span ?? wordFrom(text, from, 1);
    if (!at) return;
    if (direction === 1) return this.set({ start: at.start, end: wordFrom(text, at.end, 1)?.end ?? at.end });
    const end = moved(text, at.end, -1, "word", "end");
    this.set(end > at.start ? { start: at.start, end } : { start: wordFrom(text, at.start, -1)?.start ?? at.start, end: at.end });
  }
}
