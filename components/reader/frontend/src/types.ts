// What travels between Python and the browser, named as in payload.py. Offsets are code points, except in offsets.ts.

import type { Deed, Deeds } from "./session";

/** What became of taking an action back: the action that this made, null where nothing was changed; why some was left as it is. */
export interface Undone {
  nonce: string;
  deed: Deed | null;
  said: string;
  left: number;
  why: string;
}

export type Layer = "entity" | "quote" | "figure";
export type Status = "suggested" | "accepted" | "edited" | "rejected";
export type Operation = "add" | "remove" | "relabel" | "resize" | "set" | "accept" | "reject" | "restore";

export type Kind = "name" | "time" | "quote" | "casualty" | "weapon" | "quantity";

export interface Label {
  name: string;
  layer: Layer;
  /** What the label is to the rules; titles and groups are for the screen. */
  kind: Kind;
  title: string;
  plural: string;
  group: string;
  tag: string;
  color: string;
  underline: string;
  help: string;
  key?: string | null;
  /** A regular expression of the words for which the menu offers the label first. */
  fits?: string | null;
}

/** A flat record as model.record_of makes it; the values of its layer are fields beside these. */
export interface Annotation {
  id: string;
  layer: Layer;
  label: string;
  start: number;
  end: number;
  origin: string;
  status: Status;
  score?: number;
  comment?: string;
  hand?: string[];
  /** Of the label and each value that the machine found, the words that say so, as code points. */
  evidence?: Record<string, [number, number]>;
  original_label?: string;
  original_start?: number;
  original_end?: number;
  last?: string | null;
  [value: string]: unknown;
}

export interface Edit {
  op_id: string;
  article_id: string;
  op: Operation;
  target: string;
  data: Record<string, unknown>;
  after: string | null;
  group: string;
  client: string;
  n: number;
}

/** What an edit says before it has its ids: `text` is filled in by the store. */
export interface Draft {
  /** The last edit of the target that the analyst had seen, where that was before now: when typing began. */
  after?: string | null;
  op: Operation;
  target: string;
  data: Record<string, unknown>;
}

export interface Refusal {
  op_id: string | null;
  n: number | null;
  reason: string;
  message: string;
  /** The target as it is now. */
  state: Annotation | null;
}

/** Fields of an annotation that analysts named over all articles: what is stored, and what to show for it. */
export type Called = Record<string, [stored: string | null, shown: string]>;

export interface Full {
  kind: "full";
  article: string;
  user: string;
  /** Why whoever reads may not correct; "" where they may. */
  reads_only: string;
  coding: string;
  text: string;
  text_version: number;
  paragraphs: [number, number][];
  annotations: Annotation[];
  labels: Label[];
  value_fields: Record<Layer, string[]>;
  bounds: string[];
  scopes: string[];
  victim_types: string[];
  tolls: Record<string, unknown>;
  called: Record<string, Called>;
  revision: number;
}

/** Changes from revision `since` on; a browser that knows less asks for everything. */
export interface Delta {
  kind: "delta";
  article: string;
  since: number;
  revision: number;
  changed: Annotation[];
  gone: string[];
  ack: Record<string, number>;
  refused: Refusal[];
  tolls?: Record<string, unknown>;
  called?: Record<string, Called>;
}

export interface Focus {
  annotation?: string;
  start?: number;
  end?: number;
  nonce: string | number;
}

export interface Data {
  role: "reader" | "inspector" | "companion" | "names" | "comments";
  /** What a companion's fragment draws. */
  part?: "tolls" | "charts";
  article: string;
  message?: Full | Delta | null;
  focus?: Focus | null;
  /** What was done beside the text, and what became of an action that the server was asked to take back. */
  deeds?: Deeds | null;
  undone?: Undone | null;
  height?: number | null;
}

/** The outbox state value: every operation that is not acknowledged yet, oldest first. */
export interface OutboxValue {
  client: string;
  article: string;
  ops: Edit[];
  seen: number;
  attempt: number;
}

export interface ComponentArgs {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue: (name: string, value: unknown) => void;
}
