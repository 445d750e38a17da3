import { expect, test } from "vitest";
import { gist, speakerTag } from "../src/format";
import { annotation } from "./made";

const quote = (values: object) => annotation("q", 0, 1, { layer: "quote", label: "DIRECT", ...values });

test.each([
  [{ speaker_name: "Lang", speaker_score: 0.5 }, "Lang", "perhaps Lang"],
  [{ speaker_name: "Lang", speaker_score: 0.9 }, "Lang", "Lang"],
  [{ speaker_name: "Lang" }, "Lang", "Lang"],
  [{ speaker_name: "Lang", speaker_score: 0.5, status: "accepted" }, "Lang", "Lang"],
  [{ speaker_score: 0.5 }, "?", "no speaker"],
])("%o has the tag %s and says %s", (values, tag, says) => {
  expect(speakerTag(quote(values))).toBe(tag);
  expect(gist(quote(values), "words")).toBe(says);
});
