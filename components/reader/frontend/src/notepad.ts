// The last edits, written down before anything is painted: IndexedDB answers later, and a tab may die in between. Each page of
// the pad is one put of the shelf, and is torn out as soon as IndexedDB has it.

import type { Edit } from "./types";

const PREFIX = "dateline-late";

/** What localStorage offers of itself. */
export type Drawer = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Notepad {
  constructor(
    private user: string,
    private drawer: Drawer | null,
  ) {}

  /** Writes edits of one article and client down at once; answers how to tear the page out. Where there is no room for it, the shelf alone must do. */
  write(edits: readonly Edit[]): () => void {
    const [first] = edits;
    if (!first || !this.drawer) return () => {};
    const key = JSON.stringify([PREFIX, this.user, first.article_id, first.client, first.n]);
    try {
      this.drawer.setItem(key, JSON.stringify(edits));
    } catch (error) {
      console.warn("Dateline: the last edits could not be written down at once", error);
    }
    return () => this.drawer?.removeItem(key);
  }

  /** All edits on the pad of an article. */
  read(article: string): Edit[] {
    return this.pages(article).flatMap(({ edits }) => edits);
  }

  /** Tears out what a client has no need for: the pages with nothing beyond `upTo`. */
  drop(article: string, client: string, upTo: number): void {
    for (const page of this.pages(article)) {
      if (page.client === client && page.edits.every((edit) => edit.n <= upTo)) this.drawer?.removeItem(page.key);
    }
  }

  private pages(article: string): { key: string; client: string; edits: Edit[] }[] {
    const found = [];
    for (const key of this.keys()) {
      try {
        const [, user, at, client] = JSON.parse(key) as string[];
        if (user !== this.user || at !== article || client === undefined) continue;
        const edits = JSON.parse(this.drawer?.getItem(key) ?? "[]") as Edit[];
        found.push({ key, client, edits: edits.filter((edit) => edit.client === client && edit.article_id === article) });
      } catch (error) {
        console.warn("Dateline: an edit that was written down could not be read", error);
      }
    }
    return found;
  }

  private keys(): string[] {
    const { drawer } = this;
    const all = Array.from({ length: drawer?.length ?? 0 }, (_, n) => drawer?.key(n) ?? "");
    return all.filter((key) => key.startsWith(`["${PREFIX}",`));
  }
}

/** The edits of shelf and pad, each once, in their order. */
export function together(shelved: readonly Edit[], late: readonly Edit[]): Edit[] {
  const known = new Set(shelved.map((edit) => `${edit.client} ${edit.n}`));
  const more = late.filter((edit) => !known.has(`${edit.client} ${edit.n}`));
  return [...shelved, ...more].sort((a, b) => (a.client < b.client ? -1 : a.client > b.client ? 1 : a.n - b.n));
}
