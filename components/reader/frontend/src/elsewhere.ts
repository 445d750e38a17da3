// What the analyst does outside the reader may lead to another page: edits go out before, and nothing disturbs its coming.

import type { Desk } from "./registry";

const LINK_MS = 40;

/** Watches the page around `root` until `signal` says stop. */
export function watchElsewhere(desk: Desk, root: HTMLElement, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const outside = (event: Event): boolean => !(event.target instanceof Element && event.target.closest(".rd"));
  const flush = (): void => desk.flush();
  root.addEventListener("pointerleave", flush);
  root.addEventListener("focusout", flush);
  document.addEventListener("pointerdown", (event) => outside(event) && flush(), options);
  document.addEventListener("click", (event) => outside(event) && clicked(desk, event), options);
  document.addEventListener("keydown", (event) => event.altKey && !/Arrow|Alt/.test(event.key) && desk.hold(), options); // a shortcut of the page
  window.addEventListener("popstate", () => desk.hold(), options);
}

/** A link to another page waits until the last edit is on its way, or Streamlit would take the edit's page for the newer wish. */
function clicked(desk: Desk, event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLElement>("a[href]");
  const fresh = desk.hold();
  if (!fresh || !link || !event.isTrusted || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => link.click(), LINK_MS);
}
