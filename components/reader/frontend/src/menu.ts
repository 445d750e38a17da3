// The label menu at a selection: the caught text, the last label first, a key for each common label, "/" or typing to search.

import { button, el, place } from "./dom";
import { short } from "./format";
import type { Label } from "./types";

export interface MenuOptions {
  text: string;
  at: DOMRect;
  current: string | null;
  take: (label: Label) => void;
  close: (refocus: boolean) => void;
  /** The search takes the focus, and with it the browser's selection. */
  searching?: () => void;
}

export class Menu {
  readonly element = el("div", { class: "rd-menu", "data-testid": "label-menu", role: "dialog", "aria-label": "Choose a label", hidden: true });
  private search = el("input", { type: "text", class: "rd-search", placeholder: "type to search labels", "aria-label": "Search labels", role: "combobox", "aria-expanded": "true", "aria-controls": "rd-menu-list", autocomplete: "off", spellcheck: "false" });
  private list = el("div", { id: "rd-menu-list", class: "rd-options", role: "listbox", "aria-label": "Labels", tabindex: "-1" });
  private caught = el("div", { class: "rd-caught" });
  private options: MenuOptions | null = null;
  private found: Label[] = [];
  private active = 0;
  private recent: string[] = [];
  private made = new Map<Label, HTMLElement>();

  constructor(
    private layer: HTMLElement,
    private labels: () => Label[],
    private number: (name: string) => number,
  ) {
    this.element.append(this.caught, this.search, this.list);
    layer.append(this.element);
    this.search.addEventListener("focus", () => this.options?.searching?.());
    this.search.addEventListener("input", () => this.filter());
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("mousedown", (event) => {
      if (event.target !== this.search) event.preventDefault(); // keeps the text selected
    });
  }

  get isOpen(): boolean {
    return this.options !== null;
  }

  open(options: MenuOptions): void {
    this.options = options;
    this.caught.textContent = short(options.text, 90);
    this.search.value = "";
    this.element.hidden = false;
    this.filter();
    place(this.element, this.layer, options.at, "below");
    this.list.focus({ preventScroll: true });
  }

  close(refocus = true): void {
    const { options } = this;
    if (!options) return;
    this.options = null;
    this.element.hidden = true;
    options.close(refocus);
  }

  private take(label: Label | undefined): void {
    const { options } = this;
    if (!label || !options) return;
    this.recent = [label.name, ...this.recent.filter((name) => name !== label.name)].slice(0, 3);
    this.options = null;
    this.element.hidden = true;
    options.take(label);
  }

  private ordered(): Label[] {
    const all = this.labels().filter((label) => label.name !== this.options?.current);
    const first = this.recent.map((name) => all.find((label) => label.name === name)).filter((label) => label !== undefined);
    return [...first, ...all.filter((label) => !first.includes(label))];
  }

  private filter(): void {
    const typed = this.search.value.trim().toLowerCase();
    const rank = (label: Label): number => {
      const names = [label.title, label.plural, label.name, label.group].map((s) => s.toLowerCase());
      if (names.some((n) => n.startsWith(typed))) return 0;
      if (names.some((n) => n.includes(` ${typed}`))) return 1;
      return names.some((n) => n.includes(typed)) || label.help.toLowerCase().includes(typed) ? 2 : 3;
    };
    const all = this.ordered();
    this.found = typed ? all.filter((label) => rank(label) < 3).sort((a, b) => rank(a) - rank(b)) : all;
    this.active = 0;
    this.draw(typed !== "");
  }

  private draw(searching: boolean): void {
    this.list.replaceChildren();
    let group = "";
    this.found.forEach((label, i) => {
      const recent = !searching && this.recent.includes(label.name);
      const heading = recent ? "Last used" : label.group;
      if (!searching && heading !== group) this.list.append(el("div", { class: "rd-group", role: "presentation" }, heading));
      group = heading;
      const option = this.option(label);
      option.id = `rd-option-${i}`;
      option.dataset.at = String(i);
      this.list.append(option);
    });
    if (!this.found.length) this.list.append(el("div", { class: "rd-group" }, "No label reads like this."));
    this.point(0, false);
    this.list.scrollTop = 0;
  }

  private option(label: Label): HTMLElement {
    let option = this.made.get(label);
    if (option) return option;
    option = el(
      "div",
      { role: "option", class: "rd-option", title: label.help, "data-name": label.name },
      el("span", { class: `rd-swatch rd-swatch${this.number(label.name)}` }),
      el("span", { class: "rd-option-title" }, label.title),
      label.key ? el("kbd", {}, label.key) : null,
    );
    const made = option;
    option.addEventListener("click", () => this.take(label));
    option.addEventListener("pointermove", () => this.point(Number(made.dataset.at), false));
    this.made.set(label, option);
    return option;
  }

  private point(i: number, scroll = true): void {
    this.active = Math.max(0, Math.min(i, this.found.length - 1));
    const options = this.list.querySelectorAll<HTMLElement>("[role=option]");
    options.forEach((option, k) => option.setAttribute("aria-selected", String(k === this.active)));
    const id = options[this.active]?.id ?? "";
    this.list.setAttribute("aria-activedescendant", id);
    this.search.setAttribute("aria-activedescendant", id);
    if (scroll) options[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private pressed(event: KeyboardEvent): void {
    event.stopPropagation();
    const inSearch = event.target === this.search;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.point(this.active + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter") this.take(this.found[this.active]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab") (inSearch ? this.list : this.search).focus({ preventScroll: true });
    else if (inSearch || !plain || event.key.length !== 1) return;
    else if (event.key === "/") this.search.focus({ preventScroll: true });
    else this.typed(event.key);
    event.preventDefault();
  }

  /** A key of a label takes it at once; any other letter begins a search. */
  private typed(key: string): void {
    const label = this.labels().find((l) => l.key === key);
    if (label) return this.take(label);
    this.search.focus({ preventScroll: true });
    this.search.value = key.trim();
    this.filter();
  }
}

/** The keys that act on the selected highlight, as a small bar for those who use the mouse. */
export function tools(actions: { text: string; key: string; name: string; act: () => void }[]): HTMLElement {
  const bar = el("div", { class: "rd-tools", role: "toolbar", "aria-label": "This highlight", hidden: true });
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  for (const { text, key, name, act } of actions) {
    const made = button(text, { "data-action": name, title: `${text} (${key})` }, act);
    made.append(el("kbd", {}, key));
    bar.append(made);
  }
  return bar;
}
