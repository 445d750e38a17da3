// The selected highlight on the page: its handles and tools, its speaker or quotes lit, and its name for a screen reader.

import { set } from "./dom";
import { short } from "./format";
import type { Handles } from "./handles";
import { light } from "./marker";
import type { Painter } from "./render";
import type { Store } from "./store";
import type { Tools } from "./tools";
import type { Annotation } from "./types";
import type { Viewport } from "./viewport";

const CURRENT = "rd-current";

export interface SpotParts {
  store: Store;
  painter: Painter;
  viewport: Viewport;
  scroll: HTMLElement;
  handles: Handles;
  tools: Tools;
  /** What belongs to a highlight elsewhere in the text. */
  kin: (a: Annotation) => (Range | null)[];
  /** Whether something else has the tools' place: a menu, or words that are caught. */
  busy: () => boolean;
}

export class Spot {
  private placing: number | undefined;

  constructor(private parts: SpotParts) {}

  get selected(): Annotation | null {
    const { store } = this.parts;
    return store.view.get(store.selected ?? "") ?? null;
  }

  /** Follows the selected highlight, once a frame however much changed. */
  show(): void {
    this.placing ??= requestAnimationFrame(() => {
      this.placing = undefined;
      this.place();
    });
  }

  stop(): void {
    if (this.placing !== undefined) cancelAnimationFrame(this.placing);
  }

  /** A highlight in words: the text, then label, value and status. */
  said(a: Annotation): string {
    const { store, painter } = this.parts;
    return `${short(store.textOf(a))}. ${painter.spoken(a)}`;
  }

  /** A screen reader reads the text as a document until the analyst begins to annotate: then keys are the reader's. */
  annotating(on: boolean): void {
    const { scroll, store } = this.parts;
    set(scroll, { role: on ? "application" : "document", "aria-activedescendant": on && store.selected ? CURRENT : null });
  }

  private place(): void {
    const { painter, scroll, handles, tools, viewport, kin, busy } = this.parts;
    const a = this.selected;
    const marks = a ? painter.marks(a.id) : [];
    const first = marks[0];
    this.point(a, first);
    if (first && document.activeElement === scroll) this.annotating(true);
    const related = a ? kin(a) : [];
    light("kin", related);
    handles.show(a && marks.length ? a : null);
    tools.element.hidden = !first || busy();
    tools.element.querySelector<HTMLElement>("[data-action=accept]")!.hidden = a?.status !== "suggested";
    if (a && first) tools.place(rects(marks), rects([...related, ...this.evidence(a)]));
    tools.element.classList.toggle("rd-away", !first || !viewport.holds(first.getBoundingClientRect()));
  }

  /** Where the words stand that the values of a highlight rest on. */
  private evidence(a: Annotation): (Range | null)[] {
    const { original_label: _, ...spans } = a.evidence ?? {}; // those of a label that it has no more
    return Object.values(spans).map(([start, end]) => this.parts.painter.range(start, end));
  }

  /** Says to a screen reader which highlight the keys act on. */
  private point(a: Annotation | null, mark: HTMLElement | undefined): void {
    const before = document.getElementById(CURRENT);
    if (before) set(before, { id: null, role: null, "aria-label": null });
    if (a && mark) set(mark, { id: CURRENT, role: "button", "aria-label": this.said(a) });
  }
}

/** The lines that something drawn has on the screen. */
function rects(drawn: readonly (Range | Element | null)[]): DOMRect[] {
  return drawn.flatMap((d) => (d ? [...d.getClientRects()] : []));
}
