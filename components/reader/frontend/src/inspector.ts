// The side panel of the selected highlight: what it says, its values to correct, and what to do with it.

import * as act from "./actions";
import { button, el, set } from "./dom";
import { conflict, consequences, fieldsFor, isImplied, readField, storable, type Field } from "./fields";
import { isUnsure, reading, short, speaker, STATUS_WORDS } from "./format";
import type { Desk } from "./registry";
import { labelRules } from "./styles";
import { namesFor } from "./values";
import type { Annotation, Kind } from "./types";
import { Why } from "./why";

const ORIGINS: Record<string, string> = { model: "by the model", rule: "by rule", memory: "from your earlier corrections", analyst: "by hand", import: "imported" };

/** Fields that fold away, by the kind of the label; those of other labels of the layer under its name. */
const FOLDED: Record<string, readonly string[]> = {
  quote: ["relay", "comment"],
  figure: ["place", "weapon", "as_of", "scope", "comment"],
  casualty: ["unit", "weapon", "victim_type", "as_of", "scope", "comment"],
  weapon: ["source", "place", "as_of", "scope", "comment"],
};
const UNFOLDED = "dateline-unfolded";

const COMMENT: Field = { name: "comment", title: "Comment", kind: "comment", hint: "a note for colleagues" };
const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 });

/** A value as its field shows it. */
function shownValue(field: Field, a: Annotation): string {
  const value = a[field.name];
  return typeof value === "number" ? numbers.format(value) : String(value ?? "");
}

type Choice = Field & { kind: "bounds" | "scopes" | "victim_types" };
const isChoice = (field: Field): field is Choice => field.kind === "bounds" || field.kind === "scopes" || field.kind === "victim_types";

function foldedFor(a: Annotation, kind?: Kind): readonly string[] {
  return FOLDED[kind ?? a.layer] ?? FOLDED[a.layer] ?? [];
}

export class Inspector {
  readonly root = el("section", { class: "rd rd-inspector", "data-testid": "inspector", "aria-label": "Selected highlight" });
  private style = el("style");
  private body = el("div", { class: "rd-inspect" });
  private status = el("span");
  private text = el("blockquote", { class: "rd-itext", dir: "auto" });
  private reading = el("p", { class: "rd-reading", "data-testid": "reading" });
  private conflict = el("p", { class: "rd-problem", role: "alert" });
  private mention = el("span", { class: "rd-mention" });
  private inputs = new Map<Field, HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>();
  private why: Why;
  private accept: HTMLElement | null = null;
  private fold: HTMLDetailsElement | null = null;
  private folded = el("span", { class: "rd-folded" });
  private form: string | null = null;
  private begun: { id: string; last: string | null } | null = null;
  private off: () => void;

  constructor(readonly desk: Desk) {
    this.why = new Why(desk);
    this.root.append(this.style, this.body);
    // Streamlit listens for single letters on the page: what is typed here stays here.
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.off = desk.store.on(({ what }) => {
      if (what === "load") this.style.textContent = labelRules([...desk.store.labels.values()]);
      if (what !== "saving") this.update();
    });
    desk.inspector = this;
    addEventListener("pagehide", this.leaving);
    this.style.textContent = labelRules([...desk.store.labels.values()]);
    this.update();
  }

  /** A comment counts as it stands when the tab is closed; a value may be half typed, and does not. */
  private leaving = (): void => {
    const a = this.current();
    const comment = a ? this.typed(a).comment : undefined;
    if (a && comment !== undefined) this.desk.store.edit([{ ...act.change(a, {}, comment), ...this.since(a) }]);
  };

  unmount(): void {
    this.off();
    removeEventListener("pagehide", this.leaving);
    if (this.desk.inspector === this) this.desk.inspector = null;
  }

  /** Puts the cursor into the first value; false where there is none. */
  focusFirst(): boolean {
    const first = this.body.querySelector<HTMLElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    return !!first;
  }

  /** Puts the cursor into a value, which folds out where it is folded; false where there is no such value. */
  focusField(name: string): boolean {
    const input = [...this.inputs].find(([field]) => field.name === name)?.[1];
    if (!input) return false;
    if (this.fold?.contains(input)) this.fold.open = true;
    const row = input.closest<HTMLElement>(".rd-field");
    if (row) row.hidden = false;
    input.focus();
    if (input instanceof HTMLInputElement) input.select();
    return true;
  }

  /** Where the inspector begins while it lies over the text, in a narrow window; Infinity where it has a place of its own. */
  top(): number {
    const over = this.root.dataset.annotation && getComputedStyle(this.root).position === "fixed";
    return over ? this.root.getBoundingClientRect().top : Infinity;
  }

  private pressed(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key === "Escape") this.desk.reader?.focusText();
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || typing) return;
    const which = event.key === "z" ? "undo" : event.key === "y" || event.key === "Z" ? "redo" : null;
    if (!which) return;
    this.desk.reader?.undo(which);
    event.preventDefault();
  }

  /** Draws the selected highlight; one that is drawn already is brought up to date in place, so that nobody loses the cursor. */
  private update(): void {
    const { store } = this.desk;
    const a = store.view.get(store.selected ?? "") ?? null;
    const form = a ? `${a.id} ${a.label}` : "";
    if (form !== this.form) {
      this.form = form;
      this.begun = null;
      this.inputs = new Map();
      this.why.reset();
      const made = a ? this.highlight(a) : [this.nothing()];
      if (a) this.refresh(a); // before it is shown: a field that goes away may still say that it changed
      this.body.replaceChildren(...made);
      if (store.readsOnly) for (const input of this.body.querySelectorAll<HTMLInputElement>("input, select, textarea")) input.disabled = true;
      set(this.root, { "data-reads": store.readsOnly ? "only" : null });
      this.body.scrollTop = 0;
      set(this.root, { "data-annotation": a?.id ?? "" });
    } else if (a) this.refresh(a);
  }

  private refresh(a: Annotation): void {
    const label = this.desk.store.label(a.label);
    const named = this.desk.store.named(a);
    this.status.textContent = `${STATUS_WORDS[a.status]} ${a.status === "suggested" ? (ORIGINS[a.origin] ?? "") : ""}`.trim();
    this.status.className = `rd-status rd-status-${a.status}`;
    if (this.accept) this.accept.hidden = a.status !== "suggested";
    this.text.textContent = short(this.desk.store.textOf(a), 240);
    this.reading.textContent = a.layer === "figure" ? reading(named, label, this.desk.store.textOf(a)) : a.layer === "quote" ? (speaker(named) ? `${isUnsure(a) ? "perhaps " : ""}said by ${speaker(named)}` : "nobody is named as speaker") : "";
    const typed = this.typed(a);
    const draft = { ...a, ...typed.values };
    const problem = a.layer === "figure" ? conflict(draft, label?.kind) : "";
    this.conflict.textContent = problem && Object.keys(typed.values).length ? `${problem} Not saved yet.` : problem;
    this.mention.textContent = typeof a.speaker_text === "string" ? `mentioned as “${short(a.speaker_text, 40)}”` : "no mention in the text";
    this.why.update(named);
    for (const [field, input] of this.inputs) {
      const value = shownValue(field, named);
      const typing = input.dataset.shown !== undefined && input.value !== input.dataset.shown; // kept until it is saved
      if (!typing && input.value !== value) input.value = value;
      if (!typing) input.dataset.shown = input.value;
      const everywhere = named[field.name] !== a[field.name];
      set(input, { title: everywhere ? `So named in all articles (page Names); found here as “${shownValue(field, a) || short(this.desk.store.textOf(a))}”` : null });
      const row = input.closest<HTMLElement>(".rd-field");
      row?.classList.toggle("rd-hand", a.hand?.includes(field.name) ?? false);
      if (row) row.hidden = isImplied(field, draft);
    }
    this.folded.textContent = this.gathered(named);
  }

  /** What the folded fields say, in a line. */
  private gathered(a: Annotation): string {
    const said = [...this.inputs].filter(([, input]) => this.fold?.contains(input)).map(([field]) => shownValue(field, a).replaceAll("_", " "));
    return short(said.filter((value) => value && value !== "people").join(" · "), 60);
  }

  private nothing(): HTMLElement {
    return el("p", { class: "rd-nothing" }, this.desk.store.readsOnly || "Click a highlight for its values; drag over words to add one.");
  }

  private highlight(a: Annotation): HTMLElement[] {
    const { store } = this.desk;
    const label = store.label(a.label);
    const number = [...store.labels.keys()].indexOf(a.label);
    const close = button("×", { class: "rd-close", "aria-label": "Close", title: "Close (Esc)" }, () => {
      store.select(null);
      this.desk.reader?.focusText();
    });
    const head = el("header", { class: "rd-ihead" }, el("span", { class: `rd-swatch rd-swatch${number}` }), el("strong", {}, label?.title ?? a.label), this.status, close);
    const rows = [...fieldsFor(a, label?.kind), COMMENT].map((field) => ({ field, row: this.field(field) }));
    const folds = foldedFor(a, label?.kind);
    const first = rows.filter(({ field }) => !folds.includes(field.name)).map(({ row }) => row);
    const form = el("div", { class: `rd-fields rd-fields-${a.layer}` }, ...first, a.layer === "quote" ? this.pick() : null);
    this.fold = folds.length ? this.folding(rows.filter(({ field }) => folds.includes(field.name)).map(({ row }) => row)) : null;
    return [head, this.text, this.reading, this.why.element, this.conflict, this.buttons(), form, ...(this.fold ? [this.fold] : [])];
  }

  /** The fields that are needed less often; folded out they stay so. */
  private folding(rows: HTMLElement[]): HTMLDetailsElement {
    const fold = el("details", { class: "rd-fold", open: localStorage.getItem(UNFOLDED) !== null }, el("summary", {}, "More", this.folded), el("div", { class: "rd-fields" }, ...rows));
    fold.addEventListener("toggle", () => {
      if (fold.open) localStorage.setItem(UNFOLDED, "");
      else localStorage.removeItem(UNFOLDED);
    });
    return fold;
  }

  private buttons(): HTMLElement {
    const { store } = this.desk;
    const judge = (op: "accept" | "reject" | "remove") => (): void => {
      const a = this.current();
      if (!a) return;
      if (op === "remove") store.edit([act.judge(a, op)]);
      else this.desk.reader?.judge(op);
    };
    const made = (text: string, key: string, name: string, run: () => void): HTMLButtonElement => {
      const b = button(text, { "data-action": name, title: `${text} (${key} in the text)` }, run);
      if (key.length === 1) b.append(el("kbd", {}, key));
      return b;
    };
    this.accept = made("Accept", "a", "accept", judge("accept"));
    return el(
      "div",
      { class: "rd-buttons", role: "toolbar", "aria-label": "This highlight" },
      this.accept,
      made("Reject", "x", "reject", judge("reject")),
      made("Label", "l", "label", () => this.desk.reader?.chooseLabel()),
      made("All like this", "e", "everywhere", () => this.desk.reader?.everywhere()),
      made("Delete", "Del", "delete", judge("remove")),
    );
  }

  private field(field: Field): HTMLElement {
    const id = `rd-f-${field.name}`;
    const problem = el("span", { class: "rd-problem", id: `${id}-problem` });
    const input = isChoice(field) ? this.choice(field, id) : this.input(field, id, problem);
    this.inputs.set(field, input);
    const names = field.kind === "names" ? this.suggest(field, input as HTMLInputElement) : null;
    const row = el("div", { class: `rd-field rd-field-${field.name}` }, el("label", { for: id }, field.title), input, names, problem);
    this.why.listen(row, field.name, field.title);
    return row;
  }

  private input(field: Field, id: string, problem: HTMLElement): HTMLInputElement | HTMLTextAreaElement {
    const common = { id, "data-field": field.name, placeholder: field.hint ?? "", autocomplete: "off", "aria-describedby": `${id}-problem` };
    const input = field.kind === "comment" ? el("textarea", { ...common, rows: 1 }) : el("input", { ...common, type: "text", spellcheck: "false", inputmode: field.kind === "number" ? "decimal" : "text" });
    input.addEventListener("input", () => {
      const a = this.current();
      if (a) this.begun ??= { id: a.id, last: this.desk.store.lastOf(a.id) };
      const read = readField(field, input.value);
      problem.textContent = "problem" in read ? read.problem : "";
      set(input, { "aria-invalid": "problem" in read ? "true" : null });
    });
    input.addEventListener("change", () => this.save());
    input.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key !== "Enter" || field.kind === "comment") return;
      event.preventDefault();
      if (this.save()) this.desk.reader?.focusText();
    });
    return input;
  }

  /** Names of this article to choose from, gathered when the field is entered. */
  private suggest(field: Field, input: HTMLInputElement): HTMLElement {
    const names = el("datalist", { id: `${input.id}-names` });
    set(input, { list: names.id });
    input.addEventListener("focus", () => {
      const a = this.current();
      if (a) names.replaceChildren(...namesFor(this.desk.store, a, field.name).map((name) => el("option", { value: name })));
    });
    return names;
  }

  private choice(field: Choice, id: string): HTMLSelectElement {
    const all = this.desk.store.choices(field.kind);
    const select = el("select", { id, "data-field": field.name }, ...["", ...all].map((value) => el("option", { value }, value.replaceAll("_", " ") || "–")));
    select.addEventListener("change", () => this.save());
    return select;
  }

  /** "Pick in the text": the next click on a mention is the speaker. */
  private pick(): HTMLElement {
    return el("div", { class: "rd-field rd-pick" }, this.mention, button("Pick in the text", { "data-action": "pick-speaker", title: "Pick the speaker in the text (s)" }, () => this.desk.reader?.pickSpeaker()));
  }

  private current(): Annotation | null {
    return this.desk.store.view.get(this.desk.store.selected ?? "") ?? null;
  }

  /** All that was typed, can be read and differs; what follows from it included. */
  private typed(a: Annotation): { values: Record<string, unknown>; comment: string | null | undefined } {
    const values: Record<string, unknown> = {};
    let comment: string | null | undefined;
    for (const [field, input] of this.inputs) {
      if (input.dataset.shown === undefined || input.value === input.dataset.shown) continue;
      const read = readField(field, input.value);
      if ("values" in read) Object.assign(values, read.values);
      if (!("value" in read) || read.value === (a[field.name] ?? null)) continue;
      if (field.kind === "comment") comment = read.value as string | null;
      else Object.assign(values, consequences({ ...a, ...values }, field.name, read.value));
    }
    return { values, comment };
  }

  /** What was typed, as one edit: a bound chosen while the new value still has the cursor takes both. False where some of it cannot be stored. */
  private save(): boolean {
    const a = this.current();
    if (!a) return true;
    const typed = this.typed(a);
    const { values, problem } = storable(a, typed.values, this.desk.store.label(a.label)?.kind);
    let unread = false;
    for (const [field, input] of this.inputs) {
      if ("problem" in readField(field, input.value)) unread = true;
      else if (!(field.name in typed.values) || field.name in values) input.dataset.shown = input.value;
    }
    if (Object.keys(values).length || typed.comment !== undefined) this.desk.store.edit([{ ...act.change(a, values, typed.comment), ...this.since(a) }]);
    if (!problem && !unread) this.begun = null;
    this.refresh(this.current() ?? a);
    return !problem && !unread;
  }

  /** What was seen when typing began: somebody may have changed the highlight since. */
  private since(a: Annotation): { after?: string | null } {
    return this.begun?.id === a.id ? { after: this.begun.last } : {};
  }
}
