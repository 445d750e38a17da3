import { expect, test } from "vitest";
import { ranked, type Words } from "../src/ranking";
import { annotation, realLabels } from "./made";

const labels = realLabels();
const names = (words: Words, recent: string[] = []): string[] => ranked(labels, words, recent).likely.map((label) => label.name);

test.each([
  ["187", "KILLED"],
  ["120 rescuers", "KILLED"],
  ["at least 94,000 people", "KILLED"],
  ["Dozens", "KILLED"],
  ["3,500 homes", "KILLED"],
  ["125 miles", "RANGE"],
  ["36 rockets", "WEAPON_COUNT"],
  ["155 mm", "CALIBRE"],
  ["155mm", "CALIBRE"],
  ["900 km/h", "SPEED"],
  ["$1.5 billion", "MONEY"],
  ["40 percent", "PERCENT"],
  ["two weeks", "DURATION"],
  ["40 hectares", "MEASURE"],
  ["3 May 2013", "DATE"],
  ["2009", "DATE"],
  ["last night", "TIME"],
  ["Mira Odun", "PERSON"],
  ["Lenka Observatory", "ORG"],
  ["S-300", "WEAPON"],
  ["generators", "PERSON"],
  ["that the town had been given up two days before", "INDIRECT"],
  ["that the attack “will not go unanswered”", "MIXED"],
])("%s is offered %s first", (text, label) => expect(names({ text })[0]).toBe(label));

test("a number is offered killed, injured and count, and not what reads another unit", () => {
  const found = names({ text: "46 vials" });
  expect(found).toEqual(expect.arrayContaining(["KILLED", "INJURED", "COUNT"]));
  expect(found).not.toContain("RANGE");
});

test("the last label comes first only where it fits", () => {
  expect(names({ text: "187" }, ["PERSON", "COUNT"])[0]).toBe("COUNT");
  expect(names({ text: "125 miles" }, ["KILLED"])[0]).toBe("RANGE");
  expect(names({ text: "Vasland" }, ["KILLED", "GPE"])[0]).toBe("GPE");
  expect(names({ text: "46 vials" }, ["DIRECT", "PERSON"])[0]).toBe("KILLED");
});

test("words between quotation marks are a quote", () => {
  expect(names({ text: "We stay", before: "“", after: "”" })[0]).toBe("DIRECT");
});

test("a highlight is not offered the label that it has, and keeps to its layer where its words leave it open", () => {
  const now = annotation("f", 0, 3, { layer: "figure", label: "KILLED" });
  expect(names({ text: "187", now })).not.toContain("KILLED");
  expect(names({ text: "soldiers", now })[0]).toBe("INJURED");
});

test("every label is in one of the two parts, once", () => {
  const { likely, rest } = ranked(labels, { text: "187" }, ["COUNT"]);
  expect([...likely, ...rest].map((label) => label.name).sort()).toEqual(labels.map((label) => label.name).sort());
});
