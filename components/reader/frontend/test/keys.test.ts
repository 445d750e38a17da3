import { expect, test } from "vitest";
import { commandOf, KEYS } from "../src/keys";

function press(key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}): Parameters<typeof commandOf>[0] {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

test.each([
  ["n", {}, "next"],
  ["N", { shiftKey: true }, "next_suggestion"],
  ["a", {}, "accept_next"],
  ["z", { ctrlKey: true }, "undo"],
  ["z", { metaKey: true }, "undo"],
  ["Z", { ctrlKey: true, shiftKey: true }, "redo"],
  ["?", { shiftKey: true }, "help"],
  ["Delete", {}, "delete"],
  ["c", { ctrlKey: true }, null],
  ["f", { ctrlKey: true }, null],
  ["r", {}, null],
] as const)("%s %o is %s", (key, more, command) => expect(commandOf(press(key, more), true)?.command ?? null).toBe(command));

test.each([
  [{ shiftKey: true }, true, "end_right", false],
  [{ shiftKey: true, ctrlKey: true }, true, "end_right", true],
  [{ altKey: true }, true, "start_right", false],
  [{ shiftKey: true }, false, "grow_right", false],
  [{}, false, "word_right", false],
] as const)("arrows with %o, selected: %s", (more, selected, command, fine) => {
  expect(commandOf(press("ArrowRight", more), selected)).toEqual({ command, fine });
});

test("no two commands share a key, arrows aside", () => {
  const keys = KEYS.flatMap((k) => k.keys).filter((k) => !k.includes("Arrow"));
  expect(new Set(keys).size).toBe(keys.length);
});
