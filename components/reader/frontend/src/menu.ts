// The label menu at a selection: the caught text and the labels, those that fit first. Whatever is typed searches; Enter takes
// the one that is pointed at, a digit one of the first nine, Alt and its letter any label that has one.

import { el, place, set } from "./dom";
import { short } from "./format";
import { ranked, type Words } from "./ranking";
import type { Label } from "./types";

export interface MenuOptions extends Words {
  at: DOMRect;
  take: (label: Label) => void;
  close: (refocus: boolean) => void;
  /** The search takes the focus, and with it the browser's selection. */
  searching?: () => void;
}

const DIGITS = 9;
const REMEMBERED = 3;

export class Menu {
  readonly element = el("div", { class: "rd-menu", "data-testid": "label-menu", role: "dialog", "aria-label": "Choose a label", hidden: true });
  private search = el("input", { type: "text", class: "rd-search", placeholder: "type to search labels", "aria-label": "Search labels", role: "combobox", "aria-expanded": "true", "aria-controls": "rd-menu-list", autocomplete: "off", spellcheck: "false" });
  private list = el("div", { id: "rd-menu-list", class: "rd-options", role: "listbox", "aria-label": "Labels", tabindex: "-1" });
  private caught = el("div", { class: "rd-caught" });
  private options: MenuOptions | null = null;
  private found: Label[] = [];
  private active = 0;
  private recent: string[] = [];
  private made = new Map<Label, { option: HTMLElement; digit: HTMLElement }>();

  constructor(
    private layer: HTMLElement,
    private labels: () => Label[],
    private number: (name: string) => number,
  ) {
    const hint = el("div", { class: "rd-menu-hint" }, el("kbd", {}, "Enter"), " or ", el("kbd", {}, "1"), "–", el("kbd", {}, String(DIGITS)), " or ", el("kbd", {}, "Alt"), " and its letter");
    this.element.append(this.caught, this.search, this.list, hint);
    layer.append(this.element);
    this.search.addEventListener("focus", () => this.options?.searching?.());
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("copy", (event) => this.copied(event));
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("mousedown", (event) => {
      if (event.target !== this.search) event.preventDefault(); // keeps the cursor in the search
    });
    layer.ownerDocument.addEventListener("pointerdown", this.elsewhere, true);
  }

  stop(): void {
    this.layer.ownerDocument.removeEventListener("pointerdown", this.elsewhere, true);
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
    this.focus();
  }

  close(refocus = true): void {
    const { options } = this;
    if (!options) return;
    this.options = null;
    this.element.hidden = true;
    options.close(refocus);
  }

  /** A key that was pressed while the menu is open, wherever the focus was: no key of the menu is a command of the text. */
  pressed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.point(this.active + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Tab") this.point(this.active + (event.shiftKey ? -1 : 1));
    else if (event.key === "Enter") {
      if (!event.isComposing) this.take(this.found[this.active]);
    } else if (event.key === "Escape") this.close();
    else if (!this.picked(event)) {
      if (event.target !== this.search && !event.ctrlKey && !event.metaKey) this.search.focus({ preventScroll: true }); // the letter goes there
      return;
    }
    event.preventDefault();
  }

  /** Takes what a digit, or Alt with a letter, stands for; false where the key means neither. */
  private picked(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey) return false;
    if (!event.altKey) {
      if (!/^[1-9]$/.test(event.key)) return false;
      this.take(this.found[Number(event.key) - 1]);
      return true;
    }
    // Some keyboards write another character with Alt: then the key's own letter counts.
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : /^Key[A-Z]$/.test(event.code) ? event.code[3]!.toLowerCase() : "";
    const label = this.labels().find((l) => l.key === letter);
    if (label && label.name !== this.options?.now?.label) this.take(label);
    return letter !== "";
  }

  /** Under a finger the search would bring up the keyboard over the text. */
  private focus(): void {
    const finger = matchMedia("(pointer: coarse)").matches;
    (finger ? this.list : this.search).focus({ preventScroll: true });
  }

  private elsewhere = (event: Event): void => {
    if (this.options && !event.composedPath().includes(this.element)) this.close(false);
  };

  /** What is copied while nothing is selected in the search are the caught words. */
  private copied(event: ClipboardEvent): void {
    if (!this.options || this.search.selectionStart !== this.search.selectionEnd) return;
    event.clipboardData?.setData("text/plain", this.options.text);
    event.preventDefault();
  }

  private take(label: Label | undefined): void {
    const { options } = this;
    if (!label || !options) return;
    this.recent = [label.name, ...this.recent.filter((name) => name !== label.name)].slice(0, REMEMBERED);
    this.options = null;
    this.element.hidden = true;
    options.take(label);
  }

  private filter(): void {
    if (!this.options) return;
    const typed = this.search.value.trim().toLowerCase();
    const rank = (label: Label): number => {
      const names = [label.title, label.plural, label.name, label.group].map((s) => s.toLowerCase());
      if (names.slice(0, 3).includes(typed)) return -1; // "weapon" is Weapon before Weapon count
      if (names.some((n) => n.startsWith(typed))) return 0;
      if (names.some((n) => n.includes(` ${typed}`))) return 1;
      return names.some((n) => n.includes(typed)) || label.help.toLowerCase().includes(typed) ? 2 : 3;
    };
    const { likely, rest } = ranked(this.labels(), this.options, this.recent);
    const all = [...likely, ...rest];
    this.found = typed ? all.filter((label) => rank(label) < 3).sort((a, b) => rank(a) - rank(b)) : all;
    this.active = 0;
    this.draw(typed ? null : likely.length);
  }

  /** The labels found, under headings unless they were searched: the first `likely` of them fit the words. */
  private draw(likely: number | null): void {
    this.list.replaceChildren();
    let group = "";
    this.found.forEach((label, i) => {
      const heading = likely === null ? "" : i < likely ? "Likely here" : label.group;
      if (heading !== group) this.list.append(el("div", { class: "rd-group", role: "presentation" }, heading));
      group = heading;
      this.list.append(this.option(label, i));
    });
    if (!this.found.length) this.list.append(el("div", { class: "rd-group" }, "No label reads like this."));
    this.point(0, false);
    this.list.scrollTop = 0;
  }

  private option(label: Label, i: number): HTMLElement {
    let made = this.made.get(label);
    if (!made) this.made.set(label, (made = this.make(label)));
    const { option, digit } = made;
    set(option, { id: `rd-option-${i}`, "data-at": i });
    digit.textContent = i < DIGITS ? String(i + 1) : "";
    return option;
  }

  private make(label: Label): { option: HTMLElement; digit: HTMLElement } {
    const digit = el("kbd", { class: "rd-digit" });
    const option = el(
      "div",
      { role: "option", class: "rd-option", title: label.help, "data-name": label.name, "aria-keyshortcuts": label.key ? `Alt+${label.key.toUpperCase()}` : null },
      digit,
      el("span", { class: `rd-swatch rd-swatch${this.number(label.name)}` }),
      el("span", { class: "rd-option-title" }, label.title),
      label.key ? el("kbd", {}, `Alt ${label.key.toUpperCase()}`) : null,
    );
    option.addEventListener("click", () => this.take(label));
    option.addEventListener("pointermove", () => this.point(Number(option.dataset.at), false));
    return { option, digit };
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
}
