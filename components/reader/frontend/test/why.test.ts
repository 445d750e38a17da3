import { expect, test } from "vitest";
import type { Annotation } from "../src/types";
import { because } from "../src/why";

const FOUND: Annotation = {
  id: "k", layer: "figure", label: "KILLED", start: 0, end: 13, origin: "rule", status: "suggested", value: 12, place: "Sidra", scope: "event",
  evidence: { label: [14, 18], place: [22, 27] },
};

test("a value that the machine found rests on its words", () => {
  expect(because(FOUND, "place")).toEqual({ words: [22, 27] });
  expect(because(FOUND, "label")).toEqual({ words: [14, 18] });
});

test("a value without words of its own says so, an unknown one says nothing", () => {
  expect(because(FOUND, "scope")).toEqual({ says: "no single words say so" });
  expect(because(FOUND, "source")).toBeNull();
});

test("an analyst's own value says who and when", () => {
  const { evidence: _, ...rest } = FOUND;
  const set = { ...rest, hand: ["place"], updated_by: "ana", updated_at: "2024-05-01T10:20:30Z" };
  expect(because(set, "place")).toEqual({ says: "set by hand; the highlight was last changed by ana on 2024-05-01 at 10:20" });
  expect(because({ ...set, original_label: "INJURED" }, "label")).toMatchObject({ says: expect.stringContaining("by ana") });
});

test("what an analyst added without saying its place says nothing of it", () => {
  expect(because({ ...FOUND, evidence: {}, origin: "analyst", scope: "event" }, "scope")).toBeNull();
});
