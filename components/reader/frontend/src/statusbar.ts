// The line under the text: suggestions left and "accept all", undo and redo, and whether everything is saved.

import * as act from "./actions";
import { button, el } from "./dom";
import type { Desk } from "./registry";
import type { Which } from "./session";
import type { Queue } from "./triage";
import type { Annotation } from "./types";

const SURE = 0.9;

export interface BarActions {
  judge: (found: Annotation[], op: "accept" | "reject") => void;
  undo: (which: "undo" | "redo") => void;
  help: () => void;
  triage: (queue: "figures" | "unsure") => void;
  /** What judging goes on with. */
  queue: () => Queue;
}

export class StatusBar {
  readonly element = el("div", { class: "rd-bar", role: "toolbar", "aria-label": "Judging and saving" });
  /** A remark, over the end of the text: it comes and goes without moving anything. */
  readonly hinted = el("div", { class: "rd-hint", role: "status", hidden: true });
  private left = el("span", { class: "rd-left" });
  private accept = el("details", { class: "rd-accept" }, el("summary", {}, "Accept all"));
  private choices = el("div", { class: "rd-choices", role: "group", "aria-label": "Accept all suggestions" });
  private figure: HTMLButtonElement;
  private unsure: HTMLButtonElement;
  private undoButton: HTMLButtonElement;
  private redoButton: HTMLButtonElement;
  private saving = el("span", { class: "rd-saving", role: "status", "data-testid": "saving" });
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
    const queue = (text: string, key: string, name: "figures" | "unsure", title: string): HTMLButtonElement => {
      const made = button(text, { class: "rd-quiet", "data-action": name, title: `${title} (${key})` }, () => actions.triage(name));
      made.append(el("kbd", {}, key));
      return made;
    };
    this.figure = queue("Next figure", "f", "figures", "The next figure to judge; then a and x go on with figures");
    this.unsure = queue("Least certain", "u", "unsure", "The suggestion that the machine is least sure of; then a and x go on with those");
    this.accept.append(this.choices);
    this.accept.addEventListener("toggle", () => this.offer());
    this.accept.addEventListener("focusout", (event) => {
      if (!this.accept.contains(event.relatedTarget as Node | null)) this.accept.open = false;
    });
    this.element.append(this.left, this.figure, this.unsure, this.accept, this.done, el("span", { class: "rd-space" }), this.undoButton, this.redoButton, this.saving, help);
  }

  update(): void {
    const { store } = this.desk;
    const { open, judged } = store;
    this.left.textContent = open ? `${open} ${open === 1 ? "suggestion" : "suggestions"} left` : judged ? "All judged." : "";
    for (const [made, name] of [[this.figure, "figures"], [this.unsure, "unsure"]] as const) {
      made.hidden = open === 0;
      made.setAttribute("aria-pressed", String(this.actions.queue() === name));
    }
    this.accept.hidden = open === 0;
    if (open === 0) this.accept.open = false;
    this.done.hidden = open > 0 || judged === 0;
    this.offerUndo(this.undoButton, "undo", "Undo", "Ctrl+Z");
    this.offerUndo(this.redoButton, "redo", "Redo", "Ctrl+Y");
    this.saving.textContent = this.saved();
    this.saving.dataset.state = this.desk.outbox?.state ?? "saved";
  }

  private offerUndo(made: HTMLButtonElement, which: Which, word: string, keys: string): void {
    const deed = this.desk.session?.top(which);
    made.disabled = !deed;
    made.title = `${word}${deed ? `: ${deed.said}` : ""} (${keys})`;
  }

  /** A short remark; it goes after a while. */
  hint(text: string): void {
    clearTimeout(this.hinting);
    this.hinted.textContent = text;
    this.hinted.hidden = !text;
    if (text) this.hinting = setTimeout(() => this.hint(""), 8000);
  }

  private saved(): string {
    const { outbox, pending, resumed, sought } = this.desk;
    const edits = `${pending} ${pending === 1 ? "edit" : "edits"}`;
    if (!outbox) return "";
    if (pending && (outbox.state === "waiting" || outbox.pending === 0)) return outbox.pending === 0 ? `Sending ${edits} from before…` : `Not saved yet: ${edits} waiting`;
    if (pending) return "Saving…";
    if (!sought) return ""; // an earlier page may have left edits
    const time = outbox.savedAt?.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (time) return `Saved ${time}`;
    return resumed ? `Resumed: ${resumed} earlier ${resumed === 1 ? "edit" : "edits"} saved` : "Saved";
  }

  private offer(): void {
    if (!this.accept.open) return;
    const { store } = this.desk;
    const all = act.suggestions(store);
    const choose = (text: string, name: string, found: Annotation[], op: "accept" | "reject" = "accept"): HTMLElement | null =>
      found.length === 0
        ? null
        : button(`${text} (${found.length})`, { "data-label": name }, () => {
            this.accept.open = false;
            this.actions.judge(found, op);
          });
    const sure = all.filter((a) => (a.score ?? 0) >= SURE);
    const byLabel = [...store.labels.values()].map((l) => choose(l.plural, l.name, all.filter((a) => a.label === l.name)));
    const choices = [choose(store.only ? "All shown" : "All", "all", all), sure.length < all.length ? choose(`Score of ${SURE * 100} % or more`, "sure", sure) : null, el("hr"), ...byLabel, el("hr"), choose("Reject all", "reject", all, "reject")];
    this.choices.replaceChildren(...choices.filter((c) => c !== null));
  }
}
