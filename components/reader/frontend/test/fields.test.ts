import { describe, expect, test } from "vitest";
import { conflict, consequences, FIELDS, fieldsFor, readField, storable } from "../src/fields";
import { annotation } from "./made";

const field = (name: string) => FIELDS.figure.find((f) => f.name === name)!;
const figure = (values: object) => annotation("f", 0, 1, { layer: "figure", label: "KILLED", ...values });

test.each([
  ["value", "94,000", { value: 94000 }],
  ["value", " 2.5 ", { value: 2.5 }],
  ["value", "1,234,567.5", { value: 1234567.5 }],
  ["value", "94 000", { value: 94000 }],
  ["value", "94\u202f000", { value: 94000 }],
  ["value", "", { value: null }],
  ["as_of", "2013-05", { value: "2013-05" }],
  ["source", "  the ministry ", { value: "the ministry" }],
])("%s typed as %s", (name, typed, wanted) => expect(readField(field(name), typed)).toEqual(wanted));

test.each([["value", "many"], ["value", "1e400"], ["value", "2,5"], ["value", "1 2"], ["value", "94,00"], ["value", "1,2345"], ["value", "1,000 000"], ["as_of", "14 May"], ["as_of", "2013-13-01"]])("%s refuses %s", (name, typed) => {
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

test.each(["range", "vague"])("a bound %s leaves no one value, and a value typed later ends it", (bound) => {
  const now = consequences(figure({ value: 14, low: 14, high: 14, bound: "exact" }), "bound", bound);
  expect(now).toEqual({ bound, value: null });
  expect(consequences(figure({ low: 10, high: 20, bound }), "value", 12)).toEqual({ value: 12, bound: "exact", low: 12, high: 12 });
});

describe("amounts that cannot be are not stored, and it says why", () => {
  test.each([
    [{}, { low: 9, high: 2 }, "larger"],
    [{ low: 9 }, { bound: "range", value: null }, "range"],
    [{ unit: "people" }, { value: -3 }, "below zero"],
    [{ unit: "people" }, { value: 2e10 }, "not so many"],
    [{ unit: "dollar" }, { value: 1e16 }, "too large"],
    [{ unit: "dollar" }, { value: Number("9".repeat(400)) }, "too large"],
  ])("%o with %o: %s", (values, typed, why) => {
    const found = storable(figure(values), { ...typed, source: "the ministry" });
    expect(found.problem).toContain(why);
    expect(found.values).toEqual({ source: "the ministry" });
  });

  test("what fits is stored", () => {
    const typed = { low: 2, high: 9, bound: "range", value: null };
    expect(storable(figure({ value: 2 }), typed, "casualty")).toEqual({ values: typed, problem: "" });
    expect(storable(figure({ unit: "degree" }), { value: -3 }).problem).toBe("");
    expect(storable(figure({}), { value: -3 }, "casualty").problem).toContain("below zero");
  });
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

test("what a label is decides, whatever the screen calls its group", () => {
  const names = (kind: "time" | "name" | "casualty" | "weapon", layer: "entity" | "figure") => fieldsFor(annotation("a", 0, 1, { layer }), kind).map((f) => f.name);
  expect(names("time", "entity")).toEqual(["iso"]);
  expect(names("name", "entity")).toEqual(["name"]);
  expect(names("casualty", "figure")).not.toContain("weapon");
  expect(names("weapon", "figure")).toContain("weapon");
});
