// What people write into a field is read as the pages read it (tests/unit/reader/test_written_forms.py).

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readAmount, readDay, Unread } from "../src/written";

interface Case {
  kind: "day" | "amount";
  typed: string;
  read?: unknown;
  says?: string;
}

const cases = JSON.parse(readFileSync(new URL("../../../../tests/unit/reader/written_forms.json", import.meta.url), "utf8")) as Case[];

test.each(cases)("$kind “$typed”", ({ kind, typed, read, says }) => {
  const reads = (): unknown => (kind === "day" ? readDay(typed) : readAmount(typed));
  if (says === undefined) expect(reads()).toEqual(read);
  else expect(reads).toThrow(new Unread(says));
});
