// The edits' shelf in IndexedDB, and who holds which client's edits: a page that is gone leaves its edits to the next one.

import { Notepad, together } from "./notepad";
import type { Shelf } from "./outbox";
import { randomId } from "./ids";
import type { Kept } from "./history";
import type { Edit } from "./types";

const DATABASE = "dateline";
const EDITS = "edits";
const ACTIONS = "actions";
const TAB = "dateline-tab";

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** A range of keys [user, article, client, n]; client and n may be left open. */
function range(user: string, article: string, client?: string, upTo?: number): IDBKeyRange {
  if (client === undefined) return IDBKeyRange.bound([user, article], [user, article, []]);
  return IDBKeyRange.bound([user, article, client], [user, article, client, upTo ?? []]);
}

export class BrowserShelf implements Shelf {
  private opened: Promise<IDBDatabase> | undefined;
  /** Edits reach the disk in the order in which they were made. */
  private queue: Promise<unknown> = Promise.resolve();

  private pad: Notepad;

  constructor(private user: string) {
    this.pad = new Notepad(user, localDrawer());
  }

  put(edits: readonly Edit[]): Promise<void> {
    const kept = edits.map((e) => ({ ...e }));
    const tearOut = this.pad.write(kept);
    return this.write(EDITS, (store) => {
      for (const e of kept) store.put(e, [this.user, e.article_id, e.client, e.n]);
    }).then((stored) => {
      if (stored) tearOut();
    });
  }

  drop(article: string, user: string, client: string, upTo: number): Promise<void> {
    this.pad.drop(article, client, upTo);
    return this.write(EDITS, (store) => store.delete(range(user, article, client, upTo))).then(() => {});
  }

  async all(article: string, user: string): Promise<Edit[]> {
    const late = this.pad.read(article);
    const db = await this.open().catch(() => null); // then what was written down at once is all there is
    const shelved = db ? await done<Edit[]>(db.transaction(EDITS).objectStore(EDITS).getAll(range(user, article))) : [];
    return together(shelved, late);
  }

  /** What this tab did to an article, for undo after a reload. A duplicated tab gets a copy of its own. */
  async actions(article: string): Promise<Kept[]> {
    const db = await this.open();
    const { name, copyOf } = await tab();
    const kept = await done<Kept[]>(db.transaction(ACTIONS).objectStore(ACTIONS).getAll(range(this.user, article, copyOf ?? name)));
    if (copyOf) for (const action of kept) this.keepAction(article, action.seq, action);
    return kept;
  }

  keepAction(article: string, seq: number, kept: Kept | null): void {
    void tab().then(({ name }) => {
      const key = [this.user, article, name, seq];
      void this.write(ACTIONS, (store) => (kept ? store.put(kept, key) : store.delete(key)));
    });
  }

  /** Whether it reached the disk. */
  private write(name: string, act: (store: IDBObjectStore) => void): Promise<boolean> {
    const run = async (): Promise<void> => {
      const db = await this.open();
      const transaction = db.transaction(name, "readwrite");
      act(transaction.objectStore(name));
      await finished(transaction);
    };
    const result = this.queue.then(run, run);
    this.queue = result.catch((error: unknown) => console.warn("Dateline: edits could not be kept in this browser", error));
    return result.then(() => true, () => false);
  }

  private open(): Promise<IDBDatabase> {
    this.opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 2);
      request.onupgradeneeded = () => {
        const there = request.result.objectStoreNames;
        for (const name of [EDITS, ACTIONS]) if (!there.contains(name)) request.result.createObjectStore(name);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return this.opened;
  }
}

/** The browser may forbid it, and then says so by an error at the first look. */
function localDrawer(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    console.warn("Dateline: this browser keeps nothing", error);
    return null;
  }
}

interface Tab {
  name: string;
  /** The tab that this one is a duplicate of, if it is still open. */
  copyOf: string | null;
}

const RELOAD_MS = 500; // a page that is loaded anew lets go of its name in less
const KNOWN = Symbol.for("dateline.reader.tab");

/** A name for this tab that a reload keeps. A duplicated tab comes with its original's name, and takes another one. */
function tab(): Promise<Tab> {
  const page = window as unknown as Record<symbol, Promise<Tab> | undefined>;
  return (page[KNOWN] ??= named());
}

async function named(): Promise<Tab> {
  const kept = sessionStorage.getItem(TAB);
  const copied = kept !== null && !(await hold(`dateline-tab-${kept}`, RELOAD_MS));
  const name = kept === null || copied ? randomId() : kept;
  if (name !== kept) void hold(`dateline-tab-${name}`, RELOAD_MS);
  sessionStorage.setItem(TAB, name);
  return { name, copyOf: copied ? kept : null };
}

/** Takes a lock for as long as the page lives; false where another page keeps it. */
function hold(name: string, patience: number): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = (): Promise<void> => {
      resolve(true);
      return new Promise<void>(() => {});
    };
    navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, held).catch(() => resolve(false));
  });
}

/** Holds the name of a living page until the page is gone; without Web Locks (plain http from afar) nobody is known to live. */
export function holdName(client: string): void {
  void navigator.locks?.request(lockName(client), () => new Promise<void>(() => {}));
}

/** Resolves when the page of a client is gone; the client counts as living here from then on. */
export function whenGone(client: string): Promise<void> {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    void navigator.locks.request(lockName(client), () => {
      resolve();
      return new Promise<void>(() => {});
    });
  });
}

function lockName(client: string): string {
  return `dateline-client-${client}`;
}
