import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Following, type Now } from "../src/following";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

/** A page whose runs take `length` ms; `said` lists what the companions were told, with the time. */
function page(length: { tolls: number; charts: number }) {
  const now: Now = { selected: "", turn: 1 };
  const state = { pending: false, busy: false };
  const said: [string, string, number][] = [];
  const following = new Following(() => now, () => state.pending, () => state.busy);
  following.came(1);
  for (const part of ["tolls", "charts"] as const)
    following.open(part, (name) => {
      said.push([part, name, performance.now()]);
      state.busy = true;
      setTimeout(() => {
        state.busy = false;
        following.ran();
      }, length[part]);
    });
  /** An edit that is acknowledged after 60 ms, or when the run in its way has ended. */
  const edit = (): void => {
    state.pending = true;
    following.edit();
    const acknowledge = (): void => {
      if (state.busy) return void setTimeout(acknowledge, 10);
      state.pending = false;
      now.turn++;
      following.follow();
    };
    setTimeout(acknowledge, 60);
  };
  return { now, said, following, edit, state };
}

test("tolls follow an edit at once and charts after them", () => {
  const { said, edit } = page({ tolls: 40, charts: 200 });
  edit();
  vi.advanceTimersByTime(2000);
  expect(said.map(([part]) => part)).toEqual(["tolls", "charts"]);
  expect(said[0]![2] + 40).toBeLessThan(250);
});

test("in a burst of four edits a second no run of the charts stands in the way of one, and they come when it is over", () => {
  const { said, edit } = page({ tolls: 40, charts: 400 });
  for (let n = 0; n < 20; n++) {
    edit();
    vi.advanceTimersByTime(250);
  }
  expect(said.filter(([part]) => part === "charts")).toEqual([]);
  vi.advanceTimersByTime(3000);
  expect(said.filter(([part]) => part === "charts")).toHaveLength(1);
});

test("where a run of the tolls takes long they wait for a pause too", () => {
  const { said, edit } = page({ tolls: 900, charts: 900 });
  edit();
  vi.advanceTimersByTime(9000);
  const before = said.length;
  for (let n = 0; n < 8; n++) {
    edit();
    vi.advanceTimersByTime(250);
  }
  expect(said).toHaveLength(before);
  vi.advanceTimersByTime(9000);
  expect(said.slice(before).map(([part]) => part)).toEqual(["tolls", "charts"]);
});

test("a selection is told to the charts alone", () => {
  const { said, now, following } = page({ tolls: 40, charts: 100 });
  now.selected = "a";
  following.follow();
  vi.advanceTimersByTime(2000);
  expect(said.map(([part, name]) => [part, name])).toEqual([["charts", "selected"]]);
});

test("nothing is told while a run is under way", () => {
  const { said, edit, state } = page({ tolls: 40, charts: 100 });
  edit();
  vi.advanceTimersByTime(59);
  state.busy = true;
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([]);
});
