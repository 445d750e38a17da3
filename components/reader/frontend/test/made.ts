// Small articles and edits for the tests.

import { readFileSync } from "node:fs";
import { Store } from "../src/store";
import type { Annotation, Edit, Full, Label } from "../src/types";

export const LABELS: Label[] = [
  ["PERSON", "entity", "p", "name"], ["GPE", "entity", "g", "name"], ["DIRECT", "quote", "q", "quote"], ["KILLED", "figure", "k", "casualty"],
].map(([name, layer, key, kind]) => ({ name: name!, layer: layer as Label["layer"], kind: kind as Label["kind"], title: name!, plural: name!, group: "", tag: "", color: "#123456", underline: "solid", help: "", key: key! }));

/** The labels of data/labels.toml, of which every value that matters here is a string on a line of its own. */
export function realLabels(): Label[] {
  const toml = readFileSync(new URL("../../../../data/labels.toml", import.meta.url), "utf8");
  return [...toml.matchAll(/^\[(\w+)\]\n((?:.+\n?)*)/gm)].map(([, name, rows]) => {
    const values = [...rows!.matchAll(/^(\w+) = (["'])(.*)\2$/gm)].map(([, field, , value]) => [field, value]);
    return { name, ...Object.fromEntries(values) } as Label;
  });
}

export function annotation(id: string, start: number, end: number, more: Partial<Annotation> = {}): Annotation {
  return { id, layer: "entity", label: "GPE", start, end, origin: "rule", status: "suggested", ...more } as Annotation;
}

export function full(text: string, annotations: Annotation[], more: Partial<Full> = {}): Full {
  const paragraphs: [number, number][] = [];
  for (const found of text.matchAll(/[^\n]+/g)) paragraphs.push([[...text.slice(0, found.index)].length, [...text.slice(0, found.index + found[0].length)].length]);
  return {
    kind: "full", article: "a", user: "ada", reads_only: "", coding: "shared", text, text_version: 1, paragraphs, annotations, labels: LABELS,
    value_fields: { entity: ["name"], quote: ["speaker_name", "speaker_start", "speaker_end"], figure: ["value", "low", "high", "bound", "unit"] },
    bounds: ["exact"], scopes: ["event"], victim_types: ["civilian", "aid_worker"], tolls: {}, called: {}, revision: 1, ...more,
  };
}

/** A loaded store whose edits are numbered by client "c" and collected in `sent`. */
export function opened(text: string, annotations: Annotation[] = []): { store: Store; sent: Edit[] } {
  const store = new Store("a");
  const sent: Edit[] = [];
  store.send = (edits) => {
    for (const edit of edits) {
      edit.client = "c";
      edit.n = sent.length + 1;
      sent.push(edit);
    }
  };
  store.load(full(text, annotations));
  return { store, sent };
}

export function ack(n: number, more: object = {}): Parameters<Store["merge"]>[0] {
  return { kind: "delta", article: "a", since: 1, revision: 2, changed: [], gone: [], ack: { c: n }, refused: [], ...more };
}
