// One store, one outbox and one pair of ears for each article on the page, shared by reader and inspector and kept while
// Streamlit unmounts and mounts again.

import { BrowserShelf, holdName, whenGone } from "./shelf";
import { Following, type Part } from "./following";
import { Line, type SetState } from "./line";
import { Outbox, type Sent } from "./outbox";
import { randomId } from "./ids";
import { told } from "./deeds";
import { Session, type Deed, type Deeds, type Which } from "./session";
import { Store } from "./store";
import type { Data, Delta, Focus, Full, Undone } from "./types";

const RUNS = 3; // of the page after a reconnection, at the end of which edits that wait are sent again
const LOOK_MS = 20;
const LEAVE_MS = 500; // a page that was closed lets go of its edits in less
const STORED_MS = 3000; // edits go first where the server is to take something back
const ANSWERED_MS = 10000; // after so long it may be asked again

/** Whether Streamlit runs a page now. */
export const isBusy = (): boolean => document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state") !== "notRunning";

/** What belongs to one article while this page is open. */
export class Desk {
  readonly store: Store;
  readonly client = randomId();
  /** Edits of pages that are gone, sent before anything else, one client after the other. */
  private inherited: Outbox[] = [];
  outbox: Outbox | null = null;
  resumed = 0;
  /** Whether it is known what pages before this one have left unsent. */
  sought = false;
  private line = new Line(isBusy);
  /** How tolls and charts hear what is selected and that something changed: by companions, which stand in their fragments. */
  private following: Following;
  /** Where the inspector's questions to the text go ("pick the speaker"); set by the reader. */
  reader: {
    update(focus: Focus | null | undefined): void;
    focusText(): void;
    lit(words: [number, number] | null): void;
    bring(words: [number, number]): void;
    pickSpeaker(): void;
    goTo(id: string): void;
    everywhere(): void;
    chooseLabel(): void;
    judge(op: "accept" | "reject"): void;
    undo(which: Which): void;
    undone(which: Which, undone: Undone): void;
  } | null = null;
  /** Runs the whole page again; set by the inspector, which lives outside the reader's fragment. */
  wake: (() => void) | null = null;
  inspector: { focusFirst(): boolean; focusField(name: string): boolean; top(): number } | null = null;
  /** What was done in this tab, in any article and beside the text; known with the user. */
  session: Session | null = null;
  private seen: Full | Delta | null = null;
  private asked = 0;
  private runs = 0;

  constructor(readonly article: string) {
    this.store = new Store(article);
    this.following = new Following(() => ({ selected: this.store.selected ?? "", turn: this.store.revision }), () => this.pending > 0, isBusy);
    this.store.on(({ what }) => what === "edit" && this.following.edit());
  }

  /** Takes what came down; asks for everything where this page knows too little to use it. */
  take(message: Full | Delta | null | undefined): void {
    if (!message || message === this.seen || message.article !== this.article) return;
    this.seen = message;
    if (message.kind === "full") {
      if (!this.store.knows(message)) this.store.load(message);
      if (!this.outbox) {
        this.begin(message);
        this.following.came(message.revision); // tolls and charts came with the page
      } else this.next()?.resend(); // a server that sends everything may not have heard of what waits here
    } else if (this.store.merge(message)) this.acknowledge(message.ack);
    else this.request("full");
    this.follow();
  }

  /** A reader is mounted, or runs anew, and carries messages from now on. */
  attach(setState: SetState): void {
    this.line.open(setState);
    for (const outbox of this.outboxes()) outbox.resume();
  }

  /** The reader is gone: what is not sent waits until the article is opened again. */
  detach(): void {
    this.line.close();
    for (const outbox of this.outboxes()) outbox.pause();
  }

  /** A companion is mounted, or runs anew, perhaps with a place to look at; answers how it leaves. */
  accompany(part: Part, setState: SetState, focus: Focus | null | undefined): () => void {
    this.reader?.update(focus);
    return this.following.open(part, setState);
  }

  /** Has tolls and charts follow what is selected and corrected, when they are not in the way of an edit. */
  follow(): void {
    this.following.follow();
  }

  /** Sends at once what waits for company: something is done elsewhere, and may lead away from here. */
  flush(): void {
    this.next()?.flush();
  }

  /** Says nothing until Streamlit is done with what was chosen elsewhere, which may lead to another page, or surely `leaves`. */
  hold(leaves = false): void {
    this.line.hold(leaves);
    this.following.hold(leaves);
  }

  /** Whether edits are on their way, or something was said that Streamlit may not have sent yet. */
  get isTelling(): boolean {
    return this.line.isFresh || this.following.isFresh || this.pending > 0;
  }

  /** Resolves when no edit waits any more, or there is no waiting for it: no connection, or `patience` milliseconds are over. */
  stored(patience: number): Promise<void> {
    const until = Date.now() + patience;
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.pending && this.outbox?.connected && Date.now() < until) setTimeout(look, LOOK_MS);
        else resolve();
      };
      look();
    });
  }

  request(what: string, more: Record<string, unknown> = {}): string {
    const nonce = `${this.client}-${++this.asked}`;
    this.line.say("request", { what, article: this.article, nonce, ...more });
    return nonce;
  }

  /** Asks the server to take an action back, once all edits are stored; false while it is at another one. */
  takeBack(which: Which, deed: Deed): boolean {
    const here = room();
    if (here.asking && Date.now() - here.asking.at < ANSWERED_MS) return false;
    const asking = (here.asking = { which, nonce: "", at: Date.now() });
    void this.stored(STORED_MS).then(() => (asking.nonce = this.request(which, { deed })));
    return true;
  }

  /** Hears what was done beside the text, and what became of an action that was to be taken back. */
  hear(deeds: Deeds | null | undefined, undone: Undone | null | undefined): void {
    this.session?.hear(deeds);
    const { asking } = room();
    if (!undone || undone.nonce !== asking?.nonce) return;
    room().asking = null;
    this.session?.moved(asking.which, undone.deed);
    this.reader?.undone(asking.which, undone);
  }

  get pending(): number {
    return (this.outbox?.pending ?? 0) + this.inherited.reduce((sum, o) => sum + o.pending, 0);
  }

  /** A server that was started anew knows no fragment until the whole page has run once, and Streamlit does not ask it to. */
  setConnected(connected: boolean): void {
    const outboxes = this.outboxes();
    const back = connected && outboxes.some((o) => !o.connected);
    for (const outbox of outboxes) outbox.setConnected(connected);
    if (!back) return;
    if (document.activeElement === document.body) this.reader?.focusText(); // Streamlit's dialog took the focus
    this.runs = RUNS;
    this.wake?.();
  }

  /** A run of the page has ended: only after the first one does a server that was started anew hear the reader. */
  ran(): void {
    this.following.ran();
    if (!this.runs || !this.pending) return;
    this.runs--;
    this.next()?.resend();
  }

  private outboxes(): Outbox[] {
    return this.outbox ? [...this.inherited, this.outbox] : this.inherited;
  }

  /** Whose edits are sent now: those of pages that are gone go first. */
  private next(): Outbox | null {
    return this.inherited[0] ?? this.outbox;
  }

  private acknowledge(ack: Record<string, number>): void {
    this.runs = 0;
    for (const outbox of this.outboxes()) {
      const n = ack[outbox.client];
      if (n !== undefined) outbox.acknowledge(n);
    }
    const waiting = this.inherited.length;
    this.inherited = this.inherited.filter((o) => o.pending);
    if (this.inherited.length === waiting) return;
    this.next()?.resend();
    this.store.emit("saving");
  }

  private begin(full: Full): void {
    holdName(this.client);
    const shelf = new BrowserShelf(full.user);
    this.outbox = this.makeOutbox(this.client, shelf, full);
    this.store.send = (edits) => this.outbox!.add(edits);
    const session = (this.session = sessionOf(full.user));
    session.onChange = () => this.store.emit("saving");
    this.store.did = (edits) => session.did({ kind: "edits", id: edits[0]!.group, articles: [this.article], said: told(this.store, edits) });
    this.store.refusedAll = (group) => session.drop(group);
    void this.remember(shelf).catch((error: unknown) => console.warn("Dateline: earlier actions could not be read", error));
    void this.resume(shelf, full).catch((error: unknown) => {
      console.warn("Dateline: earlier edits could not be read", error);
      this.sought = true;
    });
  }

  private post(sent: Sent): void {
    if (sent.client !== this.next()?.client) return; // one state value carries one client's edits
    this.line.say("outbox", { ...sent, article: this.article, seen: this.store.revision });
  }

  private async remember(shelf: BrowserShelf): Promise<void> {
    const { history } = this.store;
    const kept = await shelf.actions(this.article);
    history.keep = (seq, action) => shelf.keepAction(this.article, seq, action);
    history.restore(kept);
    this.store.emit("saving");
  }

  /** Looks for edits of other pages: those of a page that is gone are taken over now, of one that lives when it goes. */
  private async resume(shelf: BrowserShelf, full: Full): Promise<void> {
    const left = new Set((await shelf.all(this.article, full.user)).map((edit) => edit.client));
    left.delete(this.client);
    const inherited = [...left].map((client) => whenGone(client).then(() => this.inherit(client, shelf, full)));
    const patience = new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
    await Promise.race([Promise.all(inherited), patience]);
    this.sought = true;
    this.store.emit("saving");
  }

  private async inherit(client: string, shelf: BrowserShelf, full: Full): Promise<void> {
    const edits = (await shelf.all(this.article, full.user)).filter((edit) => edit.client === client);
    if (!edits.length) return;
    const outbox = this.makeOutbox(client, shelf, full);
    if (!this.line.isOpen) outbox.pause();
    this.inherited.push(outbox);
    this.resumed += edits.length;
    this.store.replayLater(edits);
    outbox.take(edits);
  }

  private makeOutbox(client: string, shelf: BrowserShelf, full: Full): Outbox {
    const outbox = new Outbox(client, this.article, full.user, shelf, (sent) => this.post(sent));
    outbox.onChange = () => this.store.emit("saving");
    return outbox;
  }
}

interface Room {
  sessions: Map<string, Session>;
  /** The action that the server is asked to take back. */
  asking: { which: Which; nonce: string; at: number } | null;
  desks: Map<string, Desk>;
  listeners: Set<(desk: Desk) => void>;
}

const ROOM = Symbol.for("dateline.reader.1");

function room(): Room {
  const page = window as unknown as Record<symbol, Room | undefined>;
  return (page[ROOM] ??= { desks: new Map(), listeners: new Set(), sessions: new Map(), asking: null });
}

/** What a user did in this tab; kept over a reload. */
function sessionOf(user: string): Session {
  const { sessions } = room();
  let session = sessions.get(user);
  if (!session) sessions.set(user, (session = new Session(`dateline-deeds-${user}`, window.sessionStorage)));
  return session;
}

/** The desk of an article, made when it is first asked for. */
export function deskOf(data: Data): Desk {
  const { desks } = room();
  let desk = desks.get(data.article);
  if (!desk) {
    desk = new Desk(data.article);
    desks.set(data.article, desk);
  }
  return desk;
}
