// The door of the reader: all the code that travels with every answer to an edit. The rest comes once, with the inspector
// (main.ts), which does not run again at an edit; until it is there the door keeps what it was asked for.

import type { ComponentArgs } from "./types";

export interface House {
  mount: ((args: ComponentArgs) => void) | null;
  unmount: (parent: object) => void;
  waiting: Map<object, ComponentArgs>;
}

const HOUSE = Symbol.for("dateline.reader.house");

/** Where door and code of this page meet. */
export function house(): House {
  const page = window as unknown as Record<symbol, House | undefined>;
  const waiting = new Map<object, ComponentArgs>();
  return (page[HOUSE] ??= { mount: null, unmount: (parent) => waiting.delete(parent), waiting });
}

export default function knock(args: ComponentArgs): () => void {
  const here = house();
  if (here.mount) here.mount(args);
  else here.waiting.set(args.parentElement, args);
  return () => here.unmount(args.parentElement);
}
