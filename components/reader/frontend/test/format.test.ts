import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { day, gist, number, quantity, reading, speakerTag, units } from "../src/format";
import { annotation, realLabels } from "./made";

const quote = (values: object) => annotation("q", 0, 1, { layer: "quote", label: "DIRECT", ...values });

test.each([
  [{ speaker_name: "Lang", speaker_score: 0.5 }, "Lang", "perhaps Lang"],
  [{ speaker_name: "Lang", speaker_score: 0.9 }, "Lang", "Lang"],
  [{ speaker_name: "Lang" }, "Lang", "Lang"],
  [{ speaker_name: "Lang", speaker_score: 0.5, status: "accepted" }, "Lang", "Lang"],
  [{ speaker_score: 0.5 }, "?", "no speaker"],
])("%o has the tag %s and says %s", (values, tag, says) => {
  expect(speakerTag(quote(values))).toBe(tag);
  expect(gist(quote(values), undefined, "words")).toBe(says);
});

// What a figure says is one table with components/wording.py (tests/unit/reader/test_wording_cases.py).
interface Cases {
  figures: { row: Record<string, unknown>; quantity: string; reading: string }[];
  numbers: [number, string][];
  days: [string, string][];
  units: [string, number, string][];
}
const cases = JSON.parse(readFileSync(new URL("../../../../tests/unit/reader/wording.json", import.meta.url), "utf8")) as Cases;
const labels = realLabels();

test.each(cases.figures)("$row reads $reading", ({ row: { text, ...row }, quantity: amount, reading: wanted }) => {
  const a = annotation("f", 0, 1, { layer: "figure", ...row });
  const label = labels.find((l) => l.name === a.label)!;
  const unread = wanted.startsWith('"'); // the page of figures quotes the words, the reader shows them in the text
  expect(quantity(a, label)).toBe(unread ? "" : amount);
  expect(reading(a, label, String(text ?? ""))).toBe(unread ? "" : wanted);
});
test.each(cases.numbers)("%d is written %s", (value, wanted) => expect(number(value)).toBe(wanted));
test.each(cases.days)("the day %s is %s", (iso, wanted) => expect(day(iso)).toBe(wanted));
test.each(cases.units)("%s of %d are %s", (unit, value, wanted) => expect(units(unit, value)).toBe(wanted));
