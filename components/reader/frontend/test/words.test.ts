import { describe, expect, test } from "vitest";
import { Text } from "../src/offsets";
import { moved, snapToWords, trimmed, wordFrom } from "../src/words";

function snapped(raw: string, caught: string): string | null {
  const text = new Text(raw);
  const start = [...raw.slice(0, raw.indexOf(caught))].length;
  const found = snapToWords(text, start, start + [...caught].length);
  return found && text.slice(found.start, found.end);
}

describe("a caught piece grows to whole words and loses blanks and punctuation at its ends", () => {
  test.each([
    ["Shells fell on Aleppo.", "ls fell o", "Shells fell on"],
    ["killed 94,000 people", "4,0", "94,000"],
    ["fired S-300 missiles", "S-", "S-300"],
    ["Assad’s army", "sad", "Assad’s"],
    ["He said. “Nobody sleeps,” and", " “Nobody sleeps,” ", "Nobody sleeps"],
    ["rose 2.5 percent.", "2", "2.5"],
    ["It cost $250 then", "50", "$250"],
    ["about déjà vu", "éj", "déjà"],
    ["see 👩‍👩‍👧 here", "👩", "👩‍👩‍👧"],
    ["שלום עולם", "לו", "שלום"],
  ])("%s: %s", (raw, caught, wanted) => expect(snapped(raw, caught)).toBe(wanted));

  test("nothing is left of blanks", () => expect(snapped("a   b", "  ")).toBe(null));
});

test("characters are trimmed, and emoji stay whole", () => {
  const text = new Text("x 👩‍👩‍👧 y");
  expect(trimmed(text, 1, 3)).toEqual({ start: 2, end: 7 });
});

test("the word cursor goes from word to word and stops at the ends", () => {
  const text = new Text("One, two.");
  expect(wordFrom(text, 0, 1)).toEqual({ start: 0, end: 3 });
  expect(wordFrom(text, 3, 1)).toEqual({ start: 5, end: 8 });
  expect(wordFrom(text, 8, 1)).toBe(null);
  expect(wordFrom(text, 5, -1)).toEqual({ start: 0, end: 3 });
});

test.each([
  ["end", 1, 3, 8],
  ["end", -1, 8, 3],
  ["start", -1, 5, 0],
  ["start", 1, 0, 5],
] as const)("the %s moves a word %i", (edge, direction, from, to) => {
  expect(moved(new Text("One, two."), from, direction, "word", edge)).toBe(to);
});

test("ten thousand zero-width joiners take no noticeable time", () => {
  const text = new Text(`a${"\u200d".repeat(10_000)}b c`);
  const begin = performance.now();
  snapToWords(text, 10, 4000);
  expect(performance.now() - begin).toBeLessThan(200);
});
