// The comments of the article as a list, in the order of the text; a click leads to the highlight.

import { button, el } from "./dom";
import { short } from "./format";
import { Listing } from "./listing";
import type { Desk } from "./registry";

export class CommentList extends Listing {
  constructor(desk: Desk) {
    super(desk, "comment-list", "Comments in this article");
  }

  protected draw(): void {
    const { store } = this.desk;
    const found = [...store.view.values()].filter((a) => a.comment).sort((a, b) => a.start - b.start);
    const rows = found.map((a) => {
      const go = button("", { class: "rd-comment", "data-annotation": a.id }, () => this.desk.reader?.goTo(a.id));
      go.append(el("span", { class: "rd-lead" }, `${store.label(a.label)?.title ?? a.label} · “${short(store.textOf(a), 60)}”${a.status === "rejected" ? " · rejected" : ""}`), el("span", { dir: "auto" }, a.comment!));
      return go;
    });
    this.body.replaceChildren(...(rows.length ? rows : [el("p", { class: "rd-lead" }, "No comments yet. Select a highlight and write one under More.")]));
  }
}
