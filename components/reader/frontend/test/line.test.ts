import { beforeEach, expect, test, vi } from "vitest";
import { Line } from "../src/line";

let busy = false;
let said: [string, unknown][] = [];
let line: Line;

beforeEach(() => {
  vi.useFakeTimers();
  busy = false;
  said = [];
  line = new Line(() => busy);
  line.open((name, value) => said.push([name, value]));
});

test("what is said reaches Python at once", () => {
  line.say("selected", "a");
  expect(said).toEqual([["selected", "a"]]);
});

test("after a click elsewhere nothing is said until the page is done, then the last of each name once", () => {
  busy = true;
  line.hold();
  for (const value of [1, 2]) line.say("outbox", value);
  line.say("selected", "a");
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([]);
  busy = false;
  vi.advanceTimersByTime(60);
  expect(said).toEqual([["outbox", 2], ["selected", "a"]]);
  line.say("outbox", 3);
  expect(said.at(-1)).toEqual(["outbox", 3]);
});

test("a click that runs nothing holds the line only for a moment", () => {
  line.hold();
  line.say("outbox", 1);
  vi.advanceTimersByTime(160);
  expect(said).toEqual([["outbox", 1]]);
});

test("a page that never ends does not hold the line for ever", () => {
  busy = true;
  line.hold();
  line.say("outbox", 1);
  vi.advanceTimersByTime(10_500);
  expect(said).toEqual([["outbox", 1]]);
});

test("of a reader that is gone nothing is said, whatever was kept", () => {
  line.hold();
  line.say("outbox", 1);
  line.close();
  line.say("outbox", 2);
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([]);
});

test("where it surely leads away the line waits for the run to begin, and over the gap between two", () => {
  line.hold(true);
  line.say("turn", 2);
  vi.advanceTimersByTime(1200); // a busy machine
  busy = true;
  vi.advanceTimersByTime(300);
  busy = false;
  vi.advanceTimersByTime(200);
  busy = true;
  vi.advanceTimersByTime(300);
  expect(said).toEqual([]);
  busy = false;
  vi.advanceTimersByTime(500);
  expect(said).toEqual([["turn", 2]]);
});

test("where it was to lead away and nothing ever ran, the line is free after two seconds", () => {
  line.hold(true);
  line.say("turn", 2);
  vi.advanceTimersByTime(1900);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(said).toEqual([["turn", 2]]);
});
