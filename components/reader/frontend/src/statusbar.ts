// The line under the legend: suggestions left and "accept all", undo and redo, and whether everything is saved.

import * as act from "./actions";
import { button, el } from "./dom";
import type { Desk } from "./registry";

export interface BarActions {
  accept: (label: string | null) => void;
  undo: (which: "undo" | "redo") => void;
  help: () => void;
}

export class StatusBar {
  readonly element = el("div", { class: "rd-bar" });
  private left = el("span", { class: "rd-left" });
  private accept = el("details", { class: "rd-accept" }, el("summary", {}, "Accept all"));
  private choices = el("div", { class: "rd-choices", role: "group", "aria-label": "Accept all suggestions" });
  private undoButton: HTMLButtonElement;
  private redoButton: HTMLButtonElement;
  private saving = el("span", { class: "rd-saving", role: "status", "data-testid": "saving" });
  private hinted = el("span", { class: "rd-hint" });
  private done: HTMLButtonElement;
  private hinting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private desk: Desk,
    private actions: BarActions,
  ) {
    this.undoButton = button("Undo", { class: "rd-quiet", title: "Undo (Ctrl+Z)", "data-action": "undo" }, () => actions.undo("undo"));
    this.redoButton = button("Redo", { class: "rd-quiet", title: "Redo (Ctrl+Y)", "data-action": "redo" }, () => actions.undo("redo"));
    this.done = button("Mark as done and open the next", { class: "rd-primary", "data-action": "done", hidden: true }, () => desk.request("done"));
    const help = button("?", { class: "rd-quiet", title: "All keys (?)", "aria-label": "All keys" }, actions.help);
    this.accept.append(this.choices);
    this.accept.addEventListener("toggle", () => this.offer());
    this.accept.addEventListener("focusout", (event) => {
      if (!this.accept.contains(event.relatedTarget as Node | null)) this.accept.open = false;
    });
    this.element.append(this.left, this.accept, this.done, this.hinted, el("span", { class: "rd-space" }), this.undoButton, this.redoButton, this.saving, help);
  }

  update(): void {
    const { store } = this.desk;
    const { open, judged } = store;
    this.left.textContent = open ? `${open} ${open === 1 ? "suggestion" : "suggestions"} left` : judged ? "All judged." : "";
    this.accept.hidden = open === 0;
    if (open === 0) this.accept.open = false;
    this.done.hidden = open > 0 || judged === 0;
    this.undoButton.disabled = !store.history.canUndo;
    this.redoButton.disabled = !store.history.canRedo;
    this.saving.textContent = this.saved();
    this.saving.dataset.state = this.desk.outbox?.state ?? "saved";
  }

  /** A short remark beside the count; it goes after a while. */
  hint(text: string): void {
    clearTimeout(this.hinting);
    this.hinted.textContent = text;
    if (text) this.hinting = setTimeout(() => (this.hinted.textContent = ""), 8000);
  }

  private saved(): string {
    const { outbox, pending, resumed } = this.desk;
    const edits = `${pending} ${pending === 1 ? "edit" : "edits"}`;
    if (!outbox) return "";
    if (pending && (outbox.state === "waiting" || outbox.pending === 0)) return outbox.pending === 0 ? `Sending ${edits} from before…` : `Not saved yet: ${edits} waiting`;
    if (pending) return "Saving…";
    const time = outbox.savedAt?.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (time) return `Saved ${time}`;
    return resumed ? `Resumed: ${resumed} earlier ${resumed === 1 ? "edit" : "edits"} saved` : "Saved";
  }

  private offer(): void {
    if (!this.accept.open) return;
    const { store } = this.desk;
    const counts = new Map<string, number>();
    for (const a of act.suggestions(store)) counts.set(a.label, (counts.get(a.label) ?? 0) + 1);
    const choose = (text: string, label: string | null): HTMLButtonElement =>
      button(text, { "data-label": label ?? "all" }, () => {
        this.accept.open = false;
        this.actions.accept(label);
      });
    const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
    this.choices.replaceChildren(
      choose(`All ${all} shown`, null),
      ...[...store.labels.values()].filter((l) => counts.has(l.name)).map((l) => choose(`${counts.get(l.name)} ${l.plural}`, l.name)),
    );
  }
}
