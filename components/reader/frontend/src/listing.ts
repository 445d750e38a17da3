// What the lists beside the text share: they follow the store once a frame, and Ctrl+Z works in them as in the text.

import { el } from "./dom";
import type { Desk } from "./registry";
import { labelRules } from "./styles";

export abstract class Listing {
  readonly root: HTMLElement;
  protected body = el("div", { class: "rd-list" });
  protected said = el("p", { class: "rd-said", role: "status" });
  private style = el("style");
  private frame: number | undefined;
  private off: () => void;

  constructor(
    protected desk: Desk,
    name: string,
    says: string,
  ) {
    this.root = el("section", { class: "rd rd-listing", "data-testid": name, "aria-label": says }, this.style, this.said, this.body);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.off = desk.store.on(({ what }) => {
      if (what !== "saving" && what !== "select") this.follow();
    });
    this.follow();
  }

  unmount(): void {
    this.off();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
  }

  /** Draws the list from the store. */
  protected abstract draw(): void;

  private follow(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (!this.desk.store.loaded) return;
      this.style.textContent ||= labelRules([...this.desk.store.labels.values()]);
      this.draw();
    });
  }

  private pressed(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // Streamlit listens for single letters on the page
    const which = event.ctrlKey || event.metaKey ? ({ z: "undo", y: "redo", Z: "redo" } as const)[event.key as "z"] : undefined;
    if (which) {
      this.desk.reader?.undo(which);
      event.preventDefault();
    } else if (event.key === "Escape") this.desk.reader?.focusText();
  }
}
