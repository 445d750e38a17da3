// Ids that a spreadsheet leaves alone.

import { expect, test } from "vitest";
import { randomId } from "../src/ids";

test("a random id begins with a letter and is another one each time", () => {
  const made = Array.from({ length: 200 }, randomId);
  expect(made.every((id) => /^[a-p][0-9a-f]{15}$/.test(id))).toBe(true);
  expect(new Set(made).size).toBe(200);
});
