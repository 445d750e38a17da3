// The side panel of the selected highlight: what it says, its values to correct, and what to do with it.

import * as act from "./actions";
import { button, el, set } from "./dom";
import { conflict, consequences, fieldsFor, readField, type Field } from "./fields";
import { reading, short, speaker, STATUS_WORDS } from "./format";
import type { Desk } from "./registry";
import { labelRules } from "./styles";
import type { Annotation, Draft } from "./types";

const ORIGINS: Record<string, string> = { model: "by the model", rule: "by rule", memory: "from your earlier corrections", analyst: "by hand", import: "imported" };

export class Inspector {
  readonly root = el("section", { class: "rd rd-inspector", "data-testid": "inspector", "aria-label": "Selected highlight" });
  private style = el("style");
  private body = el("div", { class: "rd-inspect" });
  private shown: string | null = null;
  private signature = "";
  private off: () => void;

  constructor(readonly desk: Desk) {
    this.root.append(this.style, this.body);
    // Streamlit listens for single letters on the page: what is typed here stays here.
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.off = desk.store.on(({ what }) => {
      if (what === "load") this.style.textContent = labelRules([...desk.store.labels.values()]);
      if (what !== "saving") this.update();
    });
    desk.inspector = this;
    this.style.textContent = labelRules([...desk.store.labels.values()]);
    this.update();
  }

  unmount(): void {
    this.off();
    if (this.desk.inspector === this) this.desk.inspector = null;
  }

  /** Puts the cursor into the first value; false where there is none. */
  focusFirst(): boolean {
    const first = this.body.querySelector<HTMLElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    return !!first;
  }

  private pressed(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key === "Escape") this.desk.reader?.focusText();
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || typing) return;
    const which = event.key === "z" ? "undo" : event.key === "y" || event.key === "Z" ? "redo" : null;
    if (!which) return;
    this.desk.store.undo(which);
    event.preventDefault();
  }

  private update(): void {
    const { store } = this.desk;
    const a = store.view.get(store.selected ?? "") ?? null;
    const signature = JSON.stringify(a);
    if (signature === this.signature && a?.id === (this.shown ?? undefined)) return;
    const same = a !== null && a.id === this.shown;
    this.signature = signature;
    this.shown = a?.id ?? null;
    set(this.root, { "data-annotation": a?.id ?? "" });
    const focused = same ? (document.activeElement as HTMLElement | null)?.dataset.field : undefined;
    const caret = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null;
    this.body.replaceChildren(...(a ? this.highlight(a) : [this.nothing()]));
    const again = focused ? this.body.querySelector<HTMLInputElement>(`[data-field="${focused}"]`) : null;
    again?.focus({ preventScroll: true });
    if (again instanceof HTMLInputElement && caret !== null && focused !== "bound") again.value = caret;
  }

  private nothing(): HTMLElement {
    return el("div", { class: "rd-nothing" }, el("p", {}, "Nothing is selected."), el("p", {}, "Click a highlight to see and correct its values. Drag over words to add one. ", el("kbd", {}, "?"), " in the text shows all keys."));
  }

  private highlight(a: Annotation): HTMLElement[] {
    const { store } = this.desk;
    const label = store.label(a.label);
    const number = [...store.labels.keys()].indexOf(a.label);
    const head = el(
      "header",
      { class: "rd-ihead" },
      el("span", { class: `rd-swatch rd-swatch${number}` }),
      el("strong", {}, label?.title ?? a.label),
      el("span", { class: `rd-status rd-status-${a.status}` }, `${STATUS_WORDS[a.status]} ${a.status === "suggested" ? (ORIGINS[a.origin] ?? "") : ""}`.trim()),
    );
    const text = el("blockquote", { class: "rd-itext", dir: "auto" }, short(store.textOf(a), 240));
    const said = a.layer === "figure" ? reading(a, label) : a.layer === "quote" ? (speaker(a) ? `said by ${speaker(a)}` : "nobody is named as speaker") : "";
    const form = el("div", { class: "rd-fields" }, ...fieldsFor(a, label?.group ?? "").map((field) => this.field(a, field)), a.layer === "quote" ? this.pick(a) : null, this.comment(a));
    const wrong = a.layer === "figure" ? conflict(a) : "";
    return [head, text, ...(said ? [el("p", { class: "rd-reading", "data-testid": "reading" }, said)] : []), ...(wrong ? [el("p", { class: "rd-problem", role: "alert" }, wrong)] : []), this.buttons(a), form];
  }

  private buttons(a: Annotation): HTMLElement {
    const { store } = this.desk;
    const judge = (op: "accept" | "reject" | "remove") => (): void => {
      const next = op === "remove" ? null : act.step(store, a, 1, (b) => b.status === "suggested" && b.id !== a.id);
      store.edit([act.judge(a, op)]);
      if (next) this.desk.reader?.goTo(next.id);
    };
    const made = (text: string, key: string, name: string, run: () => void): HTMLButtonElement => {
      const b = button(text, { "data-action": name, title: `${text} (${key} in the text)` }, run);
      b.append(el("kbd", {}, key));
      return b;
    };
    return el(
      "div",
      { class: "rd-buttons", role: "toolbar", "aria-label": "This highlight" },
      a.status === "suggested" ? made("Accept", "a", "accept", judge("accept")) : null,
      made("Reject", "x", "reject", judge("reject")),
      made("Label", "l", "label", () => this.desk.reader?.chooseLabel()),
      made("All like this", "e", "everywhere", () => this.desk.reader?.everywhere()),
      made("Delete", "Del", "delete", judge("remove")),
    );
  }

  private field(a: Annotation, field: Field): HTMLElement {
    const id = `rd-f-${field.name}`;
    const problem = el("span", { class: "rd-problem", id: `${id}-problem` });
    const input = field.kind === "bounds" || field.kind === "scopes" ? this.choice(a, field, id) : this.input(a, field, id, problem);
    const byHand = a.hand?.includes(field.name) ?? false;
    return el("div", { class: `rd-field rd-field-${field.name}` }, el("label", { for: id }, field.title, byHand ? el("span", { class: "rd-hand", title: "set by hand" }, " ✎") : null), input, problem);
  }

  private input(a: Annotation, field: Field, id: string, problem: HTMLElement): HTMLElement {
    const value = a[field.name];
    const shown = field.kind === "number" && typeof value === "number" ? new Intl.NumberFormat("en-US", { maximumFractionDigits: 9 }).format(value) : String(value ?? "");
    const input = el("input", { id, type: "text", "data-field": field.name, placeholder: field.hint ?? "", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-problem`, inputmode: field.kind === "number" ? "decimal" : "text", list: field.kind === "names" ? `${id}-names` : null });
    input.value = shown;
    const check = (): boolean => {
      const read = readField(field, input.value);
      problem.textContent = "problem" in read ? read.problem : "";
      set(input, { "aria-invalid": "problem" in read ? "true" : null });
      return !("problem" in read);
    };
    input.addEventListener("input", check);
    input.addEventListener("change", () => {
      const read = readField(field, input.value);
      if (check() && "value" in read && read.value !== (a[field.name] ?? null)) this.save(act.change(a, consequences(a, field.name, read.value)));
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      input.dispatchEvent(new Event("change"));
      this.desk.reader?.focusText();
      event.preventDefault();
    });
    if (field.kind !== "names") return input;
    const names = el("datalist", { id: `${id}-names` });
    input.addEventListener("focus", () => names.replaceChildren(...this.names(a, field.name).map((name) => el("option", { value: name }))), { once: true });
    return el("span", { class: "rd-with" }, input, names);
  }

  private choice(a: Annotation, field: Field, id: string): HTMLElement {
    const all = field.kind === "bounds" ? this.desk.store.bounds : this.desk.store.scopes;
    const select = el("select", { id, "data-field": field.name });
    for (const value of ["", ...all]) {
      const option = el("option", { value }, value.replace("_", " ") || "–");
      option.selected = value === (a[field.name] ?? "");
      select.append(option);
    }
    select.addEventListener("change", () => this.save(act.change(a, consequences(a, field.name, select.value || null))));
    return select;
  }

  /** "Pick in the text": the next click on a mention is the speaker. */
  private pick(a: Annotation): HTMLElement {
    const mention = typeof a.speaker_text === "string" ? `mentioned as “${short(a.speaker_text, 40)}”` : "no mention in the text";
    return el("div", { class: "rd-field rd-pick" }, el("span", { class: "rd-mention" }, mention), button("Pick in the text", { "data-action": "pick-speaker", title: "Pick the speaker in the text (s)" }, () => this.desk.reader?.pickSpeaker()));
  }

  private comment(a: Annotation): HTMLElement {
    const area = el("textarea", { id: "rd-f-comment", "data-field": "comment", rows: 2, placeholder: "a note for colleagues" });
    area.value = a.comment ?? "";
    area.addEventListener("change", () => {
      if (area.value.trim() !== (a.comment ?? "")) this.save(act.change(a, {}, area.value.trim() || null));
    });
    return el("div", { class: "rd-field rd-field-comment" }, el("label", { for: "rd-f-comment" }, "Comment"), area);
  }

  private save(draft: Draft): void {
    this.desk.store.edit([draft]);
  }

  /** Names that occur in this article for such a field, the most frequent first. */
  private names(a: Annotation, field: string): string[] {
    const { store } = this.desk;
    const wanted: Record<string, string[]> = {
      speaker_name: ["PERSON", "ORG", "NORP"], relay: ["ORG", "PERSON"], source: ["ORG", "PERSON", "GPE", "NORP"], weapon: ["WEAPON", "PRODUCT"], place: ["GPE", "LOC", "FAC"], name: [a.label],
    };
    const counts = new Map<string, number>();
    for (const other of store.view.values()) {
      if (other.status === "rejected") continue;
      const own = other.layer !== "entity" ? other[field] : null;
      const name = typeof own === "string" ? own : wanted[field]?.includes(other.label) ? ((other.name as string | undefined) ?? store.textOf(other)) : null;
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts].sort((x, y) => y[1] - x[1]).slice(0, 60).map(([name]) => name);
  }
}
