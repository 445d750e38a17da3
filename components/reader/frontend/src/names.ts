// The names of the article as a list: how often each stands there, and accepted or rejected at all its places in one action.

import * as act from "./actions";
import { button, el, set } from "./dom";
import { short } from "./format";
import { Listing } from "./listing";
import type { Desk } from "./registry";
import type { Store } from "./store";
import type { Annotation } from "./types";

const MOST = 300; // rows drawn before "Show all"

/** A name under one label, with its places in reading order. */
export interface Name {
  key: string;
  label: string;
  name: string;
  mentions: Annotation[];
}

/** All names of an article, the most mentioned first. Rejected places count too, so that judging moves no row. */
export function namesOf(store: Store): Name[] {
  const found = new Map<string, Name>();
  for (const stored of store.view.values()) {
    if (stored.layer !== "entity") continue;
    const a = store.named(stored);
    const name = short(typeof a.name === "string" ? a.name : store.textOf(a), 80);
    const key = `${a.label} ${name}`;
    const known = found.get(key) ?? { key, label: a.label, name, mentions: [] };
    known.mentions.push(stored);
    found.set(key, known);
  }
  for (const { mentions } of found.values()) mentions.sort((a, b) => a.start - b.start);
  return [...found.values()].sort((a, b) => b.mentions.length - a.mentions.length || (a.name < b.name ? -1 : 1));
}

/** What judging a name does: accepting takes its suggestions (of a rejected name all places), rejecting all places. */
export function judging(name: Name, op: "accept" | "reject"): Annotation[] {
  const open = name.mentions.filter((a) => a.status === "suggested");
  const rejected = name.mentions.filter((a) => a.status === "rejected");
  if (op === "reject") return name.mentions.filter((a) => a.status !== "rejected");
  return open.length || rejected.length < name.mentions.length ? open : rejected;
}

export class NameList extends Listing {
  private all = false;
  /** What was just done, in the place of the counts. */
  private done: string | null = null;

  constructor(desk: Desk) {
    super(desk, "name-list", "Names in this article");
    this.body.addEventListener("keydown", (event) => this.row(event));
  }

  protected draw(): void {
    const names = namesOf(this.desk.store);
    const open = names.filter((name) => judging(name, "accept").length && name.mentions.some((a) => a.status === "suggested")).length;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>(".rd-name")?.dataset.key : undefined;
    const shown = this.all ? names : names.slice(0, MOST);
    const more = names.length - shown.length;
    const counted = `${names.length} ${names.length === 1 ? "name" : "names"}, ${open ? `${open} to judge` : "all judged"}.`;
    this.said.textContent = !names.length ? "No names here yet. Drag over a name to add it." : (this.done ?? counted);
    this.done = null;
    set(this.root, { "data-reads": this.desk.store.readsOnly ? "only" : null });
    this.body.replaceChildren(
      ...(names.length && !this.desk.store.readsOnly ? [el("p", { class: "rd-lead" }, el("kbd", {}, "↓"), " next, ", el("kbd", {}, "a"), " accept, ", el("kbd", {}, "x"), " reject, at all places")] : []),
      ...shown.map((name) => this.made(name)),
      ...(more > 0 ? [button(`Show ${more} more`, { class: "rd-quiet" }, () => this.showAll())] : []),
    );
    if (focused) this.find(focused)?.querySelector("button")?.focus({ preventScroll: true });
  }

  private showAll(): void {
    this.all = true;
    this.draw();
  }

  private made(name: Name): HTMLElement {
    const { store } = this.desk;
    const number = [...store.labels.keys()].indexOf(name.label);
    const here = name.mentions.filter((a) => a.status !== "rejected").length;
    const open = name.mentions.filter((a) => a.status === "suggested").length;
    const state = !here ? "rejected" : open ? "suggested" : "judged";
    const go = button("", { class: "rd-goto", title: `${store.label(name.label)?.title ?? name.label}: to its next place in the text` }, () => this.next(name));
    go.append(el("span", { class: "rd-words", dir: "auto" }, name.name), el("span", { class: "rd-count" }, `${here || name.mentions.length}`));
    const judge = (op: "accept" | "reject", sign: string): HTMLButtonElement =>
      button(sign, { "data-op": op, disabled: store.readsOnly !== "" || !judging(name, op).length, "aria-label": `${op === "accept" ? "Accept" : "Reject"} ${name.name} at all places`, title: `${op === "accept" ? "Accept" : "Reject"} at all places` }, () => this.judge(name, op));
    return el("div", { class: `rd-name rd-name-${state}`, "data-key": name.key }, el("span", { class: `rd-swatch rd-swatch${number}` }), go, judge("accept", "✓"), judge("reject", "✕"));
  }

  private judge(name: Name, op: "accept" | "reject"): void {
    const found = judging(name, op);
    if (!found.length) return;
    this.done = `${op === "accept" ? "Accepted" : "Rejected"}: ${name.name}, ${found.length} ${found.length === 1 ? "place" : "places"}. Ctrl+Z takes it back.`;
    this.desk.store.edit(found.map((a) => act.judge(a, op)));
  }

  /** The place after the one that is selected. */
  private next(name: Name): void {
    const { store } = this.desk;
    const shown = name.mentions.filter((a) => store.isShown(a.id));
    const at = shown.findIndex((a) => a.id === store.selected);
    const a = shown[(at + 1) % shown.length];
    if (a) this.desk.reader?.goTo(a.id);
  }

  private row(event: KeyboardEvent): void {
    const row = (event.target as Element).closest<HTMLElement>(".rd-name");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const beside = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    const op = { a: "accept", x: "reject" }[event.key];
    if (op) row.querySelector<HTMLElement>(`[data-op=${op}]:not(:disabled)`)?.click();
    else if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    beside?.querySelector<HTMLElement>(".rd-goto")?.focus();
  }

  private find(key: string): HTMLElement | undefined {
    return [...this.body.querySelectorAll<HTMLElement>(".rd-name")].find((row) => row.dataset.key === key);
  }
}
