// Picking the speaker of a quote in the text: the next click on a mention, or words dragged over, are the speaker.

import type { Deeds } from "./deeds";
import type { Store } from "./store";
import type { Annotation } from "./types";
import type { Range as Span } from "./words";

const ASKS = "Click the speaker in the text, or press Escape.";

export class Picking {
  private quote: string | null = null;

  constructor(
    private store: Store,
    private deeds: Deeds,
    private root: HTMLElement,
    private says: { say: (sentence: string) => void; hint: (remark: string) => void },
  ) {}

  get isOn(): boolean {
    return this.quote !== null;
  }

  begin(quote: Annotation): void {
    this.quote = quote.id;
    this.root.classList.add("rd-picking");
    this.says.say(ASKS);
    this.says.hint(ASKS);
  }

  end(): void {
    this.quote = null;
    this.root.classList.remove("rd-picking");
    this.says.hint("");
  }

  /** Takes what was pointed at: dragged words, or the entity among these highlights. The quote that has a speaker now, or null. */
  take(ids: string[], words?: Span): string | null {
    const { store } = this;
    const quote = store.view.get(this.quote ?? "");
    this.end();
    const mention = ids.map((id) => store.view.get(id)).find((a) => a?.layer === "entity");
    const at = words ?? mention;
    if (!quote || !at) return null;
    this.deeds.speaker(quote, at, mention?.name as string | undefined);
    return quote.id;
  }
}
