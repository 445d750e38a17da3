// What follows the edits on the page: tolls, and what is drawn from the corrected rows. Streamlit runs one thing at a time, so
// that a run of theirs holds up the edit that comes meanwhile: edits go first, and these wait for a pause.

import { Line, type SetState } from "./line";

/** "tolls" stands in the fragment of the tolls, "charts" in that of everything else beside the text. */
export type Part = "tolls" | "charts";

export interface Now {
  selected: string;
  turn: number;
}

interface Pause {
  /** Milliseconds after the last edit; where a run takes longer, so many times its length. */
  least: number;
  times: number;
}

const PAUSES: Record<Part, Pause> = { tolls: { least: 40, times: 1 }, charts: { least: 350, times: 2 } };
const LONGEST_MS = 2500;
const LOOK_MS = 30;

class Follower {
  readonly line: Line;
  told: Now = { selected: "", turn: 0 };
  /** How long its last runs took. */
  cost = 0;
  private began = 0;

  constructor(
    private pause: Pause,
    busy: () => boolean,
  ) {
    this.line = new Line(busy);
  }

  get wait(): number {
    return Math.min(LONGEST_MS, Math.max(this.pause.least, this.pause.times * this.cost));
  }

  tell(now: Now): void {
    const { told, line } = this;
    if (now.turn > told.turn) line.say("turn", now.turn);
    if (now.selected !== told.selected) line.say("selected", now.selected);
    this.told = { ...now };
    this.began = performance.now();
  }

  ran(): void {
    if (!this.began) return;
    this.cost = Math.max(performance.now() - this.began, this.cost / 2);
    this.began = 0;
  }
}

export class Following {
  private parts: Record<Part, Follower>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private edited = -Infinity;

  constructor(
    private now: () => Now,
    /** Whether edits wait to be acknowledged. */
    private pending: () => boolean,
    private busy: () => boolean,
  ) {
    this.parts = { tolls: new Follower(PAUSES.tolls, busy), charts: new Follower(PAUSES.charts, busy) };
  }

  /** A companion is mounted, or runs anew; answers how it leaves. */
  open(part: Part, setState: SetState): () => void {
    const { line } = this.parts[part];
    line.open(setState);
    this.follow();
    return () => line.close();
  }

  /** What stands on the page came with this revision. */
  came(turn: number): void {
    for (const part of Object.values(this.parts)) part.told.turn = turn;
  }

  edit(): void {
    this.edited = performance.now();
    this.follow();
  }

  hold(leaves = false): void {
    for (const part of Object.values(this.parts)) part.line.hold(leaves);
  }

  get isFresh(): boolean {
    return Object.values(this.parts).some((part) => part.line.isFresh);
  }

  /** A run of the page has ended. */
  ran(): void {
    for (const part of Object.values(this.parts)) part.ran();
    this.follow();
  }

  /** Tells the first that is behind, once nothing waits and its pause is over, and then looks for the next. */
  follow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending()) return; // an acknowledgement comes by here
    const now = this.now();
    const behind = (["tolls", "charts"] as const).filter((name) => this.isBehind(name, now));
    const waits = behind.map((name) => this.edited + this.parts[name].wait - performance.now());
    const due = behind.find((_, k) => waits[k]! <= 0);
    if (due && !this.busy()) {
      this.parts[due].tell(due === "tolls" ? { ...now, selected: "" } : now);
      if (behind.length > 1) this.timer = setTimeout(() => this.follow(), LOOK_MS);
    } else if (behind.length) this.timer = setTimeout(() => this.follow(), due ? LOOK_MS : Math.max(1, Math.min(...waits)));
  }

  /** Tolls know nothing of what is selected. */
  private isBehind(name: Part, now: Now): boolean {
    const { line, told } = this.parts[name];
    return line.isOpen && (now.turn > told.turn || (name === "charts" && now.selected !== told.selected));
  }
}
