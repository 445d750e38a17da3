import { expect, test } from "vitest";
import { ranked } from "../src/legend";
import { judging, namesOf } from "../src/names";
import { certainty, following } from "../src/triage";
import type { Annotation, Label } from "../src/types";
import { annotation, LABELS, opened } from "./made";

const loaded = (annotations: Annotation[]): ReturnType<typeof opened>["store"] => opened("Mona sat.\nMona Marn stood up.", annotations).store;
const label = (name: string, layer: Label["layer"]): Label => ({ ...LABELS[0]!, name, layer });

const store = (): ReturnType<typeof loaded> =>
  loaded([
    annotation("name", 0, 4, { layer: "entity", label: "PERSON" }),
    annotation("quote", 5, 9, { layer: "quote", label: "DIRECT", score: 0.9, speaker_score: 0.4 }),
    annotation("few", 10, 12, { layer: "figure", label: "KILLED", score: 0.8 }),
    annotation("done", 13, 15, { layer: "figure", label: "KILLED", score: 0.1, status: "accepted" }),
    annotation("many", 16, 18, { layer: "figure", label: "KILLED", score: 0.95 }),
  ]);

test("a quote is no surer than its speaker, and a name without a score stands between", () => {
  const s = store();
  expect(["quote", "few", "name", "many"].map((id) => certainty(s.view.get(id)!))).toEqual([0.4, 0.8, 0.85, 0.95]);
});

test("figures are judged alone, one after the other, around the end", () => {
  const s = store();
  const next = (id: string): string | undefined => following(s, s.view.get(id)!, "figures")?.id;
  expect([following(s, 0, "figures")?.id, next("few"), next("many"), next("name")]).toEqual(["few", "many", "few", "few"]);
});

test("the least certain comes first, then the next in that order", () => {
  const s = store();
  const at = (id: string, standing: boolean): string | undefined => following(s, s.view.get(id)!, "unsure", 1, standing)?.id;
  expect(at("many", false)).toBe("quote");
  expect([at("quote", true), at("few", true), at("name", true), at("many", true)]).toEqual(["few", "name", "many", "quote"]);
});

test("a queue without any other suggestion has no next", () => {
  const s = loaded([annotation("one", 0, 4, { layer: "figure", label: "KILLED" })]);
  for (const queue of ["all", "figures", "unsure"] as const) expect(following(s, s.view.get("one")!, queue)).toBeNull();
});

test("a name is judged at all its places, and judging moves no row", () => {
  const s = loaded([
    annotation("a", 0, 4, { layer: "entity", label: "PERSON", name: "Mona Marn" }),
    annotation("b", 5, 9, { layer: "entity", label: "PERSON", name: "Mona Marn", status: "accepted" }),
    annotation("c", 10, 12, { layer: "entity", label: "ORG", name: "Mona Marn", status: "rejected" }),
  ]);
  const [person, org] = namesOf(s);
  expect([person!.label, person!.mentions.map((a) => a.id)]).toEqual(["PERSON", ["a", "b"]]);
  expect([judging(person!, "accept"), judging(person!, "reject"), judging(org!, "accept"), judging(org!, "reject")].map((found) => found.map((a) => a.id).join())).toEqual(["a", "a,b", "c", ""]);
  s.edit(judging(person!, "reject").map((a) => ({ op: "reject", target: a.id, data: {} })));
  expect(namesOf(s).map((name) => name.label)).toEqual(["PERSON", "ORG"]);
  expect(s.rejected).toBe(3);
});

test("rejected highlights are drawn on demand", () => {
  const s = loaded([annotation("a", 0, 4, { status: "rejected" })]);
  expect(s.shown()).toEqual([]);
  s.showRejected(true);
  expect(s.shown().map((a) => a.id)).toEqual(["a"]);
  s.select("a");
  s.showRejected(false);
  expect([s.shown().length, s.selected]).toEqual([0, null]);
});

test("the row of chips takes the layers in turn, figures first, of names the most frequent", () => {
  const labels = [label("PERSON", "entity"), label("GPE", "entity"), label("DIRECT", "quote"), label("KILLED", "figure"), label("INJURED", "figure"), label("MONEY", "figure")];
  const counts = new Map([["PERSON", 2], ["GPE", 9], ["DIRECT", 3], ["KILLED", 1], ["MONEY", 5]]);
  expect(ranked(labels, counts).map((l) => l.name)).toEqual(["KILLED", "DIRECT", "GPE", "MONEY", "PERSON"]);
});
