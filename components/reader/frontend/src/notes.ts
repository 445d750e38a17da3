// What needs an answer before going on, over the end of the text, which stays where it is: refused edits, and "the same for all occurrences".

import * as act from "./actions";
import { next, Refused } from "./apply";
import { button, el } from "./dom";
import { gist, short } from "./format";
import { light } from "./marker";
import type { Desk } from "./registry";
import type { Annotation, Draft, Edit } from "./types";

const VERBS: Record<string, string> = { add: "add", remove: "delete", relabel: "relabel", resize: "resize", set: "change", accept: "accept", reject: "reject", restore: "undo at" };

export class Notes {
  readonly element = el("div", { class: "rd-notes", "data-testid": "notes" });
  private offer: HTMLElement | null = null;

  constructor(
    private desk: Desk,
    private act: (drafts: Draft[], said: string) => boolean,
  ) {}

  /** Draws the refused edits again. */
  update(): void {
    const refused = this.desk.store.refusals.map((r) => this.refusal(r.edit, r.message, r.state));
    this.element.replaceChildren(...refused, ...(this.offer ? [this.offer] : []));
  }

  /** Closes an open offer; false if there was none. */
  close(): boolean {
    if (!this.offer) return false;
    this.offer = null;
    light("preview", []);
    this.update();
    this.desk.reader?.focusText();
    return true;
  }

  /** Shows where else the words of a highlight stand, and does the same there on demand. */
  offerEverywhere(a: Annotation, range: (span: { start: number; end: number }) => Range | null): void {
    const { store } = this.desk;
    const places = act.occurrences(store, a);
    const drafts = act.everywhere(store, a, places);
    const title = store.label(a.label)?.title ?? a.label;
    const words = `“${short(store.textOf(a), 40)}”`;
    this.close();
    if (!drafts.length) {
      this.offer = el("div", { class: "rd-note", role: "group" }, el("span", {}, places.length ? `Every ${words} is ${title} already.` : `${words} stands nowhere else in this article.`), button("Close", {}, () => this.close()));
      return this.update();
    }
    light("preview", places.map((p) => range(p.span)));
    const apply = button(`${title} for all ${drafts.length}`, { class: "rd-primary", "data-action": "everywhere" }, () => {
      this.close();
      this.act(drafts, `${drafts.length} occurrences changed. One undo takes them back.`);
    });
    this.offer = el("div", { class: "rd-note", role: "group", "aria-label": "All occurrences", "data-testid": "everywhere" }, el("span", {}, `${words} stands ${drafts.length} more ${drafts.length === 1 ? "time" : "times"} without this label; they are outlined in the text.`), apply, button("Cancel", {}, () => this.close()));
    this.update();
    apply.focus({ preventScroll: true });
  }

  private refusal(edit: Edit, message: string, present: Annotation | null): HTMLElement {
    const { store } = this.desk;
    const text = typeof edit.data.text === "string" ? short(edit.data.text, 50) : "";
    const now = present ? `It is now ${present.status === "rejected" ? "rejected" : (store.label(present.label)?.title ?? present.label)}${present.layer === "entity" ? "" : ` (${gist(present, store.label(present.label), store.textOf(present))})`}.` : "";
    const leave = (): void => {
      store.dismiss(edit.op_id);
      this.desk.reader?.focusText();
    };
    const note = el("div", { class: "rd-note rd-refused", role: "alert", "data-testid": "refused" }, el("span", {}, `Not saved: ${VERBS[edit.op]} “${text}”: ${message}. ${now}`));
    const again = this.again(edit);
    if (again) {
      note.append(button("Do it anyway", { class: "rd-primary", "data-action": "redo-refused" }, () => {
        leave();
        this.act([again], "Done on top of the other change.");
      }));
    }
    note.append(button("Leave it", {}, leave));
    return note;
  }

  /** The same intent on the present state; null where it no longer makes sense. */
  private again(edit: Edit): Draft | null {
    const draft = { op: edit.op, target: edit.target, data: edit.data };
    try {
      next(this.desk.store.view.get(edit.target) ?? null, edit, this.desk.store);
      return draft;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
}
