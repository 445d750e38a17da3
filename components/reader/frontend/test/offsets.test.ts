import { describe, expect, test } from "vitest";
import { Text } from "../src/offsets";

describe.each([
  ["plain", "Aleppo fell."],
  ["emoji", "a🚀b🚀🚀c"],
  ["joined emoji", "x👩‍👩‍👧y"],
  ["combining marks", "de\u0301ja\u0300 vu"],
  ["Chinese and a rare sign", "中文𠀀字"],
  ["right to left", "קול 🎉 שלום"],
])("%s", (_, raw) => {
  const points = [...raw];
  const text = new Text(raw);

  test("its length is Python's", () => expect(text.length).toBe(points.length));

  test("every code point goes to UTF-16 and back", () => {
    for (let i = 0; i <= points.length; i++) {
      expect(text.units(i)).toBe(points.slice(0, i).join("").length);
      expect(text.points(text.units(i))).toBe(i);
    }
  });

  test("slices are Python's slices", () => expect(text.slice(1, points.length - 1)).toBe(points.slice(1, -1).join("")));
});

test("an offset inside a surrogate pair is the character it is part of", () => {
  expect(new Text("a🚀b").points(2)).toBe(1);
});
