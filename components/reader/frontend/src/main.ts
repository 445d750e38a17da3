// Mounts reader, companion and inspector: Streamlit calls the default export at every new data, and its return value when it unmounts.
// Loading this opens the door for the reader (door.ts), whose own code is no more than that.

import { house } from "./door";
import { CommentList } from "./comments";
import { Inspector } from "./inspector";
import { NameList } from "./names";
import { Reader } from "./reader";
import { deskOf, isBusy, type Desk } from "./registry";
import { randomId } from "./ids";
import type { ComponentArgs } from "./types";

interface Mounted {
  article: string;
  part: Reader | Inspector | NameList | CommentList;
}

const PARTS = { reader: Reader, inspector: Inspector, names: NameList, comments: CommentList };

/** How the companions that are mounted leave. */
const companions = new WeakMap<object, () => void>();

const mounted = new WeakMap<object, Mounted>();

export default function mount(args: ComponentArgs): () => void {
  const { data, parentElement, setStateValue } = args;
  const desk = deskOf(data);
  if (data.role === "companion") {
    companions.set(parentElement, desk.accompany(data.part ?? "charts", setStateValue, data.focus));
    return () => remove(parentElement);
  }
  let here = mounted.get(parentElement);
  if (data.role === "reader") {
    desk.attach(setStateValue);
    desk.take(data.message); // before a new reader draws, so that it draws once
    desk.hear(data.deeds, data.undone);
  }
  if (here?.article !== data.article) {
    remove(parentElement);
    const part = new PARTS[data.role](desk);
    here = { article: data.article, part };
    mounted.set(parentElement, here);
    parentElement.append(part.root);
    if (part instanceof Reader) part.attached();
  }
  if (here.part instanceof Inspector) {
    desk.wake = () => setStateValue("wake", randomId());
  } else if (here.part instanceof Reader) {
    here.part.root.style.setProperty("--rd-height", data.height ? `${data.height}px` : "");
    here.part.update(data.focus);
    watchServer(desk);
  }
  return () => remove(parentElement);
}

function remove(parent: object): void {
  companions.get(parent)?.();
  companions.delete(parent);
  const here = mounted.get(parent);
  if (!here) return;
  here.part.unmount();
  here.part.root.remove();
  mounted.delete(parent);
}

const watched = new WeakSet<Desk>();

/** Streamlit says on its root whether the server answers and runs: the reader shows it at once and sends again when it is back. */
function watchServer(desk: Desk): void {
  const app = document.querySelector("[data-test-connection-state]");
  if (!app || watched.has(desk)) return;
  watched.add(desk);
  let busy = isBusy();
  const look = (): void => {
    desk.setConnected(app.getAttribute("data-test-connection-state") === "CONNECTED");
    const was = busy;
    busy = isBusy();
    if (was && !busy) desk.ran();
  };
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  look();
}

const door = house();
door.mount = mount;
door.unmount = remove;
for (const args of door.waiting.values()) mount(args);
door.waiting.clear();
