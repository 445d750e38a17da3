// Edits on their way to the server. Kept in IndexedDB until acknowledged, sent again until then, numbered without gaps.
// Every message holds all that is unacknowledged, oldest first, so a lost message costs nothing.

import type { Edit } from "./types";

/** Where edits wait; IndexedDB in the browser, a Map in tests. */
export interface Shelf {
  put(edits: readonly Edit[]): Promise<void>;
  drop(article: string, user: string, client: string, upTo: number): Promise<void>;
  /** All edits that wait for an article and user, of every client, in order. */
  all(article: string, user: string): Promise<Edit[]>;
}

export interface Sent {
  client: string;
  ops: Edit[];
  attempt: number;
}

export type Saving = "saved" | "saving" | "waiting";

const WINDOW = 400; // operations in one message; the rest follow when these are acknowledged
const GATHER_MS = 120; // while a message is under way, newer edits wait this long for company
const RETRY_MS = [1000, 2000, 4000, 8000];
const WORRY_MS = 900; // after so long without an answer the reader says "not saved"

export class Outbox {
  private edits: Edit[] = [];
  private n = 0;
  private attempt = 0;
  private retries = 0;
  private sentUpTo = 0;
  private oldest = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private worry: ReturnType<typeof setTimeout> | undefined;
  private gather: ReturnType<typeof setTimeout> | undefined;
  private lastSaved: Date | null = null;
  private paused = false;
  connected = true;
  /** Told when the state of saving changes. */
  onChange: () => void = () => {};

  constructor(
    readonly client: string,
    readonly article: string,
    readonly user: string,
    private shelf: Shelf,
    private post: (sent: Sent) => void,
  ) {}

  get pending(): number {
    return this.edits.length;
  }

  get savedAt(): Date | null {
    return this.lastSaved;
  }

  get state(): Saving {
    if (!this.edits.length) return "saved";
    return this.connected && Date.now() - this.oldest < WORRY_MS ? "saving" : "waiting";
  }

  /** Numbers the edits, puts them on the shelf and sends. */
  add(edits: readonly Edit[]): void {
    for (const edit of edits) {
      edit.client = this.client;
      edit.n = ++this.n;
    }
    this.take(edits);
  }

  /** Takes over edits that were numbered before (by a page that is gone), to send them as that client. */
  take(edits: readonly Edit[]): void {
    if (!edits.length) return;
    if (!this.edits.length) this.oldest = Date.now();
    this.edits.push(...edits);
    this.n = Math.max(this.n, edits.at(-1)!.n);
    void this.shelf.put(edits);
    const underWay = this.sentUpTo > 0;
    if (!underWay) this.sendNow();
    else if (this.gather === undefined) this.gather = setTimeout(() => this.sendNow(), GATHER_MS);
    this.watch();
    this.onChange();
  }

  /** The server has everything up to n. */
  acknowledge(n: number): void {
    const before = this.edits.length;
    this.edits = this.edits.filter((e) => e.n > n);
    if (this.edits.length === before) return;
    this.lastSaved = new Date();
    this.oldest = Date.now();
    this.retries = 0;
    void this.shelf.drop(this.article, this.user, this.client, n);
    clearTimeout(this.timer);
    if (!this.edits.length || n >= this.sentUpTo) this.sentUpTo = 0;
    if (this.edits.length && !this.sentUpTo) this.sendNow();
    else if (this.edits.length) this.retryLater();
    this.watch();
    this.onChange();
  }

  /** The connection is back, or gone; the desk sends again once the server is ready. */
  setConnected(connected: boolean): void {
    if (connected === this.connected) return;
    this.connected = connected;
    this.retries = 0;
    if (this.edits.length) this.retryLater();
    this.onChange();
  }

  /** Sends what waits without waiting for the timer. */
  resend(): void {
    if (this.edits.length) this.sendNow();
  }

  /** Sends what waits for company: the analyst may be about to leave. */
  flush(): void {
    if (this.gather !== undefined) this.sendNow();
  }

  /** No reader is there to carry messages: nothing is tried, the edits wait on their shelf. */
  pause(): void {
    this.paused = true;
    for (const timer of [this.timer, this.gather, this.worry]) clearTimeout(timer);
    this.gather = undefined;
  }

  /** A reader is there again; what waits is sent soon, or at once by `resend`. */
  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.retries = 0;
    if (this.edits.length) this.retryLater();
    this.watch();
  }

  private sendNow(): void {
    clearTimeout(this.gather);
    this.gather = undefined;
    if (this.paused) return;
    const ops = this.edits.slice(0, WINDOW);
    if (!ops.length) return;
    this.sentUpTo = ops.at(-1)!.n;
    this.attempt++;
    this.post({ client: this.client, ops, attempt: this.attempt });
    this.retryLater();
  }

  private retryLater(): void {
    clearTimeout(this.timer);
    if (this.paused) return;
    const wait = RETRY_MS[Math.min(this.retries, RETRY_MS.length - 1)]!;
    this.timer = setTimeout(() => {
      this.retries++;
      this.sendNow();
    }, wait);
  }

  private watch(): void {
    clearTimeout(this.worry);
    if (this.edits.length && !this.paused) this.worry = setTimeout(() => this.onChange(), WORRY_MS + 20);
  }
}
