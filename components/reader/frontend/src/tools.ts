// The keys that act on the selected highlight, as a small bar for those who use the mouse. It never lies over the words that
// are judged, nor over those they rest on: it stands in the margin, or, where there is none, below them at a pointer's rest.

import { button, el } from "./dom";

export interface Tool {
  text: string;
  key: string;
  name: string;
  act: () => void;
}

const GAP = 6;
const REST_MS = 300;
const LEAVE_MS = 500;

export class Tools {
  readonly element = el("div", { class: "rd-tools", role: "toolbar", "aria-label": "This highlight", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private scroll: HTMLElement,
    private article: HTMLElement,
    tools: Tool[],
  ) {
    const { element } = this;
    element.addEventListener("mousedown", (event) => event.preventDefault());
    for (const { text, key, name, act } of tools) {
      const made = button(text, { "data-action": name, title: `${text} (${key})` }, act);
      made.append(el("kbd", {}, key));
      element.append(made);
    }
    article.addEventListener("pointerover", (event) => this.rests((event.target as Element).closest(".rd-sel") !== null));
    article.addEventListener("pointerleave", () => this.rests(false));
    element.addEventListener("pointerenter", () => this.rests(true));
    element.addEventListener("pointerleave", () => this.rests(false));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Stands beside or below a highlight, given as its lines on the screen, and clear of the lines it rests on. */
  place(own: DOMRect[], kin: DOMRect[]): void {
    const { element, scroll } = this;
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return;
    const box = scroll.getBoundingClientRect();
    const article = this.article.getBoundingClientRect();
    element.classList.add("rd-beside");
    const size = element.getBoundingClientRect();
    const inset = article.right + GAP;
    if (inset + size.width <= box.left + scroll.clientWidth) {
      element.classList.remove("rd-resting");
      const top = Math.max(box.top, Math.min(first.top, box.bottom - size.height - GAP));
      return this.put(inset, top);
    }
    element.classList.remove("rd-beside");
    element.classList.toggle("rd-resting", !matchMedia("(pointer: coarse)").matches);
    this.under(first, last, [...own, ...kin]);
  }

  /** Below the last line, or above the first, or further below: the first place where nothing is covered that counts. */
  private under(first: DOMRect, last: DOMRect, taken: DOMRect[]): void {
    const { width, height } = this.element.getBoundingClientRect();
    const box = this.scroll.getBoundingClientRect();
    const left = Math.max(box.left + 4, Math.min(last.left, box.left + this.scroll.clientWidth - width - 4));
    const below = last.bottom + GAP;
    const tops = [below, first.top - GAP - height, below + last.height, below + 2 * last.height];
    const free = (top: number): boolean => !taken.some((r) => r.left < left + width && r.right > left && r.top < top + height && r.bottom > top);
    this.put(left, tops.find((top) => top >= box.top && free(top)) ?? tops.at(-1)!);
  }

  /** Places are the window's, the bar's own those of the text: it moves with the text, whatever moves that. */
  private put(left: number, top: number): void {
    const { element } = this;
    const frame = element.parentElement!.getBoundingClientRect();
    element.style.left = `${Math.round(left - frame.left)}px`;
    element.style.top = `${Math.round(top - frame.top)}px`;
  }

  private rests(on: boolean): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.element.toggleAttribute("data-rest", on), on ? REST_MS : LEAVE_MS);
  }
}
