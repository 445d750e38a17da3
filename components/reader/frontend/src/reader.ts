// The reader on the page: puts text, legend, menu, bar and keys together. Decisions are in the modules; here is the wiring.

import * as act from "./actions";
import { Announcer } from "./announce";
import { el, place, set } from "./dom";
import { short } from "./format";
import { Handles } from "./handles";
import { commandOf, type Command } from "./keys";
import { Legend } from "./legend";
import { light } from "./marker";
import { Menu, tools } from "./menu";
import { Notes } from "./notes";
import { Popover } from "./popover";
import type { Desk } from "./registry";
import { Painter } from "./render";
import { inner } from "./segments";
import { Selector } from "./select";
import { Sheet } from "./sheet";
import { StatusBar } from "./statusbar";
import type { Change } from "./store";
import { labelRules } from "./styles";
import type { Annotation, Draft, Focus, Label } from "./types";
import { moved, wordFrom, type Range as Span } from "./words";

const TELL_SELECTED_MS = 250; // n n n n tells Python once, where it ends
const FLASH_MS = 1400;
const LINK_MS = 40;
const CURRENT = "rd-current";

export class Reader {
  readonly root = el("section", { class: "rd rd-reader", "data-testid": "reader", "aria-label": "Reader" });
  private style = el("style");
  private text = el("article", { class: "rd-text" });
  private scroll = el("div", { class: "rd-scroll", tabindex: "0", role: "document", "aria-label": "Article. Press Enter to annotate, question mark for the keys." }, this.text);
  private layer = el("div", { class: "rd-layer" });
  private announcer = new Announcer();
  private painter: Painter;
  private selector: Selector;
  private legend: Legend;
  private menu: Menu;
  private popover: Popover;
  private handles: Handles;
  private notes: Notes;
  private bar: StatusBar;
  private sheet = new Sheet(() => this.focusText());
  private tools: HTMLElement;
  private caught: Span | null = null;
  private cursor: Span | null = null;
  private placing: number | undefined;
  private picking: string | null = null;
  private told: string | null = null;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private focused: string | number | null = null;
  private off: () => void;
  private sizes: ResizeObserver;
  private elsewhere = new AbortController();

  constructor(readonly desk: Desk) {
    const { store } = desk;
    this.painter = new Painter(store, this.text);
    this.selector = new Selector(store, this.painter, { click: (ids) => this.clicked(ids), caught: (span) => this.catch(span) });
    const number = (name: string): number => [...store.labels.keys()].indexOf(name);
    this.legend = new Legend(store, (label) => this.jump(1, (a) => a.label === label), number);
    this.menu = new Menu(this.layer, () => [...store.labels.values()], number);
    this.popover = new Popover(desk, this.painter, this.layer, () => this.menu.isOpen);
    this.handles = new Handles(store, this.painter, this.selector, this.layer, (a, span) => this.resize(a, span));
    this.notes = new Notes(desk, (drafts, said) => this.do(drafts, said));
    this.bar = new StatusBar(desk, { judge: (found, op) => this.judgeAll(found, op), undo: (which) => this.undo(which), help: () => this.sheet.toggle() });
    this.tools = tools([
      { text: "Accept", key: "a", name: "accept", act: () => this.command("accept_next") },
      { text: "Reject", key: "x", name: "reject", act: () => this.command("reject") },
      { text: "Label", key: "l", name: "label", act: () => this.command("label") },
      { text: "Delete", key: "Del", name: "delete", act: () => this.command("delete") },
    ]);
    this.layer.append(this.tools, this.sheet.element);
    this.root.append(this.style, el("header", { class: "rd-head" }, this.legend.element, this.bar.element), this.scroll, this.notes.element, this.layer, this.announcer.element);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.scroll.addEventListener("scroll", () => this.settle(), { passive: true });
    this.scroll.addEventListener("blur", () => this.annotating(false));
    this.scroll.addEventListener("focus", () => this.annotating(store.selected !== null));
    this.off = store.on((change) => this.changed(change));
    this.sizes = new ResizeObserver(() => this.settle());
    this.sizes.observe(this.scroll);
    this.sizes.observe(this.text);
    this.watchElsewhere();
    desk.reader = this;
  }

  /** Edits go out before the analyst leaves for another page, and nothing disturbs that page's coming. */
  private watchElsewhere(): void {
    const options = { capture: true, signal: this.elsewhere.signal };
    const outside = (event: Event): boolean => !(event.target instanceof Element && event.target.closest(".rd"));
    const flush = (): void => this.desk.flush();
    this.root.addEventListener("pointerleave", flush);
    this.root.addEventListener("focusout", flush);
    document.addEventListener("pointerdown", (event) => outside(event) && flush(), options);
    document.addEventListener("click", (event) => outside(event) && this.clickedElsewhere(event), options);
    document.addEventListener("keydown", (event) => (event.altKey && !/Arrow|Alt/.test(event.key)) && this.desk.hold(), options);
    window.addEventListener("popstate", () => this.desk.hold(), options);
  }

  /** A link to another page waits until the last edit is on its way, or Streamlit would take the edit's page for the newer wish. */
  private clickedElsewhere(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLElement>("a[href]");
    const fresh = this.desk.hold();
    if (!fresh || !link || !event.isTrusted || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), LINK_MS);
  }

  /** Draws what is known, once the root is on the page and can be measured and focused. */
  attached(): void {
    if (this.desk.store.loaded) this.changed({ ids: null, what: "load" });
    this.show();
  }

  unmount(): void {
    this.off();
    clearTimeout(this.telling);
    if (this.placing !== undefined) cancelAnimationFrame(this.placing);
    this.sizes.disconnect();
    this.selector.stop();
    this.popover.stop();
    this.elsewhere.abort();
    if (this.desk.reader === this) {
      this.desk.reader = null;
      this.desk.detach();
    }
    for (const name of ["caught", "cursor", "kin", "flash", "preview"] as const) light(name, []);
  }

  /** A new run of the page, perhaps with a new place to look at. */
  update(focus: Focus | null | undefined): void {
    if (focus && focus.nonce !== this.focused && this.desk.store.loaded) {
      this.focused = focus.nonce;
      requestAnimationFrame(() => this.focusOn(focus));
    }
  }

  focusText(): void {
    this.scroll.focus({ preventScroll: true });
  }

  goTo(id: string): void {
    this.desk.store.select(id);
    this.reveal(id);
  }

  chooseLabel(): void {
    this.command("label");
  }

  everywhere(): void {
    this.command("everywhere");
  }

  /** The next click in the text says who speaks the selected quote. */
  pickSpeaker(): void {
    const a = this.selectedOne();
    if (a?.layer !== "quote") return;
    this.picking = a.id;
    this.root.classList.add("rd-picking");
    this.announcer.say("Click the speaker in the text, or press Escape.");
    this.bar.hint("Click the speaker in the text, or press Escape.");
    this.focusText();
  }

  // ---- what the store tells

  private changed({ ids, what }: Change): void {
    if (what === "load") this.load();
    else if (what === "filter") this.painter.drawMarks(this.firstVisible());
    else if (ids?.size) this.painter.touch(ids);
    if (what !== "saving" && what !== "select") this.legend.update();
    if (what === "select" || what === "load" || what === "filter" || ids?.size) this.showSelected();
    if (what === "refused" || what === "load") this.notes.update();
    this.show();
  }

  private load(): void {
    const { store } = this.desk;
    const at = this.scroll.scrollTop;
    this.style.textContent = labelRules([...store.labels.values()]);
    this.legend.build();
    this.painter.drawAll(this.firstVisible());
    this.scroll.scrollTop = at;
    if (document.activeElement === document.body) this.focusText(); // the keys work from the start
  }

  private show(): void {
    const { store } = this.desk;
    set(this.root, { "data-article": this.desk.article, "data-pending": this.desk.pending, "data-selected": store.selected ?? "" });
    this.bar.update();
    if (store.selected === this.told) return;
    this.told = store.selected;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.desk.tellCharts(), TELL_SELECTED_MS);
  }

  /** Handles and tools follow the selected highlight, once a frame however much changed. */
  private showSelected(): void {
    this.placing ??= requestAnimationFrame(() => {
      this.placing = undefined;
      this.placeSelected();
    });
  }

  private placeSelected(): void {
    const a = this.selectedOne();
    const marks = a ? this.painter.marks(a.id) : [];
    const first = marks[0];
    this.point(a, first);
    if (first && document.activeElement === this.scroll) this.annotating(true);
    light("kin", a ? this.popover.kinRanges(a) : []);
    this.handles.show(a && marks.length ? a : null);
    this.tools.hidden = !first || this.menu.isOpen || this.caught !== null;
    this.tools.querySelector<HTMLElement>("[data-action=accept]")!.hidden = a?.status !== "suggested";
    if (first) place(this.tools, this.layer, first.getClientRects()[0] ?? first.getBoundingClientRect(), "above");
    const box = this.scroll.getBoundingClientRect();
    const at = first?.getBoundingClientRect();
    this.tools.classList.toggle("rd-away", !at || at.bottom < box.top || at.top > box.bottom);
  }

  /** Says to a screen reader which highlight the keys act on, with its words, label and value. */
  private point(a: Annotation | null, mark: HTMLElement | undefined): void {
    const before = document.getElementById(CURRENT);
    if (before) set(before, { id: null, role: null, "aria-label": null });
    if (a && mark) set(mark, { id: CURRENT, role: "button", "aria-label": this.saidOf(a) });
  }

  /** A highlight in words: the text, then label, value and status. */
  private saidOf(a: Annotation): string {
    return `${short(this.desk.store.textOf(a))}. ${this.painter.spoken(a)}`;
  }

  /** A screen reader reads the text as a document until the analyst begins to annotate: then keys are the reader's. */
  private annotating(on: boolean): void {
    set(this.scroll, { role: on ? "application" : "document", "aria-activedescendant": on && this.desk.store.selected ? CURRENT : null });
  }

  private settle(): void {
    this.popover.hide();
    if (this.desk.store.selected) this.showSelected();
  }

  // ---- the pointer

  private clicked(ids: string[]): void {
    const { store } = this.desk;
    this.focusText();
    this.popover.hide();
    if (this.picking) return this.picked(ids);
    const at = ids.indexOf(store.selected ?? "");
    store.select(ids[at < 0 ? 0 : (at + 1) % ids.length] ?? null);
    this.setCursor(null);
    const a = this.selectedOne();
    if (a) this.announcer.say(this.saidOf(a));
  }

  private catch(span: Span): void {
    if (this.picking) return this.picked([], span);
    const { store } = this.desk;
    this.caught = span;
    store.select(null);
    this.setCursor(null);
    this.tools.hidden = true;
    this.popover.hide();
    const range = this.painter.range(span.start, span.end);
    if (!range) return;
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range); // the words are lit by the browser, and a copy takes the same
    const rects = range.getClientRects();
    this.menu.open({
      text: store.textOf(span),
      at: rects[rects.length - 1] ?? range.getBoundingClientRect(),
      current: null,
      take: (label) => this.add(span, label),
      close: (refocus) => this.release(refocus),
      searching: () => light("caught", [this.painter.range(span.start, span.end)]),
    });
  }

  private release(refocus: boolean): void {
    this.letGo();
    if (refocus) this.focusText();
    this.showSelected();
  }

  private letGo(): void {
    this.caught = null;
    light("caught", []);
  }

  private picked(ids: string[], span?: Span): void {
    const { store } = this.desk;
    const quote = store.view.get(this.picking!);
    this.stopPicking();
    const mention = ids.map((id) => store.view.get(id)).find((a) => a?.layer === "entity");
    const at = span ?? mention;
    if (!quote || !at) return;
    const text = store.textOf(at);
    const name = (mention?.name as string | undefined) ?? text;
    const values = { speaker_start: at.start, speaker_end: at.end, speaker_text: text, speaker_name: name, speaker_score: null };
    this.do([act.change(quote, values)], `Speaker: ${name}`);
    document.getSelection()?.removeAllRanges();
    this.goTo(quote.id);
  }

  private stopPicking(): void {
    this.picking = null;
    this.root.classList.remove("rd-picking");
    this.bar.hint("");
  }

  // ---- edits

  private do(drafts: Draft[], said: string): boolean {
    const made = this.desk.store.edit(drafts);
    this.announcer.say(made.length ? said : "Nothing to change.");
    return made.length > 0;
  }

  private add(span: Span, label: Label): void {
    const { store } = this.desk;
    const draft = act.add(span, label);
    document.getSelection()?.removeAllRanges();
    this.letGo();
    if (store.only && !store.only.has(label.name)) store.showOnly(new Set([...store.only, label.name]));
    this.do([draft], `${label.title} added: ${short(store.textOf(span))}`);
    store.select(draft.target);
    this.focusText();
  }

  private resize(a: Annotation, span: Span): void {
    if (span.start >= span.end || (span.start === a.start && span.end === a.end)) return;
    this.do([act.resize(a, span)], `Now: ${short(this.desk.store.textOf(span))}`);
  }

  private relabel(a: Annotation): void {
    const mark = this.painter.marks(a.id).at(-1);
    if (!mark) return;
    this.tools.hidden = true;
    this.popover.hide();
    const rects = mark.getClientRects();
    this.menu.open({
      text: this.desk.store.textOf(a),
      at: rects[rects.length - 1]!,
      current: a.label,
      take: (label) => {
        this.do([act.relabel(a, label)], `Now ${label.title}`);
        this.focusText();
        this.showSelected();
      },
      close: (refocus) => this.release(refocus),
    });
  }

  private judge(a: Annotation, op: "accept" | "reject" | "remove", goOn: boolean): void {
    const { store } = this.desk;
    const next = goOn ? act.step(store, a, 1, (b) => b.status === "suggested" && b.id !== a.id) : null;
    const word = { accept: "Accepted", reject: "Rejected", remove: "Deleted" }[op];
    this.do([act.judge(a, op)], next ? `${word}. ${this.saidOf(next)}` : `${word}.`);
    if (next) this.goTo(next.id);
    else if (goOn && !act.suggestions(store).length) this.announcer.say("All suggestions are judged.");
  }

  private judgeAll(found: Annotation[], op: "accept" | "reject"): void {
    this.do(found.map((a) => act.judge(a, op)), `${found.length} suggestions ${op}ed. One undo takes all of them back.`);
    this.focusText();
  }

  private undo(which: "undo" | "redo"): void {
    const result = this.desk.store.undo(which);
    if (!result) return this.announcer.say(which === "undo" ? "Nothing to undo." : "Nothing to redo.");
    const { done, blocked } = result;
    this.announcer.say(`${which === "undo" ? "Undone" : "Done again"}: ${done.length} ${done.length === 1 ? "change" : "changes"}.${blocked ? ` ${blocked} left as they are: changed since by somebody else.` : ""}`);
    if (blocked) this.bar.hint(`${blocked} could not be undone: changed since by somebody else.`);
    const target = done.find((edit) => this.desk.store.isShown(edit.target))?.target;
    if (target && done.length === 1) this.goTo(target);
  }

  // ---- the keyboard

  private pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return event.stopPropagation();
    // Streamlit listens for single letters on the page ("r", "c"): what is pressed here stays here.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    const found = commandOf(event, this.desk.store.selected !== null);
    if (!found) return;
    if (event.key === "Enter" && event.target !== this.scroll) return;
    if (this.command(found.command, found.fine)) event.preventDefault();
  }

  private command(command: Command, fine = false): boolean {
    const a = this.selectedOne();
    if (command !== "escape") this.annotating(true);
    switch (command) {
      case "next": return this.jump(1, () => true);
      case "previous": return this.jump(-1, () => true);
      case "next_suggestion": return this.jump(1, (b) => b.status === "suggested");
      case "previous_suggestion": return this.jump(-1, (b) => b.status === "suggested");
      case "undo": case "redo": this.undo(command); return true;
      case "names": this.root.classList.toggle("rd-names"); this.showSelected(); return true;
      case "help": this.sheet.toggle(); return true;
      case "escape": return this.escape();
      case "take": return this.begin();
      case "word_right": case "word_left": return this.moveCursor(command === "word_right" ? 1 : -1);
      case "grow_right": case "grow_left": return this.growCursor(command === "grow_right" ? 1 : -1);
    }
    if (!a) return false;
    switch (command) {
      case "accept": case "accept_next": this.judge(a, "accept", command === "accept_next"); break;
      case "reject": this.judge(a, "reject", true); break;
      case "delete": this.judge(a, "remove", false); break;
      case "label": this.relabel(a); break;
      case "speaker": this.pickSpeaker(); break;
      case "outward": this.outward(a); break;
      case "edit_values": return this.desk.inspector?.focusFirst() ?? false;
      case "everywhere": this.notes.offerEverywhere(a, (span) => this.painter.range(span.start, span.end)); break;
      default: this.moveBoundary(a, command, fine);
    }
    return true;
  }

  private escape(): boolean {
    if (this.sheet.isOpen) this.sheet.toggle();
    else if (this.picking) this.stopPicking();
    else if (this.notes.close()) light("preview", []);
    else if (this.desk.store.selected) {
      const a = this.selectedOne();
      this.desk.store.select(null);
      if (a) this.cursor = { start: a.start, end: a.start };
    } else {
      this.setCursor(null);
      this.annotating(false);
      this.announcer.say("Reading.");
    }
    return true;
  }

  private begin(): boolean {
    if (this.cursor && this.cursor.end > this.cursor.start) this.catch(this.cursor);
    else if (!this.desk.store.selected) this.jump(1, () => true);
    else return this.desk.inspector?.focusFirst() ?? false;
    return true;
  }

  private jump(direction: 1 | -1, wanted: (a: Annotation) => boolean): boolean {
    const { store } = this.desk;
    const from = this.selectedOne() ?? this.cursor?.start ?? this.topOffset();
    const next = act.step(store, from, direction, wanted);
    if (!next) {
      this.announcer.say("There is none.");
      return true;
    }
    this.goTo(next.id);
    this.announcer.say(this.saidOf(next));
    return true;
  }

  private outward(a: Annotation): void {
    const { store } = this.desk;
    const around = store.shown().filter((b) => b.id !== a.id && b.start <= a.start && b.end >= a.end && inner(a, b) < 0);
    const next = around.sort(inner)[0];
    if (next) this.goTo(next.id);
  }

  private moveBoundary(a: Annotation, command: Command, fine: boolean): void {
    const { text } = this.desk.store;
    const [edge, side] = command.split("_") as ["start" | "end", "left" | "right"];
    const at = moved(text, a[edge], side === "right" ? 1 : -1, fine ? "character" : "word", edge);
    this.resize(a, edge === "start" ? { start: at, end: a.end } : { start: a.start, end: at });
  }

  private moveCursor(direction: 1 | -1): boolean {
    const { store } = this.desk;
    const a = this.selectedOne();
    const from = a ? (direction === 1 ? a.end : a.start) : this.cursor ? (direction === 1 ? this.cursor.end : this.cursor.start) : this.topOffset();
    store.select(null);
    this.setCursor(wordFrom(store.text, from, direction) ?? this.cursor);
    return true;
  }

  private growCursor(direction: 1 | -1): boolean {
    const { text } = this.desk.store;
    const at = this.cursor ?? wordFrom(text, this.topOffset(), 1);
    if (!at) return true;
    if (direction === 1) this.setCursor({ start: at.start, end: wordFrom(text, at.end, 1)?.end ?? at.end });
    else {
      const end = moved(text, at.end, -1, "word", "end");
      this.setCursor(end > at.start ? { start: at.start, end } : { start: wordFrom(text, at.start, -1)?.start ?? at.start, end: at.end });
    }
    return true;
  }

  private setCursor(span: Span | null): void {
    this.cursor = span;
    const range = span && this.painter.range(span.start, span.end);
    light("cursor", [range]);
    if (!range || !span) return;
    this.announcer.say(this.desk.store.textOf(span));
    this.scrollTo(range.getBoundingClientRect());
  }

  // ---- places

  private selectedOne(): Annotation | null {
    return this.desk.store.view.get(this.desk.store.selected ?? "") ?? null;
  }

  private firstVisible(): number {
    const top = this.scroll.getBoundingClientRect().top;
    const { paragraphs } = this.painter;
    let low = 0;
    let high = paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle]!.getBoundingClientRect().bottom <= top) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private topOffset(): number {
    return this.desk.store.paragraphs[this.firstVisible()]?.[0] ?? 0;
  }

  private reveal(id: string): void {
    const mark = this.painter.marks(id)[0];
    if (mark) this.scrollTo(mark.getBoundingClientRect());
    this.showSelected();
  }

  /** Scrolls only the reader's own box, and only when the place is not comfortably in view. */
  private scrollTo(at: DOMRect): void {
    const box = this.scroll.getBoundingClientRect();
    const margin = Math.min(90, box.height / 5);
    if (at.top >= box.top + margin && at.bottom <= box.bottom - margin) return;
    this.scroll.scrollTop += at.top - box.top - box.height / 3;
  }

  /** Brings a span into view, the reader itself too, again while paragraphs above it find their true heights. */
  private bring(span: Span, tries = 4): void {
    const at = this.painter.range(span.start, span.end)?.getBoundingClientRect(); // made anew: a repaint empties older ranges
    if (!at) return;
    this.scrollTo(at);
    const now = this.painter.range(span.start, span.end)!.getBoundingClientRect();
    if (now.top < 0 || now.bottom > window.innerHeight) this.root.scrollIntoView({ block: "nearest" });
    if (tries > 1) requestAnimationFrame(() => this.bring(span, tries - 1));
  }

  private focusOn(focus: Focus): void {
    const { store } = this.desk;
    const a = focus.annotation ? store.view.get(focus.annotation) : undefined;
    const span = a ?? (focus.start !== undefined && focus.end !== undefined ? { start: focus.start, end: focus.end } : null);
    if (!span || !this.painter.range(span.start, span.end)) return;
    if (a && !store.isShown(a.id) && a.status !== "rejected") store.showOnly(null);
    if (a) store.select(a.id);
    this.bring(span);
    this.showSelected();
    const marks = a ? this.painter.marks(a.id) : [];
    for (const mark of marks) mark.dataset.flash = "";
    light("flash", [this.painter.range(span.start, span.end)]);
    setTimeout(() => {
      light("flash", []);
      for (const mark of marks) delete mark.dataset.flash;
    }, FLASH_MS);
  }
}
