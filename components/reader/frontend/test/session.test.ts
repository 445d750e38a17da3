import { expect, test } from "vitest";
import { Session, type Deed } from "../src/session";

function drawer(): { getItem: (key: string) => string | null; setItem: (key: string, value: string) => void } {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const deed = (id: string, article = "a"): Deed => ({ kind: "edits", id, articles: [article], said: `did ${id}` });

test("the last action comes first, wherever it was made", () => {
  const session = new Session("s", null);
  session.did(deed("1"));
  session.hear({ done: [{ ...deed("spread"), articles: ["b", "c"] }], gone: [] });
  session.did(deed("2", "b"));
  session.moved("undo", deed("2 back", "b"));
  expect([session.top("undo")?.id, session.top("redo")?.id]).toEqual(["spread", "2 back"]);
});

test("what the page says again is no new action", () => {
  const session = new Session("s", null);
  session.hear({ done: [deed("toll")], gone: [] });
  session.moved("undo", deed("toll back"));
  session.hear({ done: [deed("toll")], gone: [] });
  expect(session.top("undo")).toBeUndefined();
});

test("a new action forgets what could be done again", () => {
  const session = new Session("s", null);
  session.did(deed("1"));
  session.moved("undo", deed("1 back"));
  session.did(deed("2"));
  expect(session.top("redo")).toBeUndefined();
});

test("what was taken back beside the text, or refused, is no action any more", () => {
  const session = new Session("s", null);
  session.did(deed("1"));
  session.hear({ done: [deed("spread")], gone: [] });
  session.hear({ done: [deed("spread")], gone: ["spread"] });
  expect(session.top("undo")?.id).toBe("1");
  session.drop("1");
  expect(session.top("undo")).toBeUndefined();
});

test("it outlives a reload of its tab", () => {
  const kept = drawer();
  new Session("s", kept).did(deed("1"));
  expect(new Session("s", kept).top("undo")?.said).toBe("did 1");
  kept.setItem("s", "broken");
  expect(new Session("s", kept).top("undo")).toBeUndefined();
});
