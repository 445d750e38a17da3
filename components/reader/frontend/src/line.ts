// The line to Python: state values of the reader that is mounted. It is held while the analyst may be on the way to another page.

export type SetState = (name: string, value: unknown) => void;

const HOLD_MS = 150; // Streamlit has sent a click on by then
const FRESH_MS = 200;
const LOOK_MS = 50;
const LONGEST_MS = 10_000;
const BEGINS_MS = 2000; // on a busy machine the run that leads to another page has begun by then
const GAP_MS = 400; // between the run of what was chosen and that of the page it leads to

export class Line {
  private setState: SetState | null = null;
  /** What was said while the line was held, the last by name: every message holds all that its predecessor held. */
  private kept: Map<string, unknown> | null = null;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private last = -Infinity;

  /** `busy` says whether Streamlit runs a page now. */
  constructor(private busy: () => boolean) {}

  get isOpen(): boolean {
    return this.setState !== null;
  }

  open(setState: SetState): void {
    this.setState = setState;
  }

  close(): void {
    this.setState = null;
    this.release();
  }

  say(name: string, value: unknown): void {
    if (this.kept) this.kept.set(name, value);
    else this.tell(name, value);
  }

  /** Whether something was said so lately that Streamlit may not have sent it: it waits for an idle moment of the page. */
  get isFresh(): boolean {
    return Date.now() - this.last < FRESH_MS;
  }

  private tell(name: string, value: unknown): void {
    this.last = Date.now();
    this.setState?.(name, value);
  }

  /**
   * After a click that may lead to another page nothing is said until Streamlit is done with it: a message for the old page
   * that comes after the click takes its place in Streamlit's queue, and the click is lost. Where it surely leads away, the line
   * waits for the run to begin, and over the gap between two.
   */
  hold(leaves = false): void {
    this.kept ??= new Map();
    const until = Date.now() + LONGEST_MS;
    let patience = leaves ? BEGINS_MS : 0;
    let quiet = Date.now();
    const look = (): void => {
      const now = Date.now();
      if (this.busy()) {
        quiet = now;
        patience = Math.min(patience, GAP_MS);
      }
      if ((this.busy() || now - quiet < patience) && now < until) this.looking = setTimeout(look, LOOK_MS);
      else this.release();
    };
    clearTimeout(this.looking);
    this.looking = setTimeout(look, HOLD_MS);
  }

  private release(): void {
    clearTimeout(this.looking);
    const said = this.kept;
    this.kept = null;
    for (const [name, value] of said ?? []) this.tell(name, value);
  }
}
