// Two grips at the ends of the selected highlight, in a layer that moves with the text; dragging one moves that boundary, by words, or by characters with Alt.

import { el } from "./dom";
import { light } from "./marker";
import type { Painter } from "./render";
import type { Selector } from "./select";
import type { Store } from "./store";
import type { Annotation } from "./types";
import { snapToWords, trimmed, type Range as Span } from "./words";

export class Handles {
  private grips = { start: this.grip("start"), end: this.grip("end") };
  private a: Annotation | null = null;
  private span: Span | null = null;

  constructor(
    private store: Store,
    private painter: Painter,
    private selector: Selector,
    private layer: HTMLElement,
    private resize: (a: Annotation, span: Span) => void,
  ) {
    layer.append(this.grips.start, this.grips.end);
  }

  show(a: Annotation | null): void {
    this.a = a;
    const marks = a ? this.painter.marks(a.id) : [];
    const frame = this.layer.getBoundingClientRect();
    for (const edge of ["start", "end"] as const) {
      const grip = this.grips[edge];
      const rects = (edge === "start" ? marks[0] : marks.at(-1))?.getClientRects();
      const rect = rects?.[edge === "start" ? 0 : rects.length - 1];
      grip.hidden = !rect;
      if (!rect) continue;
      const rtl = getComputedStyle(marks[0]!.parentElement!).direction === "rtl";
      const x = (edge === "start") !== rtl ? rect.left : rect.right;
      grip.style.left = `${x - frame.left}px`;
      grip.style.top = `${rect.top - frame.top}px`;
      grip.style.height = `${rect.height}px`;
    }
  }

  private grip(edge: "start" | "end"): HTMLElement {
    const grip = el("div", { class: `rd-grip rd-grip-${edge}`, "data-testid": `grip-${edge}`, "aria-hidden": "true", hidden: true });
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      this.span = null;
      this.layer.classList.add("rd-dragging");
    });
    grip.addEventListener("pointermove", (event) => {
      if (grip.hasPointerCapture(event.pointerId)) this.moved(edge, event);
    });
    grip.addEventListener("pointerup", (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      grip.releasePointerCapture(event.pointerId);
      this.layer.classList.remove("rd-dragging");
      light("caught", []);
      if (this.a && this.span) this.resize(this.a, this.span);
    });
    grip.addEventListener("pointercancel", () => {
      this.layer.classList.remove("rd-dragging");
      light("caught", []);
    });
    return grip;
  }

  private moved(edge: "start" | "end", event: PointerEvent): void {
    const { a } = this;
    const at = a && this.selector.positionAt(event.clientX, event.clientY);
    if (!a || at === null) return;
    const wanted = edge === "start" ? { start: at, end: a.end } : { start: a.start, end: at };
    if (wanted.start >= wanted.end) return;
    const snap = event.altKey ? trimmed : snapToWords;
    const found = snap(this.store.text, wanted.start, wanted.end);
    if (!found) return;
    // Only the dragged end moves: the other may stand inside a word on purpose.
    this.span = edge === "start" ? { start: found.start, end: a.end } : { start: a.start, end: found.end };
    light("caught", [this.painter.range(this.span.start, this.span.end)]);
  }
}
