// Choosing a label: for words that were caught, which stay lit under the menu, or another one for a highlight.

import type { Cursor } from "./cursor";
import type { Deeds } from "./deeds";
import { light } from "./marker";
import type { Menu } from "./menu";
import type { Painter } from "./render";
import type { Store } from "./store";
import type { Annotation } from "./types";
import type { Range as Span } from "./words";

export interface ChoosingParts {
  store: Store;
  painter: Painter;
  menu: Menu;
  cursor: Cursor;
  deeds: Deeds;
  /** Clears the place: the highlight's tools and the popover go. */
  clear: () => void;
  focusText: () => void;
  /** Shows what is selected now, its tools included. */
  show: () => void;
}

export class Choosing {
  private caught: Span | null = null;

  constructor(private parts: ChoosingParts) {}

  get isOn(): boolean {
    return this.parts.menu.isOpen || this.caught !== null;
  }

  /** The label of these words is chosen next. */
  of(span: Span, byKeys = false): void {
    const { store, painter, menu, cursor, deeds, clear, focusText } = this.parts;
    this.caught = span;
    store.select(null);
    cursor.set(null);
    clear();
    const range = painter.range(span.start, span.end);
    if (!range) return;
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range); // the words are lit by the browser, and a copy takes the same
    menu.open({
      ...around(store, span),
      at: last(range) ?? range.getBoundingClientRect(),
      take: (label) => {
        document.getSelection()?.removeAllRanges();
        this.letGo();
        deeds.add(span, label);
        focusText();
      },
      close: (refocus) => {
        this.release(refocus);
        if (byKeys && refocus) cursor.set(span); // to take a word more or less
      },
      searching: () => light("caught", [painter.range(span.start, span.end)]),
    });
  }

  /** Another label of this highlight is chosen next. */
  anew(a: Annotation): void {
    const { store, painter, menu, deeds, clear, focusText, show } = this.parts;
    const mark = painter.marks(a.id).at(-1);
    if (!mark) return;
    clear();
    menu.open({
      ...around(store, a),
      now: a,
      at: last(mark)!,
      take: (label) => {
        deeds.relabel(a, label);
        focusText();
        show();
      },
      close: (refocus) => this.release(refocus),
    });
  }

  /** Takes a key while the menu is open, wherever the focus is; false where it is not. */
  pressed(event: KeyboardEvent): boolean {
    const { menu } = this.parts;
    if (!menu.isOpen) return false;
    menu.pressed(event);
    return true;
  }

  private release(refocus: boolean): void {
    this.letGo();
    if (refocus) this.parts.focusText();
    this.parts.show();
  }

  private letGo(): void {
    this.caught = null;
    light("caught", []);
  }
}

/** The words of a span, with the characters before and after them. */
function around(store: Store, { start, end }: Span): { text: string; before: string; after: string } {
  return { text: store.textOf({ start, end }), before: store.text.slice(Math.max(0, start - 1), start), after: store.text.slice(end, Math.min(end + 1, store.text.length)) };
}

function last(drawn: Range | Element): DOMRect | undefined {
  const rects = drawn.getClientRects();
  return rects[rects.length - 1];
}
