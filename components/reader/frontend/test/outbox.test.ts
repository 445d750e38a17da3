import { beforeEach, describe, expect, test, vi } from "vitest";
import { Outbox, type Sent, type Shelf } from "../src/outbox";
import type { Edit } from "../src/types";

class Memory implements Shelf {
  edits: Edit[] = [];
  async put(edits: readonly Edit[]): Promise<void> {
    this.edits.push(...edits);
  }
  async drop(_article: string, _user: string, client: string, upTo: number): Promise<void> {
    this.edits = this.edits.filter((e) => e.client !== client || e.n > upTo);
  }
  async all(): Promise<Edit[]> {
    return this.edits;
  }
}

let made = 0;
function edit(): Edit {
  return { op_id: `o${++made}`, article_id: "a", op: "accept", target: "t", data: {}, after: null, group: "g", client: "", n: 0 };
}

function box(): { outbox: Outbox; shelf: Memory; sent: Sent[] } {
  const shelf = new Memory();
  const sent: Sent[] = [];
  return { outbox: new Outbox("c", "a", "ada", shelf, (message) => sent.push(message)), shelf, sent };
}

const numbers = (sent: Sent | undefined): number[] => sent?.ops.map((e) => e.n) ?? [];

beforeEach(() => {
  vi.useFakeTimers();
});

test("edits are numbered without gaps, shelved and sent at once", () => {
  const { outbox, shelf, sent } = box();
  outbox.add([edit(), edit()]);
  expect(numbers(sent[0])).toEqual([1, 2]);
  expect(shelf.edits.map((e) => [e.client, e.n])).toEqual([["c", 1], ["c", 2]]);
});

test("every message holds all that is not acknowledged", () => {
  const { outbox, sent } = box();
  outbox.add([edit()]);
  outbox.add([edit()]);
  vi.advanceTimersByTime(150);
  expect(numbers(sent.at(-1))).toEqual([1, 2]);
  outbox.acknowledge(1);
  vi.advanceTimersByTime(1100);
  expect(numbers(sent.at(-1))).toEqual([2]);
});

test("what is not answered is sent again after 1, 2, 4, 8, 8 seconds, each time as a new value", () => {
  const { outbox, sent } = box();
  outbox.add([edit()]);
  const times: number[] = [];
  for (let second = 1; second <= 23; second++) {
    const before = sent.length;
    vi.advanceTimersByTime(1000);
    if (sent.length > before) times.push(second);
  }
  expect(times).toEqual([1, 3, 7, 15, 23]);
  expect(new Set(sent.map((s) => s.attempt)).size).toBe(sent.length);
});

test("acknowledged edits leave the shelf, and nothing more is sent", () => {
  const { outbox, shelf, sent } = box();
  outbox.add([edit(), edit()]);
  outbox.acknowledge(2);
  vi.advanceTimersByTime(60_000);
  expect([shelf.edits.length, sent.length, outbox.pending]).toEqual([0, 1, 0]);
});

test("a burst goes out in few messages, none larger than the window", () => {
  const { outbox, sent } = box();
  for (let i = 0; i < 1000; i++) outbox.add([edit()]);
  vi.advanceTimersByTime(150);
  expect(sent.length).toBeLessThanOrEqual(2);
  expect(numbers(sent.at(-1)).length).toBe(400);
  outbox.acknowledge(400);
  expect(numbers(sent.at(-1))[0]).toBe(401);
});

describe("the state of saving", () => {
  test("saving, then waiting when no answer comes, then saved", () => {
    const { outbox } = box();
    const states = [outbox.state];
    outbox.add([edit()]);
    states.push(outbox.state);
    vi.advanceTimersByTime(1000);
    states.push(outbox.state);
    outbox.acknowledge(1);
    states.push(outbox.state);
    expect(states).toEqual(["saved", "saving", "waiting", "saved"]);
  });

  test("a lost connection shows at once, and the edits go out when it is back", () => {
    const { outbox, sent } = box();
    outbox.setConnected(false);
    outbox.add([edit()]);
    expect(outbox.state).toBe("waiting");
    vi.advanceTimersByTime(20_000);
    const before = sent.length;
    outbox.setConnected(true);
    vi.advanceTimersByTime(1000);
    expect(sent.length).toBe(before + 1);
  });
});

test("edits of a page that is gone keep their client and numbers", () => {
  const { outbox, sent } = box();
  outbox.take([{ ...edit(), client: "c", n: 7 }]);
  outbox.add([edit()]);
  vi.advanceTimersByTime(150);
  expect(numbers(sent.at(-1))).toEqual([7, 8]);
});

test("while no reader is mounted nothing is sent, however long; then what waits goes out", () => {
  const { outbox, sent, shelf } = box();
  outbox.add([edit()]);
  outbox.add([edit()]);
  outbox.pause();
  outbox.add([edit()]);
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(1);
  expect(shelf.edits).toHaveLength(3);
  outbox.resume();
  vi.advanceTimersByTime(1100);
  expect(numbers(sent.at(-1))).toEqual([1, 2, 3]);
});

test("what waits for company goes at once when the analyst turns away", () => {
  const { outbox, sent } = box();
  outbox.add([edit()]);
  outbox.add([edit()]);
  outbox.flush();
  expect(numbers(sent.at(-1))).toEqual([1, 2]);
  outbox.flush();
  expect(sent).toHaveLength(2);
});
