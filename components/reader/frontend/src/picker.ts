// A small list to pick one value from, at the highlight: bound, scope, place. Digits pick at once, typing searches, Enter takes.

import { el, place, set } from "./dom";

export interface Pick {
  title: string;
  /** Values with the words that say them. */
  options: [value: string, says: string][];
  now: string | null;
  /** Whether what is typed may be taken as it is, where no option says it. */
  free: boolean;
  at: DOMRect;
  take: (value: string) => void;
  close: () => void;
}

const DIGITS = 9;
const SHOWN = 40;

export class Picker {
  readonly element = el("div", { class: "rd-menu rd-picker", "data-testid": "picker", role: "dialog", hidden: true });
  private title = el("div", { class: "rd-caught" });
  private search = el("input", { type: "text", class: "rd-search", placeholder: "type to search", role: "combobox", "aria-expanded": "true", "aria-controls": "rd-pick-list", autocomplete: "off", spellcheck: "false" });
  private list = el("div", { id: "rd-pick-list", class: "rd-options", role: "listbox", tabindex: "-1" });
  private pick: Pick | null = null;
  private found: [string, string][] = [];
  private active = 0;

  constructor(private layer: HTMLElement) {
    this.element.append(this.title, this.search, this.list);
    layer.append(this.element);
    this.search.addEventListener("input", () => this.filter());
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("mousedown", (event) => event.target !== this.search && event.preventDefault());
    layer.ownerDocument.addEventListener("pointerdown", this.elsewhere, true);
  }

  stop(): void {
    this.layer.ownerDocument.removeEventListener("pointerdown", this.elsewhere, true);
  }

  get isOpen(): boolean {
    return this.pick !== null;
  }

  open(pick: Pick): void {
    this.pick = pick;
    this.title.textContent = pick.title;
    for (const part of [this.element, this.search, this.list]) set(part, { "aria-label": pick.title });
    this.search.value = "";
    this.element.hidden = false;
    this.filter();
    place(this.element, this.layer, pick.at, "below");
    this.search.focus({ preventScroll: true });
  }

  /** A key that was pressed while the list is open, wherever the focus was. */
  pressed(event: KeyboardEvent): void {
    event.stopPropagation();
    const { key } = event;
    if (key === "ArrowDown" || (key === "Tab" && !event.shiftKey)) this.point(this.active + 1);
    else if (key === "ArrowUp" || key === "Tab") this.point(this.active - 1);
    else if (key === "Enter") {
      if (!event.isComposing) this.take(this.found[this.active]?.[0]);
    } else if (key === "Escape") this.close();
    else if (/^[1-9]$/.test(key) && !event.ctrlKey && !event.metaKey && !this.search.value) this.take(this.found[Number(key) - 1]?.[0]);
    else return this.search.focus({ preventScroll: true });
    event.preventDefault();
  }

  private elsewhere = (event: Event): void => {
    if (this.pick && !event.composedPath().includes(this.element)) this.close();
  };

  private close(): void {
    const { pick } = this;
    this.pick = null;
    this.element.hidden = true;
    pick?.close();
  }

  private take(value: string | undefined): void {
    const { pick } = this;
    if (!pick || value === undefined) return;
    this.close();
    if (value !== pick.now) pick.take(value);
  }

  private filter(): void {
    if (!this.pick) return;
    const typed = this.search.value.trim();
    const low = typed.toLowerCase();
    const rank = (says: string): number => (says.toLowerCase().startsWith(low) ? 0 : says.toLowerCase().includes(` ${low}`) ? 1 : says.toLowerCase().includes(low) ? 2 : 3);
    const all = this.pick.options;
    this.found = (typed ? all.filter(([, says]) => rank(says) < 3).sort((a, b) => rank(a[1]) - rank(b[1])) : all).slice(0, SHOWN);
    if (typed && this.pick.free && !this.found.some(([value]) => value.toLowerCase() === low)) this.found.push([typed, `“${typed}”`]);
    this.list.replaceChildren(...this.found.map((option, i) => this.option(option, i)));
    this.point(0);
  }

  private option([value, says]: [string, string], i: number): HTMLElement {
    const isNow = value === (this.pick?.now ?? "");
    const option = el("div", { role: "option", class: "rd-option", id: `rd-pick-${i}` }, el("kbd", { class: "rd-digit" }, i < DIGITS && !this.search.value ? String(i + 1) : ""), el("span", { class: "rd-option-title" }, says), isNow ? el("small", {}, "now") : null);
    option.addEventListener("click", () => this.take(value));
    option.addEventListener("pointermove", () => this.point(i));
    return option;
  }

  private point(i: number): void {
    this.active = Math.max(0, Math.min(i, this.found.length - 1));
    [...this.list.children].forEach((option, k) => option.setAttribute("aria-selected", String(k === this.active)));
    const at = this.list.children[this.active];
    for (const part of [this.list, this.search]) set(part, { "aria-activedescendant": at?.id ?? null });
    at?.scrollIntoView({ block: "nearest" });
  }
}
