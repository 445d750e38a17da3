// The `?` sheet: all keys of the reader, from the one table in keys.ts.

import { button, el } from "./dom";
import { KEYS } from "./keys";

const NAMES: Record<string, string> = { ArrowRight: "→", ArrowLeft: "←", Delete: "Del", Escape: "Esc" };

export class Sheet {
  readonly element = el("div", { class: "rd-sheet", role: "dialog", "aria-modal": "false", "aria-label": "Keys", tabindex: "-1", "data-testid": "keys", hidden: true });

  constructor(private closed: () => void) {
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "?") return;
      event.stopPropagation();
      event.preventDefault();
      this.toggle();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    if (this.element.hidden) return this.closed();
    if (!this.element.childElementCount) this.build();
    this.element.focus();
  }

  private build(): void {
    this.element.append(el("header", {}, el("strong", {}, "Keys"), button("Close", { class: "rd-quiet" }, () => this.toggle())));
    const columns = el("div", { class: "rd-columns" });
    for (const section of new Set(KEYS.map((key) => key.section))) {
      const rows = KEYS.filter((key) => key.section === section).map((key) =>
        el("div", { class: "rd-key" }, el("span", {}, ...key.keys.slice(0, 1).map((k) => el("kbd", {}, spelled(k)))), el("span", {}, key.says)),
      );
      columns.append(el("section", {}, el("h4", {}, section), ...rows));
    }
    this.element.append(columns, el("p", {}, "Drag to catch words (Alt: characters) and choose a label: type its name, or press its digit, or Alt and its letter. Click a highlight again for the one around it."));
  }
}

function spelled(key: string): string {
  const letter = /^Shift\+([A-Z])$/.exec(key);
  if (letter) return `⇧${letter[1]}`;
  return key.split("+").map((part) => NAMES[part] ?? (part === "Shift" ? "⇧" : part)).join(" ");
}
