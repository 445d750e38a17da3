// The inspector obeys the same table of cases as the store (tests/unit/reader/test_typed_values.py).

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIELDS, readField, storable } from "../src/fields";
import type { Layer } from "../src/types";
import { annotation, realLabels } from "./made";

interface Case {
  label: string;
  before: Record<string, unknown>;
  set: Record<string, unknown>;
  says: string;
  /** Where what is read of a typed text says it better than what is stored. */
  typed_says?: string;
}

const cases = JSON.parse(readFileSync(new URL("../../../../tests/unit/reader/typed_values.json", import.meta.url), "utf8")) as Case[];
const labels = realLabels();

test.each(cases)("$label $before with $set", ({ label, before, set, says, typed_says }) => {
  const layer: Layer = label === "DATE" ? "entity" : "figure";
  const a = annotation("f", 0, 2, { layer, label, ...before });
  let said = storable(a, set, labels.find((l) => l.name === label)!.kind).problem;
  for (const field of FIELDS[layer].filter((f) => f.kind === "day" && f.name in set)) {
    const read = readField(field, String(set[field.name] ?? ""));
    if ("problem" in read) said = read.problem;
  }
  expect(said.replace(/\.$/, "")).toBe(typed_says ?? says);
});
