// What the analyst does outside the reader may lead to another page: edits go out before, and nothing disturbs its coming.

import type { Desk } from "./registry";

const LEAVING = "dateline-leaving"; // what the command palette says before it goes somewhere
const LINK_MS = 40;
const STORED_MS = 1500;

/** Watches the page around `root` until `signal` says stop. */
export function watchElsewhere(desk: Desk, root: HTMLElement, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const outside = (event: Event): boolean => !(event.target instanceof Element && event.target.closest(".rd"));
  const flush = (): void => desk.flush();
  root.addEventListener("pointerleave", flush);
  root.addEventListener("focusout", flush);
  document.addEventListener("pointerdown", (event) => outside(event) && flush(), options);
  document.addEventListener("click", (event) => outside(event) && clicked(desk, event), options);
  document.addEventListener("keydown", (event) => isShortcut(event) && desk.hold(), options);
  document.addEventListener("keydown", (event) => outside(event) && undone(desk, event), options);
  document.addEventListener(LEAVING, () => desk.hold(true), options);
  window.addEventListener("popstate", () => desk.hold(true), options);
}

/** Undo and redo work wherever the focus is, but in a field, which has its own, and behind a dialog. */
function undone(desk: Desk, event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const which = event.key === "z" ? "undo" : event.key === "y" || event.key === "Z" ? "redo" : null;
  const typing = event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.matches("input, textarea, select"));
  if (!which || typing || document.querySelector("[data-testid=stDialog]")) return;
  event.preventDefault();
  desk.reader?.undo(which);
}

/** Whether a key press is a shortcut of the page: in the reader's own menu Alt and a letter take a label. */
function isShortcut(event: KeyboardEvent): boolean {
  const inMenu = event.target instanceof Element && event.target.closest(".rd-menu");
  return event.altKey && !inMenu && !/Arrow|Alt/.test(event.key);
}

/**
 * A link to another page waits until the edits before it are stored, or a moment has passed: Streamlit takes the newest wish
 * for a page and drops what was said on the old one.
 */
function clicked(desk: Desk, event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  const follows = link && !link.target && event.isTrusted && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!follows || !desk.isTelling) {
    desk.hold(!!follows);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  void desk.stored(STORED_MS).then(() => {
    desk.hold(true);
    setTimeout(() => link.click(), LINK_MS);
  });
}
