// Chips that count the highlights of each label; a click goes to the next one, Alt-click (or right click) shows only these.

import { button, el, set } from "./dom";
import type { Store } from "./store";

export class Legend {
  readonly element = el("div", { class: "rd-legend", role: "toolbar", "aria-label": "Labels in this article" });
  private chips = new Map<string, { chip: HTMLButtonElement; count: HTMLElement }>();
  private all = button("Show all", { class: "rd-all", hidden: true }, () => this.store.showOnly(null));

  constructor(
    private store: Store,
    private jump: (label: string) => void,
    private number: (name: string) => number,
  ) {}

  /** One chip for each label, those without highlights hidden. */
  build(): void {
    this.chips.clear();
    this.element.replaceChildren();
    let layer = "";
    for (const label of this.store.labels.values()) {
      if (layer && label.layer !== layer) this.element.append(el("span", { class: "rd-divider", role: "presentation" }));
      layer = label.layer;
      const count = el("span", { class: "rd-count" });
      const chip = el(
        "button",
        { type: "button", class: "rd-chip", "data-name": label.name, title: `${label.help}\nClick: the next one. Alt-click: only these.` },
        el("span", { class: `rd-swatch rd-swatch${this.number(label.name)}` }),
        label.plural,
        count,
      );
      chip.addEventListener("click", (event) => (event.altKey ? this.toggle(label.name) : this.jump(label.name)));
      chip.addEventListener("contextmenu", (event) => {
        event.preventDefault();
        this.toggle(label.name);
      });
      this.element.append(chip);
      this.chips.set(label.name, { chip, count });
    }
    this.element.append(this.all);
    this.update();
  }

  update(): void {
    const { only, counts } = this.store;
    for (const [name, { chip, count }] of this.chips) {
      const found = counts.get(name) ?? 0;
      if (chip.hidden !== (found === 0)) chip.hidden = found === 0;
      if (count.textContent !== String(found)) count.textContent = String(found);
      set(chip, { "aria-pressed": only ? String(only.has(name)) : null });
      chip.classList.toggle("rd-off", !!only && !only.has(name));
    }
    this.all.hidden = !only;
  }

  private toggle(name: string): void {
    const only = new Set(this.store.only ?? []);
    if (!only.delete(name)) only.add(name);
    this.store.showOnly(only);
  }
}
