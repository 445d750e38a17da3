import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { next } from "../src/apply";
import { Text } from "../src/offsets";
import type { Annotation, Edit, Operation } from "../src/types";

// The table of cases that Python's rules are tested on as well.
type Case = { why: string; op: Operation; data: Record<string, unknown>; left: string[] };
const CASES = JSON.parse(readFileSync(new URL("../../../../tests/unit/reader/evidence.json", import.meta.url), "utf8")) as Case[];
const TEXT = "Twelve people died in Sidra, the mayor said.";
const KILLED: Annotation = {
  id: "k", layer: "figure", label: "KILLED", start: 0, end: 13, origin: "rule", status: "suggested", value: 12, place: "Sidra", source: "mayor",
  evidence: { label: [14, 18], value: [0, 6], place: [22, 27], source: [33, 38] },
};
const RULES = { text: new Text(TEXT), value_fields: { figure: ["value", "place", "source"], entity: ["name"], quote: [] } };

test.each(CASES)("$why", ({ op, data, left }) => {
  const edit = { op, target: "k", data: { text: TEXT.slice(0, 13), ...data } } as unknown as Edit;
  expect(Object.keys(next(KILLED, edit, RULES)?.evidence ?? {}).sort()).toEqual(left);
});
