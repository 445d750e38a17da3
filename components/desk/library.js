// @ts-check
// The library's table: one row an article, sorted by its headers, walked by j and k, ticked for what is done to many at once.

/** @typedef {[string, boolean][]} Pieces a text in pieces, each with whether the search found it there */
/** @typedef {{id: string, href: string, title: Pieces, heard: string, snippet: Pieces, outlet: string, day: string, added: string,
 *   assignee: string, who: string, state: string, stateSaid: string, tags: string[], near: string, counts: [number, number, number], killed: string}} Row */
/** @typedef {{rows: Row[], sort: {by: string, descending: boolean}, total: number, page: number, pages: number,
 *   statuses: Record<string, string>, tags: string[], collections: [string, string][], collection: string,
 *   assigning: [string, string][], isTeam: boolean, mayAnnotate: boolean, mayCurate: boolean, removed: boolean, focus: string}} Data
 *   focus: "" or the end of the page, "first" or "last", that takes the focus */
/** @typedef {{data: [Data], parentElement: HTMLElement, setTriggerValue: (name: string, value: object) => void}} Args */

/** @type {WeakMap<HTMLElement, Table>} */
const mounted = new WeakMap();

/** @param {Args} args */
export default function mount(args) {
  const parent = args.parentElement;
  let table = mounted.get(parent);
  if (!table) {
    table = new Table();
    mounted.set(parent, table);
    parent.append(table.root);
  }
  table.send = (value) => args.setTriggerValue("do", value);
  table.draw(args.data[0]);
  return () => {
    table.leave();
    mounted.delete(parent);
  };
}

/** An element with its properties, attributes (names with a dash) and children.
 * @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Record<string, unknown>} has @param {(Node | string)[]} within
 * @returns {HTMLElementTagNameMap[K]} */
function el(tag, has = {}, ...within) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(has)) {
    if (name.includes("-") || name === "role") made.setAttribute(name, String(value));
    else Object.assign(made, { [name]: value });
  }
  made.append(...within);
  return made;
}

/** A text whose found words are marked. @param {Pieces} pieces */
const pieced = (pieces) => pieces.map(([text, found]) => (found ? el("mark", {}, text) : text));

const COLUMNS = /** @type {const} */ ([
  ["title", "Title", "", false],
  ["outlet", "Outlet", "", false],
  ["published", "Date", "", true],
  ["added_at", "Added", "lb-added", true],
  ["review_status", "Status", "", false],
  ["assignee", "Assigned to", "lb-who", false],
  ["suggestions", "To judge", "lb-n lb-wide", true],
  ["quotes", "Quotes", "lb-n lb-wide", true],
  ["figures", "Figures", "lb-n lb-wide", true],
  ["killed", "Killed", "lb-n", true],
]);

const KEYS = [
  ["/", "to the search"],
  ["j, k", "next, previous article"],
  ["Enter", "open it; with Ctrl in a new tab"],
  ["x", "tick it; with Shift all of the page"],
  ["d", "its details: title, outlet, date, take out"],
  ["Ctrl+K", "go anywhere"],
  ["Alt+N", "the next unfinished article"],
];

class Table {
  constructor() {
    this.root = el("div", { className: "lb", "data-testid": "library" });
    this.bar = el("div", { className: "lb-bar", role: "toolbar", "aria-label": "Ticked articles" });
    this.body = el("div");
    this.live = el("div", { className: "lb-live", role: "status" });
    this.root.append(this.bar, this.body, this.live);
    /** @type {Set<string>} */
    this.ticked = new Set();
    this.found = false; // all that the search found are ticked, on whichever page
    /** @type {Data | null} */
    this.data = null;
    this.at = ""; // the row that the keys walk from
    this.drawnFocus = "";
    /** @type {(value: object) => void} */
    this.send = () => {};
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  leave() {
    document.removeEventListener("keydown", this.onKey);
    this.root.remove();
  }

  /** @param {Data} data */
  draw(data) {
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    const focused = held && this.body.contains(held) ? held.dataset["focus"] : "";
    this.data = data;
    this.body.replaceChildren(this.table(data), this.foot(data));
    this.drawBar();
    if (focused) /** @type {HTMLElement | null} */ (this.body.querySelector(`[data-focus="${CSS.escape(focused)}"]`))?.focus();
    if (data.focus && data.focus !== this.drawnFocus) {
      const links = this.links();
      (data.focus.startsWith("last") ? links.at(-1) : links[0])?.focus();
    }
    this.drawnFocus = data.focus;
  }

  /** @param {Data} data */
  table(data) {
    const all = el("input", { type: "checkbox", className: "lb-tick", "aria-label": "Tick all of this page", "data-focus": "all" });
    const ids = data.rows.map((row) => row.id);
    all.checked = ids.length > 0 && ids.every((id) => this.ticked.has(id));
    all.indeterminate = !all.checked && ids.some((id) => this.ticked.has(id));
    all.addEventListener("change", () => this.tick(ids, all.checked));
    const head = el("tr", {}, el("th", { className: "lb-c-tick" }, all));
    for (const [name, title, shape, falls] of COLUMNS) {
      if (name === "assignee" && !data.isTeam) continue;
      const now = data.sort.by === name;
      const button = el("button", { type: "button", "data-focus": `sort ${name}`, title: `Sort by ${title.toLowerCase()}` }, title);
      if (now) button.append(el("span", { "aria-hidden": "true" }, data.sort.descending ? " ↓" : " ↑"));
      button.addEventListener("click", () => this.send({ what: "sort", by: name, descending: now ? !data.sort.descending : falls }));
      const sorted = now ? (data.sort.descending ? "descending" : "ascending") : "none";
      head.append(el("th", { className: `${shape} lb-c-${name}`, scope: "col", "aria-sort": sorted }, button));
    }
    head.append(el("th", { className: "lb-c-more" }, el("span", { className: "lb-live" }, "Details")));
    const rows = data.rows.map((row) => this.row(row));
    return el("table", { "aria-label": "Articles", className: data.sort.by === "added_at" ? "lb-by-added" : "" }, el("thead", {}, head), ...rows);
  }

  /** @param {Row} row */
  row(row) {
    const tick = el("input", { type: "checkbox", className: "lb-tick", "aria-label": `Tick ${row.heard}`, "data-focus": `tick ${row.id}` });
    tick.checked = this.ticked.has(row.id);
    tick.addEventListener("change", () => this.tick([row.id], tick.checked));
    const link = el("a", { href: row.href, className: "lb-title", "data-focus": row.id, "data-article": row.id }, ...pieced(row.title));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return; // the browser's own: a new tab, a window
      event.preventDefault();
      this.send({ what: "open", id: row.id });
    });
    link.addEventListener("focus", () => (this.at = row.id));
    const title = el("td", { className: "lb-c-title" }, link);
    if (row.near) title.append(el("span", { className: "lb-tag lb-near", title: "Near-duplicates: what they repeat counts once" }, row.near));
    for (const tag of row.tags) title.append(el("span", { className: "lb-tag" }, tag));
    const more = el("button", { type: "button", className: "lb-more", "data-focus": `more ${row.id}`, title: "Details, take out (d)" }, "⋯");
    more.setAttribute("aria-label", `Details of ${row.heard}`);
    more.addEventListener("click", () => this.send({ what: "details", id: row.id }));
    const cells = [
      el("td", { title: row.outlet }, row.outlet || none()),
      el("td", {}, row.day || none()),
      el("td", { className: "lb-added" }, row.added),
      el("td", {}, el("span", { className: `lb-state lb-${row.state}` }, row.stateSaid)),
      ...(this.data?.isTeam ? [el("td", { className: "lb-who", title: row.assignee }, row.who || none())] : []),
      ...row.counts.map((n) => el("td", { className: `lb-n lb-wide${n ? "" : " lb-none"}` }, n.toLocaleString("en"))),
      el("td", { className: "lb-n" }, row.killed || none()),
    ];
    const first = el("tr", {}, el("td", { className: "lb-c-tick" }, tick), title, ...cells, el("td", { className: "lb-c-more" }, more));
    const made = el("tbody", { className: this.ticked.has(row.id) ? "lb-on" : "", "data-row": row.id }, first);
    if (row.snippet.length) made.append(el("tr", { className: "lb-under" }, el("td"), el("td", { colSpan: 3 }, el("div", { className: "lb-snippet" }, ...pieced(row.snippet)))));
    return made;
  }

  /** @param {Data} data */
  foot(data) {
    const foot = el("nav", { className: "lb-foot", "aria-label": "Pages" });
    if (data.pages > 1) {
      foot.append(
        this.button("Earlier", () => this.send({ what: "turn", by: -1 }), data.page === 0),
        el("span", {}, `Page ${data.page + 1} of ${data.pages}`),
        this.button("Later", () => this.send({ what: "turn", by: 1 }), data.page + 1 === data.pages),
      );
    }
    const keys = this.button("Keys", () => this.help());
    keys.title = "The keys of this page (?)";
    foot.append(keys);
    return foot;
  }

  /** @param {string} title @param {() => void} does @param {boolean} disabled */
  button(title, does, disabled = false) {
    const made = el("button", { type: "button", disabled, "data-focus": title }, title);
    made.addEventListener("click", does);
    return made;
  }

  /** What is done to the ticked articles: from the first tick on in the place of the headers, so that nothing moves. */
  drawBar() {
    const data = this.data;
    if (!data) return;
    const here = data.rows.filter((row) => this.ticked.has(row.id)).length;
    const elsewhere = this.ticked.size - here;
    if (!this.ticked.size) {
      this.bar.replaceChildren();
      return;
    }
    const ids = [...this.ticked];
    const said = this.found ? `All ${data.total.toLocaleString("en")} found are ticked` : `${ids.length.toLocaleString("en")} ticked${elsewhere ? `, ${elsewhere.toLocaleString("en")} of them not on this page` : ""}`;
    const parts = [el("strong", {}, said)];
    if (data.removed) {
      if (data.mayCurate) parts.push(this.button("Put back", () => this.act("put_back", "")));
    } else {
      const status = el("select", { "aria-label": "Status of the ticked articles" }, el("option", { value: "" }, "Status …"));
      for (const [name, title] of Object.entries(data.statuses)) status.append(el("option", { value: name }, title));
      status.addEventListener("change", () => status.value && this.act("status", status.value));
      // what somebody may not do is not there; the line over the table says why
      if (data.mayAnnotate) parts.push(status, ...this.assigning(data), this.tagging(data), this.collecting(data));
      parts.push(this.button("Export", () => this.act("export", "")));
      if (data.mayAnnotate) parts.push(this.button("Extract again", () => this.act("extract", "")));
      if (data.mayCurate) parts.push(this.button("Take out", () => this.act("take_out", "")));
    }
    if (!this.found && here === data.rows.length && data.total > ids.length) {
      parts.push(this.button(`Tick all ${data.total.toLocaleString("en")} found`, () => this.tickFound()));
    }
    parts.push(this.button("Untick", () => this.tick([...this.ticked], false)));
    this.bar.replaceChildren(el("div", {}, ...parts));
  }

  /** To whom the ticked articles can be given; nothing where one works alone. @param {Data} data */
  assigning(data) {
    if (!data.assigning.length) return [];
    const choice = el("select", { "aria-label": "Whose the ticked articles are" }, el("option", { value: "" }, "Assign …"));
    for (const [value, title] of data.assigning) choice.append(el("option", { value: `=${value}` }, title));
    choice.addEventListener("change", () => choice.value && this.act("assign", choice.value.slice(1)));
    return [choice];
  }

  /** @param {Data} data */
  tagging(data) {
    const known = el("datalist", { id: "lb-known-tags" }, ...data.tags.map((tag) => el("option", { value: tag })));
    const input = el("input", { type: "text", placeholder: "tag", maxLength: 60, "aria-label": "Tag for the ticked articles" });
    input.setAttribute("list", "lb-known-tags");
    const give = this.button("Tag", () => input.value.trim() && this.act("tag", input.value.trim()));
    const take = this.button("Untag", () => input.value.trim() && this.act("untag", input.value.trim()));
    input.addEventListener("keydown", (event) => event.key === "Enter" && give.click());
    return el("span", { className: "lb-tagging" }, input, known, give, take);
  }

  /** Into a collection, a new one or out of the one that is shown. @param {Data} data */
  collecting(data) {
    const choice = el("select", { "aria-label": "Collection for the ticked articles" }, el("option", { value: "" }, "Collection …"));
    for (const [id, name] of data.collections) choice.append(el("option", { value: `+${id}` }, `Into ${name}`));
    if (data.collection) choice.append(el("option", { value: `-${data.collection}` }, "Out of this collection"));
    choice.append(el("option", { value: "new" }, "Into a new one …"));
    const input = el("input", { type: "text", placeholder: "name of the collection", maxLength: 120, hidden: true, "aria-label": "Name of the new collection" });
    choice.addEventListener("change", () => {
      if (choice.value.startsWith("+")) this.act("collect", choice.value.slice(1));
      else if (choice.value.startsWith("-")) this.act("uncollect", choice.value.slice(1));
      input.hidden = choice.value !== "new";
      if (!input.hidden) input.focus();
    });
    input.addEventListener("keydown", (event) => event.key === "Enter" && input.value.trim() && this.act("collect_new", input.value.trim()));
    return el("span", { className: "lb-tagging" }, choice, input);
  }

  /** @param {string} what @param {string} value */
  act(what, value) {
    this.send({ what, value, ids: this.found ? "found" : [...this.ticked] });
    if (what === "take_out" || what === "put_back" || what === "uncollect") this.ticked.clear();
    this.found = false;
    this.drawBar();
  }

  /** @param {string[]} ids @param {boolean} on */
  tick(ids, on) {
    this.found = false;
    for (const id of ids) on ? this.ticked.add(id) : this.ticked.delete(id);
    if (this.data) this.draw({ ...this.data, focus: this.drawnFocus });
    this.live.textContent = `${this.ticked.size} ticked`;
  }

  tickFound() {
    this.tick((this.data?.rows ?? []).map((row) => row.id), true);
    this.found = true;
    this.drawBar();
  }

  links() {
    return /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll("a.lb-title")]);
  }

  /** @param {number} by */
  walk(by) {
    const links = this.links();
    const before = links.findIndex((link) => link.dataset["article"] === this.at);
    const next = before < 0 ? (by > 0 ? 0 : links.length - 1) : before + by;
    if (links[next]) {
      links[next].focus();
      links[next].scrollIntoView({ block: "nearest" });
    } else if (this.data && before >= 0 && this.data.page + by >= 0 && this.data.page + by < this.data.pages) {
      this.send({ what: "turn", by, focus: true });
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("[role=dialog], dialog[open]")) return;
    const at = /** @type {HTMLElement | null} */ (event.target instanceof HTMLElement ? event.target : null);
    if (at?.matches("input[type=search], input[aria-label=Search]") && (event.key === "ArrowDown" || event.key === "Enter")) {
      if (event.key === "ArrowDown") this.go(event, () => this.links()[0]?.focus());
      return;
    }
    if (at?.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=listbox], [role=combobox]")) return;
    const does = /** @type {Record<string, () => void>} */ ({
      "/": () => search()?.focus(),
      j: () => this.walk(1),
      k: () => this.walk(-1),
      x: () => this.at && this.tick([this.at], !this.ticked.has(this.at)),
      X: () => this.tick((this.data?.rows ?? []).map((row) => row.id), true),
      d: () => this.at && this.send({ what: "details", id: this.at }),
      "?": () => this.help(),
    })[event.key];
    if (does) this.go(event, does);
    else if (at?.matches("a.lb-title") && event.key === "ArrowDown") this.go(event, () => this.walk(1));
    else if (at?.matches("a.lb-title") && event.key === "ArrowUp") this.go(event, () => this.walk(-1));
  }

  /** @param {KeyboardEvent} event @param {() => void} does */
  go(event, does) {
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  help() {
    const close = el("button", { type: "button" }, "Close");
    const rows = KEYS.map(([key, says]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key ?? "")), el("td", {}, says ?? "")));
    const sheet = el("dialog", { className: "lb-sheet", "aria-label": "Keys of the library" }, el("h2", {}, "Keys"), el("table", {}, el("tbody", {}, ...rows)), close);
    close.addEventListener("click", () => sheet.close());
    sheet.addEventListener("close", () => sheet.remove());
    this.root.append(sheet);
    sheet.showModal();
  }
}

const none = () => el("span", { className: "lb-none" }, "–");
const search = () => /** @type {HTMLInputElement | null} */ (document.querySelector(".st-key-q input"));
