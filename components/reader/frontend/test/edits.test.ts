// The reader obeys the same table of cases as the store (tests/unit/reader/test_edit_cases.py).

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { next, record, Refused, type Rules } from "../src/apply";
import { Text } from "../src/offsets";
import type { Annotation, Edit, Operation } from "../src/types";

interface Case {
  case: string;
  before: Annotation | null;
  op: Operation;
  target: string;
  data: Record<string, unknown>;
  after?: Annotation | null;
  refused?: string;
}

const table = JSON.parse(readFileSync(new URL("../../../../tests/unit/reader/edits.json", import.meta.url), "utf8")) as { text: string; cases: Case[] };
const rules: Rules = {
  text: new Text(table.text),
  value_fields: {
    entity: ["name", "entity_id", "iso"],
    quote: ["speaker_name", "relay"],
    figure: ["value", "low", "high", "bound", "unit", "subject", "place", "source", "relay"],
  },
};

test.each(table.cases)("$case", ({ before, op, target, data, after, refused }) => {
  const edit: Edit = { op_id: "o", article_id: "a", op, target, data, after: null, group: "g", client: "c", n: 1 };
  if (refused) {
    expect(() => next(before, edit, rules)).toThrow(Refused);
    return;
  }
  const found = next(before, edit, rules);
  expect(found && record(found)).toEqual(after);
});
