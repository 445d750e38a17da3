// What a highlight says, shown while the pointer rests on it; a quote and its speaker light each other.

import { el, place } from "./dom";
import { gist, short, STATUS_WORDS } from "./format";
import { light } from "./marker";
import type { Desk } from "./registry";
import type { Painter } from "./render";
import type { Annotation } from "./types";

const REST_MS = 220;

export class Popover {
  readonly element = el("div", { class: "rd-pop", role: "tooltip", "data-testid": "popover", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over: Element | null = null;

  constructor(
    private desk: Desk,
    private painter: Painter,
    private layer: HTMLElement,
    private busy: () => boolean,
  ) {
    layer.append(this.element);
    painter.article.addEventListener("pointerover", this.moved);
    painter.article.addEventListener("pointerleave", this.left);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  /** Where the speaker, the cue or the source of a highlight stand; of a speaker's mention, the quotes. */
  kinRanges(a: Annotation): (Range | null)[] {
    const spans: [unknown, unknown][] = [[a.speaker_start, a.speaker_end], [a.cue_start, a.cue_end], [a.source_start, a.source_end]];
    const found = spans.filter((s): s is [number, number] => typeof s[0] === "number" && typeof s[1] === "number");
    if (a.layer === "entity") {
      const { store } = this.desk;
      for (const other of store.view.values()) {
        if (other.layer === "quote" && other.speaker_start === a.start && store.isShown(other.id)) found.push([other.start, other.end]);
      }
    }
    return found.map(([start, end]) => this.painter.range(start, end));
  }

  private moved = (event: PointerEvent): void => {
    const mark = (event.target as Element).closest("mark");
    if (mark === this.over) return;
    this.over = mark;
    this.hide();
    const annotations = this.annotations(mark);
    const selected = this.desk.store.view.get(this.desk.store.selected ?? "");
    light("kin", [...annotations, ...(selected ? [selected] : [])].flatMap((a) => this.kinRanges(a)));
    const known = selected !== undefined && annotations.includes(selected); // the inspector shows it
    if (!mark || known || event.pointerType === "touch" || event.buttons || this.busy()) return;
    this.timer = setTimeout(() => this.show(mark as HTMLElement, annotations, event.clientX, event.clientY), REST_MS);
  };

  private left = (): void => {
    this.over = null;
    this.hide();
    const selected = this.desk.store.view.get(this.desk.store.selected ?? "");
    light("kin", selected ? this.kinRanges(selected) : []);
  };

  private annotations(mark: Element | null): Annotation[] {
    if (!(mark instanceof HTMLElement)) return [];
    return mark.dataset.ids!.split(" ").map((id) => this.desk.store.view.get(id)).filter((a) => a !== undefined);
  }

  private show(mark: HTMLElement, annotations: Annotation[], x: number, y: number): void {
    if (!mark.isConnected || !annotations.length) return;
    this.element.replaceChildren(...annotations.map((a) => this.row(a)));
    this.element.hidden = false;
    const rect = [...mark.getClientRects()].find((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom) ?? mark.getBoundingClientRect();
    place(this.element, this.layer, new DOMRect(Math.max(rect.left, x - 40), rect.top, 1, rect.height), "below", 4);
  }

  private row(a: Annotation): HTMLElement {
    const { store } = this.desk;
    const label = store.label(a.label);
    const number = [...store.labels.keys()].indexOf(a.label);
    const text = store.textOf(a);
    const named = store.named(a);
    const says = gist(named, label, text);
    const score = typeof a.score === "number" && a.status === "suggested" ? ` ${Math.round(a.score * 100)} %` : "";
    const by = a.layer === "figure" && named.source ? `by ${String(named.source)}` : a.layer === "entity" && a.iso ? String(a.iso) : null;
    return el(
      "div",
      { class: "rd-pop-row" },
      el("span", { class: `rd-swatch rd-swatch${number}` }),
      el("strong", {}, label?.title ?? a.label),
      el("span", { class: "rd-pop-says" }, a.layer === "entity" && says === text ? null : short(says, 70), by ? el("small", {}, ` ${short(by, 50)}`) : null),
      el("span", { class: "rd-pop-status" }, `${STATUS_WORDS[a.status]}${score}`),
    );
  }
}
