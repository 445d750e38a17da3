// Chips that count the highlights of each label, in one row: what does not fit folds into "more". A click goes to the next one,
// Alt-click (or right click) shows only these.

import { button, el, set } from "./dom";
import type { Store } from "./store";
import type { Label, Layer } from "./types";

const IMPORTANCE: Layer[] = ["figure", "quote", "entity"]; // whose turn it is to place a chip in the row

interface Chip {
  label: Label;
  chip: HTMLButtonElement;
  count: HTMLElement;
}

/** The order in which chips may take the room there is: the layers in turn, of names the most frequent first, else as listed. */
export function ranked(labels: readonly Label[], counts: ReadonlyMap<string, number>): Label[] {
  const there = labels.filter((label) => (counts.get(label.name) ?? 0) > 0);
  const layers = IMPORTANCE.map((layer) => there.filter((label) => label.layer === layer));
  layers[2]!.sort((a, b) => counts.get(b.name)! - counts.get(a.name)!);
  const found: Label[] = [];
  for (let turn = 0; found.length < there.length; turn++) for (const layer of layers) found.push(...layer.slice(turn, turn + 1));
  return found;
}

export class Legend {
  readonly element = el("div", { class: "rd-legend", role: "toolbar", "aria-label": "Labels in this article" });
  private row = el("div", { class: "rd-chips" });
  private rest = el("div", { class: "rd-rest", role: "group", "aria-label": "More labels" });
  private summary = el("summary", {});
  private more = el("details", { class: "rd-more" }, this.summary, this.rest);
  private chips = new Map<string, Chip>();
  /** The labels in the row. They stay there while counts change; only another width chooses anew. */
  private placed = new Set<string>();
  private all = button("Show all", { class: "rd-all", hidden: true }, () => this.store.showOnly(null));
  private rejected = el("button", { type: "button", class: "rd-chip rd-rejected", "data-action": "rejected", title: "Show or hide what was rejected (h)", hidden: true });
  private width = 0;

  constructor(
    private store: Store,
    private jump: (label: string) => void,
    private number: (name: string) => number,
  ) {
    this.element.append(this.row, this.more, this.rejected, this.all);
    this.rejected.addEventListener("click", () => this.store.showRejected(!this.store.withRejected));
    this.more.addEventListener("focusout", (event) => {
      if (!this.more.contains(event.relatedTarget as Node | null)) this.more.open = false;
    });
    this.more.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.more.open) return;
      event.stopPropagation();
      this.more.open = false;
      this.summary.focus();
    });
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  /** One chip for each label, those without highlights hidden. */
  build(): void {
    this.chips = new Map([...this.store.labels.values()].map((label) => [label.name, this.made(label)]));
    this.width = 0;
    this.fit();
    this.update();
  }

  update(): void {
    const { only, counts } = this.store;
    let appeared = false;
    for (const [name, { chip, count }] of this.chips) {
      const found = counts.get(name) ?? 0;
      if (chip.hidden !== (found === 0)) {
        chip.hidden = found === 0;
        appeared = true;
      }
      if (count.textContent !== String(found)) count.textContent = String(found);
      set(chip, { "aria-pressed": only ? String(only.has(name)) : null });
      chip.classList.toggle("rd-off", !!only && !only.has(name));
    }
    if (appeared) this.place();
    this.all.hidden = !only;
    const { rejected, withRejected } = this.store;
    this.rejected.hidden = !rejected && !withRejected;
    this.rejected.textContent = `Rejected ${rejected}`;
    set(this.rejected, { "aria-pressed": String(withRejected) });
  }

  private made(label: Label): Chip {
    const count = el("span", { class: "rd-count" });
    const chip = el(
      "button",
      { type: "button", class: "rd-chip", "data-name": label.name, title: `${label.help}\nClick: the next one. Alt-click: only these.`, hidden: true },
      el("span", { class: `rd-swatch rd-swatch${this.number(label.name)}` }),
      label.plural,
      count,
    );
    chip.addEventListener("click", (event) => (event.altKey ? this.toggle(label.name) : this.jump(label.name)));
    chip.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.toggle(label.name);
    });
    return { label, chip, count };
  }

  /** Chooses what stands in the row at this width. */
  private fit(): void {
    const width = this.element.clientWidth;
    if (!width || width === this.width) return;
    this.width = width;
    this.row.replaceChildren(...[...this.chips.values()].map(({ chip }) => chip));
    for (const [name, { chip, count }] of this.chips) {
      const found = this.store.counts.get(name) ?? 0;
      chip.hidden = found === 0;
      count.textContent = String(found);
    }
    const sizes = new Map([...this.chips].map(([name, { chip }]) => [name, chip.offsetWidth + DIVIDER / 3]));
    const wanted = ranked([...this.store.labels.values()], this.store.counts);
    const total = wanted.reduce((sum, label) => sum + sizes.get(label.name)!, 0);
    let room = width - 2 * DIVIDER - REJECTED - (total > width - 2 * DIVIDER ? MORE : 0);
    this.placed.clear();
    for (const label of wanted) {
      const size = sizes.get(label.name)!;
      if (size > room) continue;
      room -= size;
      this.placed.add(label.name);
    }
    this.place();
  }

  /** Puts the chips where they belong, in the order of the labels. */
  private place(): void {
    const shown = [...this.chips.values()];
    const row: HTMLElement[] = [];
    let layer = "";
    for (const { label, chip } of shown) {
      if (!this.placed.has(label.name)) continue;
      if (layer && label.layer !== layer) row.push(el("span", { class: "rd-divider", role: "presentation" }));
      layer = label.layer;
      row.push(chip);
    }
    this.row.replaceChildren(...row);
    const folded = shown.filter(({ label }) => !this.placed.has(label.name));
    this.rest.replaceChildren(...folded.map(({ chip }) => chip));
    const there = folded.filter(({ chip }) => !chip.hidden).length;
    this.summary.textContent = `${there} more`;
    this.more.hidden = there === 0;
  }

  private toggle(name: string): void {
    const only = new Set(this.store.only ?? []);
    if (!only.delete(name)) only.add(name);
    this.store.showOnly(only);
  }
}

const DIVIDER = 9; // px: the line between layers with its margins
const REJECTED = 84; // px: the room of "Rejected 12", kept so that the first rejection pushes nothing
const MORE = 76; // px: the way to what is folded
