// One polite live region: says what an edit did, also when the same thing happens twice.

import { el } from "./dom";

export class Announcer {
  readonly element = el("div", { class: "rd-live", role: "status", "aria-live": "polite" });
  private turn = false;

  say(sentence: string): void {
    this.turn = !this.turn;
    this.element.textContent = this.turn ? sentence : `${sentence}\u00a0`;
  }
}
