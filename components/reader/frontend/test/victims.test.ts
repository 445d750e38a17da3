import { expect, test } from "vitest";
import { fieldsFor } from "../src/fields";
import { annotation } from "./made";

const names = (label: string, kind: "casualty" | "weapon", more = {}): string[] =>
  fieldsFor(annotation("f", 0, 2, { layer: "figure", label, ...more }), kind).map((field) => field.name);

test("only casualties are asked who their victims are", () => {
  expect(names("KILLED", "casualty")).toContain("victim_type");
  expect(names("RANGE", "weapon")).not.toContain("victim_type");
  expect(names("RANGE", "weapon", { victim_type: "child" })).toContain("victim_type"); // so that it can be taken away
});
