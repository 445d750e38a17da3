// @ts-check
// The command palette: Ctrl+K, some letters, Enter. Pages, labels and actions are known here; articles are asked for.

/** @typedef {[string, boolean][]} Pieces a text in pieces, each with whether the search found it there */
/** @typedef {{id: string, group: string, title: Pieces, hint: string, also: string, href: string}} Item
 *   also: other words by which it is found; href: where a new tab would open it, "" for what is done here */
/** @typedef {{items: Item[], articles: Item[], words: string}} Data words: what the articles were asked for by */
/** @typedef {{data: [Data], parentElement: HTMLElement, setTriggerValue: (name: string, value: object) => void}} Args */

const PAUSE = 150; // milliseconds without a key before articles are asked for
const SHOWN = 7; // items of a group that are shown while something is searched

/** @type {WeakMap<HTMLElement, Palette>} */
const mounted = new WeakMap();

/** @param {Args} args */
export default function mount(args) {
  const parent = args.parentElement;
  let palette = mounted.get(parent);
  if (!palette) {
    palette = new Palette();
    mounted.set(parent, palette);
    parent.append(palette.root);
  }
  palette.send = (name, value) => args.setTriggerValue(name, value);
  palette.take(args.data[0]);
  const here = palette;
  return () => {
    here.leave();
    mounted.delete(parent);
  };
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Record<string, string>} has @param {(Node | string)[]} within
 * @returns {HTMLElementTagNameMap[K]} */
function el(tag, has = {}, ...within) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(has)) made.setAttribute(name, value);
  made.append(...within);
  return made;
}

/** @param {Item} item */
const spelled = (item) => item.title.map(([text]) => text).join("");

class Palette {
  constructor() {
    this.opener = el("button", { type: "button", class: "pl-open", "aria-keyshortcuts": "Control+K" }, "Go to … ", el("kbd", {}, "Ctrl+K"));
    this.input = el("input", {
      type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "pl-list", "aria-autocomplete": "list",
      "aria-label": "Go to a page, an article, a label, or do something", placeholder: "Page, article, label, action …", autocomplete: "off", spellcheck: "false",
    });
    this.list = el("div", { id: "pl-list", role: "listbox", "aria-label": "Found" });
    this.none = el("p", { class: "pl-none", role: "status" });
    const foot = el("p", { class: "pl-foot" }, "↑ ↓ choose   Enter go   Ctrl+Enter in a new tab   Esc close");
    this.dialog = el("dialog", { class: "pl-dialog", "aria-label": "Go to" }, this.input, this.list, this.none, foot);
    this.root = el("div", { class: "pl", "data-testid": "palette" }, this.opener, this.dialog);
    /** @type {Data} */
    this.data = { items: [], articles: [], words: "" };
    /** @type {Item[]} */
    this.shown = [];
    this.at = 0;
    this.timer = 0;
    /** @type {(name: string, value: object) => void} */
    this.send = () => {};
    this.opener.addEventListener("click", () => this.open());
    this.input.addEventListener("input", () => this.typed());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close()); // beside the box
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (this.dialog.open) this.dialog.close();
      else this.open();
    };
    window.addEventListener("keydown", this.onKey, { capture: true });
  }

  leave() {
    window.removeEventListener("keydown", this.onKey, { capture: true });
    window.clearTimeout(this.timer);
    this.root.remove();
  }

  open() {
    window.clearTimeout(this.timer);
    this.input.value = "";
    this.at = 0;
    this.draw();
    this.dialog.showModal();
    this.input.focus();
    if (this.data.words) this.ask();
  }

  /** @param {Data} data */
  take(data) {
    this.data = data;
    if (this.dialog.open) this.draw();
  }

  typed() {
    this.at = 0;
    this.draw();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), PAUSE);
  }

  ask() {
    const words = this.input.value.trim();
    if (words !== this.data.words) this.send("ask", { words });
  }

  /** What fits: items of which every word typed is a part, those that begin with it first; then the articles. */
  fitting() {
    const typed = this.input.value.trim().toLowerCase();
    const words = typed.split(/\s+/).filter(Boolean);
    const items = this.data.items.filter((item) => {
      if (!words.length) return item.group !== "Labels";
      const hay = `${spelled(item)} ${item.hint} ${item.also} ${item.group}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    });
    const rank = (/** @type {Item} */ item) => (spelled(item).toLowerCase().startsWith(typed) ? 0 : 1);
    if (words.length) items.sort((a, b) => rank(a) - rank(b));
    const answered = this.data.words === this.input.value.trim();
    return { items, articles: answered ? this.data.articles : [], answered };
  }

  draw() {
    const { items, articles, answered } = this.fitting();
    const groups = /** @type {Map<string, Item[]>} */ (new Map());
    for (const item of [...items, ...articles]) {
      const group = groups.get(item.group) ?? [];
      if (group.length < SHOWN || !this.input.value.trim()) group.push(item);
      groups.set(item.group, group);
    }
    this.shown = [...groups.values()].flat();
    this.at = Math.min(this.at, Math.max(0, this.shown.length - 1));
    let n = 0;
    this.list.replaceChildren(
      ...[...groups].map(([name, found]) => {
        const group = el("div", { role: "group", "aria-label": name }, el("div", { class: "pl-group", "aria-hidden": "true" }, name));
        for (const item of found) group.append(this.option(item, n++));
        return group;
      }),
    );
    this.none.textContent = answered ? (this.shown.length ? "" : "Nothing is called so.") : "Searching the articles …";
    this.mark();
  }

  /** @param {Item} item @param {number} n */
  option(item, n) {
    const title = el("span", { class: "pl-title" }, ...item.title.map(([text, found]) => (found ? el("mark", {}, text) : text)));
    const made = el("div", { role: "option", id: `pl-${n}`, "aria-selected": "false" }, title, el("span", { class: "pl-hint" }, item.hint));
    made.addEventListener("mousemove", () => {
      if (this.at === n) return;
      this.at = n;
      this.mark();
    });
    made.addEventListener("click", (event) => this.go(item, event.ctrlKey || event.metaKey));
    return made;
  }

  mark() {
    for (const [n, option] of this.list.querySelectorAll("[role=option]").entries()) {
      option.setAttribute("aria-selected", String(n === this.at));
      if (n === this.at) option.scrollIntoView({ block: "nearest" });
    }
    if (this.shown.length) this.input.setAttribute("aria-activedescendant", `pl-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // what is typed here is no command of the page
    const by = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 })[event.key];
    if (by !== undefined && this.shown.length) {
      event.preventDefault();
      const last = this.shown.length - 1;
      const next = this.at + by;
      this.at = Math.abs(by) === 1 ? (next + last + 1) % (last + 1) : Math.max(0, Math.min(last, next));
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = this.shown[this.at];
      if (item) this.go(item, event.ctrlKey || event.metaKey);
    }
  }

  /** @param {Item} item @param {boolean} apart */
  go(item, apart) {
    window.clearTimeout(this.timer);
    this.dialog.close();
    if (apart && item.href) window.open(item.href, "_blank", "noopener");
    else {
      document.dispatchEvent(new Event("dateline-leaving")); // the reader holds back what it would say: the last one asked wins
      this.send("go", { id: item.id });
    }
  }
}
