// Why a figure says what it says: the words that a value rests on, told beside its field and lit in the text.

import { el, set } from "./dom";
import { short } from "./format";
import type { Desk } from "./registry";
import type { Annotation } from "./types";

/** The words of a value as offsets, or a sentence where a person set it or no single words say so; null where nothing is known. */
export type Because = { words: [number, number] } | { says: string } | null;

export function because(a: Annotation, name: string): Because {
  const words = a.evidence?.[name];
  if (words) return { words };
  const known = name === "label" || (a[name] !== undefined && a[name] !== null);
  if (!known || a.layer !== "figure") return null;
  const hand = name === "label" ? a.original_label !== undefined || a.origin === "analyst" : a.hand?.includes(name);
  if (!hand) return name === "label" || a.origin === "analyst" || a.origin === "import" ? null : { says: "no single words say so" };
  const by = a.updated_by ?? a.created_by;
  const at = a.updated_at ?? a.created_at;
  const when = typeof at === "string" ? ` on ${at.slice(0, 16).replace("T", " at ")}` : "";
  return { says: `set by hand${typeof by === "string" ? `; the highlight was last changed by ${by}${when}` : ""}` };
}

export class Why {
  readonly element = el("p", { class: "rd-why", "data-testid": "why" });
  private of = "label";
  private title = "";

  constructor(private desk: Desk) {}

  /** A field's row speaks for its value as long as the pointer or the cursor is on it. */
  listen(row: HTMLElement, name: string, title: string): void {
    const on = (): void => this.point(name, title);
    const off = (): void => this.rest(row);
    row.addEventListener("pointerenter", on);
    row.addEventListener("focusin", on);
    row.addEventListener("pointerleave", off);
    row.addEventListener("focusout", off);
  }

  /** Says it of a highlight: of the field that is pointed at, else of its label. */
  update(a: Annotation | null): void {
    const found = a && because(a, this.of);
    const name = this.of === "label" ? (a && this.desk.store.label(a.label)?.title) : this.title;
    const words = found && "words" in found ? found.words : null;
    this.element.hidden = !found;
    this.desk.reader?.lit(this.of === "label" ? null : words);
    if (!found) return;
    const said = "says" in found ? found.says : null;
    const text = words ? short(this.desk.store.text.slice(...words), 80) : "";
    const told = words ? el("button", { type: "button", class: "rd-why-words", title: "Show these words in the text" }, `“${text}”`) : said;
    if (words && told instanceof HTMLElement) told.addEventListener("click", () => this.desk.reader?.bring(words));
    set(this.element, { "data-of": this.of });
    this.element.replaceChildren(el("span", {}, `${name}: `), told ?? "");
  }

  /** Another highlight: its label speaks first. */
  reset(): void {
    [this.of, this.title] = ["label", ""];
    this.update(this.selected());
  }

  private point(name: string, title: string): void {
    [this.of, this.title] = [name, title];
    this.update(this.selected());
  }

  private rest(row: HTMLElement): void {
    const active = (row.getRootNode() as Document | ShadowRoot).activeElement;
    const kept = active?.closest<HTMLElement>(".rd-field"); // the cursor stays where it is when the pointer leaves
    if (kept === row) return;
    this.point("label", "");
  }

  private selected(): Annotation | null {
    return this.desk.store.view.get(this.desk.store.selected ?? "") ?? null;
  }
}
