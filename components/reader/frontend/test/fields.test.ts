import { describe, expect, test } from "vitest";
import { conflict, consequences, FIELDS, readField } from "../src/fields";
import { reading, quantity, day } from "../src/format";
import { annotation } from "./made";

const field = (name: string) => FIELDS.figure.find((f) => f.name === name)!;
const figure = (values: object) => annotation("f", 0, 1, { layer: "figure", label: "KILLED", ...values });

test.each([
  ["value", "94,000", { value: 94000 }],
  ["value", " 2.5 ", { value: 2.5 }],
  ["value", "", { value: null }],
  ["as_of", "2013-05", { value: "2013-05" }],
  ["source", "  the ministry ", { value: "the ministry" }],
])("%s typed as %s", (name, typed, wanted) => expect(readField(field(name), typed)).toEqual(wanted));

test.each([["value", "many"], ["value", "1e400"], ["as_of", "14 May"], ["as_of", "2013-13-01"]])("%s refuses %s", (name, typed) => {
  expect(readField(field(name), typed)).toHaveProperty("problem");
});

describe("a bound and its value fill both ends", () => {
  test.each([
    ["at_least", { bound: "at_least", low: 14, high: null }],
    ["at_most", { bound: "at_most", low: null, high: 14 }],
    ["exact", { bound: "exact", low: 14, high: 14 }],
    ["about", { bound: "about", low: null, high: null }],
  ])("%s", (bound, wanted) => expect(consequences(figure({ value: 14 }), "bound", bound)).toEqual(wanted));
});

test.each([
  [{ low: 5, high: 2 }, "larger"],
  [{ bound: "range", low: 5 }, "range"],
  [{ bound: "exact" }, "needs a value"],
  [{ value: 3, low: 3, high: 3, bound: "exact" }, ""],
])("%o: %s", (values, wanted) => {
  const found = conflict(figure(values));
  wanted ? expect(found).toContain(wanted) : expect(found).toBe("");
});

test.each([
  [{ value: 94000, bound: "at_least", unit: "people" }, "at least 94,000 people"],
  [{ low: 24, high: 99, bound: "vague", unit: "people" }, "24 to 99 people"],
  [{ value: 125, unit: "mile" }, "125 miles"],
  [{ value: 1, unit: "mile" }, "1 mile"],
  [{ value: 6000, bound: "about", unit: "family" }, "about 6,000 families"],
  [{ value: 40, unit: "percent" }, "40 %"],
  [{}, ""],
])("%o reads %s", (values, wanted) => expect(quantity(figure(values))).toBe(wanted));

test("the reading names claim, source and day", () => {
  const label = { title: "Killed", group: "Casualties" } as Parameters<typeof reading>[1];
  const a = figure({ value: 22, bound: "exact", unit: "people", source: "Lenka Observatory", as_of: "2031-04-08" });
  expect(reading(a, label)).toBe("22 people killed, by Lenka Observatory, 8 April 2031");
});

test.each([["2013-05-14", "14 May 2013"], ["2009-09", "September 2009"], ["soon", "soon"]])("%s is %s", (iso, wanted) => expect(day(iso)).toBe(wanted));
