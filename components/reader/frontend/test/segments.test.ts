import { describe, expect, test } from "vitest";
import { inner, lanesOf, segmentsOf } from "../src/segments";
import { annotation } from "./made";

function cut(...spans: [string, number, number][]): string {
  const annotations = spans.map(([id, start, end]) => annotation(id, start, end));
  return segmentsOf(0, 10, annotations).map((s) => `${s.start}-${s.end}:${s.over.map((a) => a.id).join("")}`).join(" ");
}

describe("a paragraph is cut at every boundary, innermost first", () => {
  test.each([
    ["nothing", [], "0-10:"],
    ["one", [["a", 2, 4]], "0-2: 2-4:a 4-10:"],
    ["nested", [["q", 0, 10], ["a", 2, 4]], "0-2:q 2-4:aq 4-10:q"],
    ["overlapping", [["a", 1, 5], ["b", 3, 8]], "0-1: 1-3:a 3-5:ab 5-8:b 8-10:"],
    ["three deep", [["q", 0, 9], ["b", 1, 8], ["a", 2, 4]], "0-1:q 1-2:bq 2-4:abq 4-8:bq 8-9:q 9-10:"],
    ["same span", [["a", 1, 3], ["b", 1, 3]], "0-1: 1-3:ab 3-10:"],
    ["from before to after", [["q", -5, 40]], "0-10:q"],
  ] as [string, [string, number, number][], string][])("%s", (_, spans, wanted) => expect(cut(...spans)).toBe(wanted));
});

test("pieces cover the paragraph without gaps, whatever the spans", () => {
  let seed = 1;
  const random = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 200; round++) {
    const annotations = Array.from({ length: random(12) }, (_, i) => {
      const start = random(50);
      return annotation(`a${i}`, start, start + 1 + random(20));
    });
    const found = segmentsOf(0, 70, annotations);
    expect(found[0]!.start).toBe(0);
    expect(found.at(-1)!.end).toBe(70);
    for (const [i, s] of found.entries()) {
      if (i) expect(s.start).toBe(found[i - 1]!.end);
      expect(s.over).toEqual(annotations.filter((a) => a.start <= s.start && a.end >= s.end).sort(inner));
    }
  }
});

test("overlapping spans have lanes of their own, the inner one next to the text", () => {
  const lanes = lanesOf([annotation("outer", 0, 9), annotation("inner", 2, 4), annotation("apart", 20, 24)]);
  expect(Object.fromEntries(lanes)).toEqual({ inner: 0, outer: 1, apart: 0 });
});

test("a short span before a long one does not hide their overlap", () => {
  const lanes = lanesOf([annotation("long", 0, 30), annotation("b", 1, 3), annotation("c", 20, 25)]);
  expect([lanes.get("b"), lanes.get("c"), lanes.get("long")]).toEqual([0, 0, 1]);
});
