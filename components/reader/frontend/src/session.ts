// What the analyst did in this tab, wherever it was done, newest last: the order in which undo takes it back. Light marks alone;
// how to take an action back is known by the article's own history or, for everything else, by the server.

/** An action as undoing.Deed has it: a group of edits in these articles, or a correction of one article's details. */
export interface Deed {
  kind: "edits" | "details";
  id: string;
  articles: string[];
  said: string;
  root?: string | null;
}

/** What the page says was done beside the text in this session, and what was taken back there. */
export interface Deeds {
  done: Deed[];
  gone: string[];
}

export type Which = "undo" | "redo";

interface Kept {
  done: Deed[];
  undone: Deed[];
}

const DEPTH = 300;

/** Where marks outlive a reload: sessionStorage, which belongs to one tab; nothing in a test. */
export interface Drawer {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export class Session {
  private kept: Kept;
  /** Ids of the page's deeds that were taken in before. */
  private seen = new Set<string>();
  onChange: () => void = () => {};

  constructor(
    private key: string,
    private drawer: Drawer | null,
  ) {
    this.kept = this.read();
  }

  /** The action that is taken back, or done again, next. */
  top(which: Which): Deed | undefined {
    return (which === "undo" ? this.kept.done : this.kept.undone).at(-1);
  }

  did(deed: Deed): void {
    this.kept.done.push(deed);
    this.kept.done.splice(0, this.kept.done.length - DEPTH);
    this.kept.undone = [];
    this.keep();
  }

  /** The last action was taken back, or done again, by what is now `deed`; null where nothing was to be changed. */
  moved(which: Which, deed: Deed | null): void {
    const [from, to] = which === "undo" ? [this.kept.done, this.kept.undone] : [this.kept.undone, this.kept.done];
    from.pop();
    if (deed) to.push(deed);
    this.keep();
  }

  /** An action that never came to be, or was taken back elsewhere. */
  drop(id: string): void {
    const before = this.kept.done.length + this.kept.undone.length;
    for (const name of ["done", "undone"] as const) this.kept[name] = this.kept[name].filter((deed) => deed.id !== id);
    if (this.kept.done.length + this.kept.undone.length !== before) this.keep();
  }

  /** Takes in what was done beside the text. */
  hear(deeds: Deeds | null | undefined): void {
    for (const deed of deeds?.done ?? []) {
      if (this.seen.has(deed.id)) continue;
      this.seen.add(deed.id);
      this.did(deed);
    }
    for (const id of deeds?.gone ?? []) {
      if (this.seen.has(`gone ${id}`)) continue;
      this.seen.add(`gone ${id}`);
      this.drop(id);
    }
  }

  private keep(): void {
    try {
      this.drawer?.setItem(this.key, JSON.stringify(this.kept));
    } catch (error) {
      console.warn("Dateline: undo will not outlive a reload", error);
    }
    this.onChange();
  }

  private read(): Kept {
    try {
      const found = JSON.parse(this.drawer?.getItem(this.key) ?? "null") as Kept | null;
      if (found && Array.isArray(found.done) && Array.isArray(found.undone)) return found;
    } catch (error) {
      console.warn("Dateline: what was done before the reload could not be read", error);
    }
    return { done: [], undone: [] };
  }
}
