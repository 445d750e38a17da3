// The reader on the page: puts text, legend, menu, bar and keys together. Decisions are in the modules; here is the wiring.

import * as act from "./actions";
import { Announcer } from "./announce";
import { Choosing } from "./choosing";
import { Cursor } from "./cursor";
import { Deeds } from "./deeds";
import { el, set } from "./dom";
import { watchElsewhere } from "./elsewhere";
import { Handles } from "./handles";
import { CHANGING, commandOf, type Command } from "./keys";
import { Legend } from "./legend";
import { light } from "./marker";
import { Menu } from "./menu";
import { Notes } from "./notes";
import { Picker } from "./picker";
import { Picking } from "./picking";
import { Popover } from "./popover";
import type { Desk } from "./registry";
import { Painter } from "./render";
import { inner } from "./segments";
import { Selector } from "./select";
import { Sheet } from "./sheet";
import { Spot } from "./spot";
import { StatusBar } from "./statusbar";
import type { Change } from "./store";
import { labelRules } from "./styles";
import { Tools } from "./tools";
import type { Which } from "./session";
import type { Queue } from "./triage";
import type { Annotation, Focus, Undone } from "./types";
import { pickOf, setPicked, type Picked } from "./values";
import { Viewport } from "./viewport";
import { moved, type Range as Span } from "./words";

const TELL_SELECTED_MS = 250; // n n n n tells Python once, where it ends
const FLASH_MS = 1400;

export class Reader {
  readonly root = el("section", { class: "rd rd-reader", "data-testid": "reader", "aria-label": "Reader" });
  private style = el("style");
  private text = el("article", { class: "rd-text" });
  private scroll = el("div", { class: "rd-scroll", tabindex: "0", role: "document", "aria-label": "Article. Press Enter to annotate, question mark for the keys." }, this.text);
  private layer = el("div", { class: "rd-layer" });
  /** Lies in the scroll box: what belongs to a place in the text stays there, whatever moves the text. */
  private float = el("div", { class: "rd-layer rd-float" });
  private announcer = new Announcer();
  private painter: Painter;
  private selector: Selector;
  private legend: Legend;
  private choosing: Choosing;
  private menu: Menu;
  private picker = new Picker(this.layer);
  private popover: Popover;
  private spot: Spot;
  private notes: Notes;
  private bar: StatusBar;
  private sheet = new Sheet(() => this.focusText());
  private tools: Tools;
  private cursor: Cursor;
  private viewport: Viewport;
  private deeds: Deeds;
  private picking: Picking;
  private told: string | null = null;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private focused: string | number | null = null;
  private off: () => void;
  private sizes: ResizeObserver;
  private elsewhere = new AbortController();

  constructor(readonly desk: Desk) {
    const { store } = desk;
    this.painter = new Painter(store, this.text);
    this.viewport = new Viewport(store, this.painter, this.scroll, this.root, () => desk.inspector?.top() ?? Infinity);
    this.cursor = new Cursor(() => store.text, this.painter, (span, at) => {
      this.announcer.say(store.textOf(span));
      this.viewport.scrollTo(at);
    });
    const stage = { say: (sentence: string) => this.announcer.say(sentence), hint: (remark: string) => this.bar.hint(remark) };
    this.deeds = new Deeds(store, {
      ...{ ...stage, spoken: (a) => this.spot.said(a), goTo: (id) => this.goTo(id) },
      ...{ session: () => desk.session, takeBack: (which, deed) => desk.takeBack(which, deed) },
    });
    this.picking = new Picking(store, this.deeds, this.root, stage);
    this.selector = new Selector(store, this.painter, { click: (ids) => this.clicked(ids), caught: (span) => this.catch(span) });
    const number = (name: string): number => [...store.labels.keys()].indexOf(name);
    this.legend = new Legend(store, (label) => this.jump(1, (a) => a.label === label), number);
    const menu = (this.menu = new Menu(this.layer, () => [...store.labels.values()], number));
    this.popover = new Popover(desk, this.painter, this.layer, () => menu.isOpen || this.picker.isOpen);
    const handles = new Handles(store, this.painter, this.selector, this.float, (a, span) => this.deeds.resize(a, span));
    this.notes = new Notes(desk, (drafts, said) => this.deeds.do(drafts, said));
    this.bar = new StatusBar(desk, { judge: (found, op) => this.judgeAll(found, op), undo: (which) => this.deeds.undo(which), help: () => this.sheet.toggle(), triage: (queue) => this.triage(queue, 1), queue: () => this.deeds.queue });
    this.tools = new Tools(this.scroll, this.text, [
      { text: "Accept", key: "a", name: "accept", act: () => this.command("accept_next") },
      { text: "Reject", key: "x", name: "reject", act: () => this.command("reject") },
      { text: "Label", key: "l", name: "label", act: () => this.command("label") },
      { text: "Delete", key: "Del", name: "delete", act: () => this.command("delete") },
    ]);
    this.spot = new Spot({
      ...{ store, handles, painter: this.painter, viewport: this.viewport, scroll: this.scroll, tools: this.tools },
      kin: (a) => this.popover.kinRanges(a),
      busy: () => this.choosing.isOn || this.picker.isOpen,
    });
    this.choosing = new Choosing({
      ...{ store, menu, painter: this.painter, cursor: this.cursor, deeds: this.deeds },
      clear: () => {
        this.tools.element.hidden = true;
        this.popover.hide();
      },
      focusText: () => this.focusText(),
      show: () => this.spot.show(),
    });
    this.float.append(this.tools.element);
    this.text.before(this.float);
    this.layer.append(this.sheet.element);
    this.root.append(this.style, el("header", { class: "rd-head" }, this.legend.element), this.scroll, el("footer", { class: "rd-foot" }, el("div", { class: "rd-tray" }, this.bar.hinted, this.notes.element), this.bar.element), this.layer, this.announcer.element);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("pointerdown", () => this.root.classList.remove("rd-keys"));
    this.scroll.addEventListener("scroll", () => this.settle(), { passive: true });
    this.scroll.addEventListener("blur", () => this.spot.annotating(false));
    this.scroll.addEventListener("focus", () => this.spot.annotating(store.selected !== null));
    this.off = store.on((change) => this.changed(change));
    store.on(({ what }) => what === "load" && this.locked());
    this.sizes = new ResizeObserver(() => this.settle());
    this.sizes.observe(this.scroll);
    this.sizes.observe(this.text);
    watchElsewhere(desk, this.root, this.elsewhere.signal);
    desk.reader = this;
  }

  /** Draws what is known, once the root is on the page and can be measured and focused. */
  attached(): void {
    if (this.desk.store.loaded) this.changed({ ids: null, what: "load" });
    this.locked();
    this.show();
  }

  unmount(): void {
    this.off();
    clearTimeout(this.telling);
    this.spot.stop();
    this.sizes.disconnect();
    this.selector.stop();
    this.menu.stop();
    this.picker.stop();
    this.tools.stop();
    this.popover.stop();
    this.elsewhere.abort();
    if (this.desk.reader === this) {
      this.desk.reader = null;
      this.desk.detach();
    }
    for (const name of ["caught", "cursor", "kin", "flash", "preview", "why"] as const) light(name, []);
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

  undo(which: Which): void {
    this.deeds.undo(which);
  }

  /** The server took something back. */
  undone(which: Which, { said, left, why }: Undone): void {
    this.deeds.undone(which, said, left, why);
  }

  everywhere(): void {
    this.command("everywhere");
  }

  judge(op: "accept" | "reject"): void {
    this.command(op === "accept" ? "accept_next" : "reject");
  }

  /** The next click in the text says who speaks the selected quote. */
  pickSpeaker(): void {
    const a = this.spot.selected;
    if (a?.layer !== "quote") return;
    this.picking.begin(a);
    this.focusText();
  }

  // ---- what the store tells

  private changed({ ids, what }: Change): void {
    if (what === "load") this.load();
    else if (what === "filter") this.painter.drawMarks(this.viewport.firstParagraph());
    else if (ids?.size) this.painter.touch(ids);
    if (what !== "saving" && what !== "select") this.legend.update();
    if (what === "select" || what === "load" || what === "filter" || ids?.size) this.spot.show();
    if (what === "refused" || what === "load") this.notes.update();
    this.show();
  }

  private load(): void {
    const { store } = this.desk;
    const at = this.scroll.scrollTop;
    this.style.textContent = labelRules([...store.labels.values()]);
    this.legend.build();
    this.painter.drawAll(this.viewport.firstParagraph());
    this.scroll.scrollTop = at;
    if (document.activeElement === document.body) this.focusText(); // the keys work from the start
  }

  private show(): void {
    const { store } = this.desk;
    set(this.root, { "data-article": this.desk.article, "data-pending": this.desk.sought ? this.desk.pending : "", "data-selected": store.selected ?? "" });
    this.bar.update();
    if (store.selected === this.told) return;
    this.told = store.selected;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.desk.follow(), TELL_SELECTED_MS);
  }

  private settle(): void {
    this.popover.hide();
    if (this.desk.store.selected) this.spot.show();
  }

  // ---- the pointer

  private clicked(ids: string[]): void {
    const { store } = this.desk;
    this.focusText();
    this.popover.hide();
    if (this.picking.isOn) return this.picked(ids);
    const at = ids.indexOf(store.selected ?? "");
    store.select(ids[at < 0 ? 0 : (at + 1) % ids.length] ?? null);
    this.cursor.set(null);
    const a = this.spot.selected;
    if (!a) return;
    this.announcer.say(this.spot.said(a));
    const mark = this.painter.marks(a.id)[0];
    if (mark) this.viewport.uncover(mark.getBoundingClientRect());
  }

  private catch(span: Span, byKeys = false): void {
    if (this.desk.store.readsOnly) return this.bar.hint(this.desk.store.readsOnly);
    if (this.picking.isOn) this.picked([], span);
    else this.choosing.of(span, byKeys);
  }

  private picked(ids: string[], words?: Span): void {
    const quote = this.picking.take(ids, words);
    if (!quote) return;
    document.getSelection()?.removeAllRanges();
    this.goTo(quote);
  }

  // ---- edits

  private judgeAll(found: Annotation[], op: "accept" | "reject"): void {
    this.deeds.judgeAll(found, op);
    this.focusText();
  }

  // ---- the keyboard

  /** Says on the root whether whoever reads may only read: the style sheet leaves out what they may not do. */
  private locked(): void {
    set(this.root, { "data-reads": this.desk.store.readsOnly ? "only" : null });
  }

  private pressed(event: KeyboardEvent): void {
    if (this.choosing.pressed(event)) return;
    if (this.picker.isOpen) return this.picker.pressed(event);
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return event.stopPropagation();
    // Streamlit listens for single letters on the page ("r", "c"): what is pressed here stays here.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    const found = commandOf(event, this.desk.store.selected !== null);
    if (!found) return;
    if (event.key === "Enter" && event.target !== this.scroll) return;
    this.root.classList.add("rd-keys"); // who uses the keys needs no buttons over the text
    if (this.command(found.command, found.fine)) event.preventDefault();
  }

  private command(command: Command, fine = false): boolean {
    const a = this.spot.selected;
    if (this.desk.store.readsOnly && CHANGING.has(command)) {
      this.bar.hint(this.desk.store.readsOnly);
      return true;
    }
    if (command !== "escape") this.spot.annotating(true);
    switch (command) {
      case "next": return this.jump(1, () => true);
      case "previous": return this.jump(-1, () => true);
      case "next_suggestion": return this.triage("all", 1);
      case "previous_suggestion": return this.triage("all", -1);
      case "next_figure": return this.triage("figures", 1);
      case "previous_figure": return this.triage("figures", -1);
      case "next_unsure": return this.triage("unsure", 1);
      case "rejected": this.desk.store.showRejected(!this.desk.store.withRejected); return true;
      case "undo": case "redo": this.deeds.undo(command); return true;
      case "names": this.root.classList.toggle("rd-names"); this.spot.show(); return true;
      case "help": this.sheet.toggle(); return true;
      case "escape": return this.escape();
      case "take": return this.begin();
      case "word_right": case "word_left": return this.moveCursor(command === "word_right" ? 1 : -1);
      case "grow_right": case "grow_left": this.cursor.grow(this.viewport.topOffset(), command === "grow_right" ? 1 : -1); return true;
    }
    if (!a) return false;
    switch (command) {
      case "accept": case "accept_next": this.deeds.judge(a, "accept", command === "accept_next"); break;
      case "reject": this.deeds.judge(a, "reject", true); break;
      case "delete": this.deeds.judge(a, "remove", false); break;
      case "label": this.choosing.anew(a); break;
      case "bound": case "scope": case "place": return this.pickValue(a, command);
      case "speaker": this.pickSpeaker(); break;
      case "outward": this.outward(a); break;
      case "edit_values": return this.desk.inspector?.focusFirst() ?? false;
      case "everywhere": this.notes.offerEverywhere(a, (span) => this.painter.range(span.start, span.end)); break;
      default: this.moveBoundary(a, command, fine);
    }
    return true;
  }

  /** Bound, scope or place of a figure is picked next; false of a highlight that has none. */
  private pickValue(a: Annotation, field: Picked): boolean {
    const { store } = this.desk;
    const pick = pickOf(store, a, field);
    const mark = this.painter.marks(a.id).at(-1);
    if (!pick || !mark) return false;
    this.popover.hide();
    const close = (): void => {
      this.focusText();
      this.spot.show();
    };
    const take = (value: string): void => {
      const now = store.view.get(a.id);
      const problem = now ? setPicked(store, now, field, value) : "";
      this.announcer.say(problem || `${pick.title}: ${value.replaceAll("_", " ") || "unknown"}`);
      this.bar.hint(problem);
    };
    this.picker.open({ ...pick, at: [...mark.getClientRects()].at(-1)!, take, close });
    this.spot.show();
    return true;
  }

  private escape(): boolean {
    if (this.sheet.isOpen) this.sheet.toggle();
    else if (this.picking.isOn) this.picking.end();
    else if (this.notes.close()) light("preview", []);
    else if (this.desk.store.selected) {
      const a = this.spot.selected;
      this.desk.store.select(null);
      if (a) this.cursor.rest(a.start);
    } else {
      this.cursor.set(null);
      this.spot.annotating(false);
      this.announcer.say("Reading.");
    }
    return true;
  }

  private begin(): boolean {
    if (this.cursor.hasWords) this.catch(this.cursor.span!, true);
    else if (!this.desk.store.selected) this.jump(1, () => true);
    else return this.desk.inspector?.focusFirst() ?? false;
    return true;
  }

  private jump(direction: 1 | -1, wanted: (a: Annotation) => boolean): boolean {
    const { store } = this.desk;
    const from = this.spot.selected ?? this.cursor.span?.start ?? this.viewport.topOffset();
    const next = act.step(store, from, direction, wanted);
    if (!next) {
      this.announcer.say("There is none.");
      return true;
    }
    this.goTo(next.id);
    this.announcer.say(this.spot.said(next));
    return true;
  }

  /** Goes to the next suggestion of a queue, and judging goes on with it. */
  private triage(queue: Queue, direction: 1 | -1): boolean {
    const next = this.deeds.triage(this.spot.selected ?? this.cursor.span?.start ?? this.viewport.topOffset(), queue, direction);
    if (next) {
      this.goTo(next.id);
      this.announcer.say(this.spot.said(next));
    }
    this.bar.update();
    this.focusText();
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
    this.deeds.resize(a, edge === "start" ? { start: at, end: a.end } : { start: a.start, end: at });
  }

  /** The word cursor starts at the selected highlight, or where it stood, or at the top of what is in view. */
  private moveCursor(direction: 1 | -1): boolean {
    const from = this.spot.selected ?? this.cursor.span;
    this.desk.store.select(null);
    this.cursor.move(from ? (direction === 1 ? from.end : from.start) : this.viewport.topOffset(), direction);
    return true;
  }

  /** Lights the words that a value rests on. */
  lit(words: [number, number] | null): void {
    light("why", words ? [this.painter.range(...words)] : []);
  }

  /** Brings words of the text into view and flashes them. */
  bring([start, end]: [number, number]): void {
    this.focusOn({ start, end, nonce: "" });
  }

  // ---- places

  private reveal(id: string): void {
    const mark = this.painter.marks(id)[0];
    if (mark) this.viewport.scrollTo(mark.getBoundingClientRect());
    this.spot.show();
  }

  private focusOn(focus: Focus): void {
    const { store } = this.desk;
    const a = focus.annotation ? store.view.get(focus.annotation) : undefined;
    const span = a ?? (focus.start !== undefined && focus.end !== undefined ? { start: focus.start, end: focus.end } : null);
    if (!span || !this.painter.range(span.start, span.end)) return;
    if (a && !store.isShown(a.id) && a.status !== "rejected") store.showOnly(null);
    if (a) store.select(a.id);
    this.viewport.bring(span);
    this.spot.show();
    const marks = a ? this.painter.marks(a.id) : [];
    for (const mark of marks) mark.dataset.flash = "";
    light("flash", [this.painter.range(span.start, span.end)]);
    setTimeout(() => {
      light("flash", []);
      for (const mark of marks) delete mark.dataset.flash;
    }, FLASH_MS);
  }
}
