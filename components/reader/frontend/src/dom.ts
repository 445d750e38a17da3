// Small helpers to build DOM. Article text and values only ever enter through textContent.

type Attributes = Record<string, string | number | boolean | null | undefined>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, attributes);
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** A button that does not take the focus away from the text when it is clicked. */
export function button(text: string, attributes: Attributes, act: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

const HEAD = 32; // px: the row of chips at the top of the layer stays free

/** An element placed below a rectangle (or above where there is no room), kept inside its layer. */
export function place(element: HTMLElement, layer: HTMLElement, at: DOMRect, prefer: "below" | "above", gap = 6): void {
  const frame = layer.getBoundingClientRect();
  const size = element.getBoundingClientRect();
  const below = at.bottom + gap;
  const above = at.top - gap - size.height;
  const roomBelow = Math.min(frame.bottom + 120, window.innerHeight) - below >= size.height;
  const roomAbove = above >= Math.max(0, frame.top + HEAD);
  const top = prefer === "below" ? (roomBelow || !roomAbove ? below : above) : roomAbove || !roomBelow ? above : below;
  const left = Math.max(frame.left + 4, Math.min(at.left, frame.right - size.width - 4));
  element.style.top = `${Math.round(top - frame.top)}px`;
  element.style.left = `${Math.round(left - frame.left)}px`;
}
