// The keys of the reader: one table, which the `?` sheet shows and the reader obeys.

export type Command =
  | "next" | "previous" | "next_suggestion" | "previous_suggestion" | "accept" | "reject" | "label" | "delete" | "undo" | "redo" | "help"
  | "escape" | "take" | "outward" | "word_right" | "word_left" | "grow_right" | "grow_left" | "end_right" | "end_left" | "start_right"
  | "start_left" | "accept_next" | "next_figure" | "previous_figure" | "next_unsure" | "rejected" | "edit_values" | "everywhere" | "speaker" | "names"
  | "bound" | "scope" | "place";

export interface Key {
  command: Command;
  keys: string[];
  says: string;
  section: string;
}

export const KEYS: Key[] = [
  { command: "next", keys: ["n"], says: "next highlight", section: "Move" },
  { command: "previous", keys: ["p"], says: "previous highlight", section: "Move" },
  { command: "next_suggestion", keys: ["Shift+N"], says: "next suggestion", section: "Move" },
  { command: "previous_suggestion", keys: ["Shift+P"], says: "previous suggestion", section: "Move" },
  { command: "next_figure", keys: ["f"], says: "next figure to judge; a and x go on with figures", section: "Move" },
  { command: "previous_figure", keys: ["Shift+F"], says: "previous figure to judge", section: "Move" },
  { command: "next_unsure", keys: ["u"], says: "the least certain suggestion; a and x go on with those", section: "Move" },
  { command: "word_right", keys: ["ArrowRight"], says: "word cursor to the right", section: "Move" },
  { command: "word_left", keys: ["ArrowLeft"], says: "word cursor to the left", section: "Move" },
  { command: "outward", keys: ["o"], says: "the highlight around this one", section: "Move" },
  { command: "accept_next", keys: ["a"], says: "accept, and go to the next suggestion", section: "Judge" },
  { command: "accept", keys: ["Shift+A"], says: "accept and stay", section: "Judge" },
  { command: "reject", keys: ["x"], says: "reject, and go to the next suggestion", section: "Judge" },
  { command: "label", keys: ["l"], says: "change the label (then a digit, Alt and a letter, or its name)", section: "Correct" },
  { command: "delete", keys: ["Delete", "Backspace"], says: "delete", section: "Correct" },
  { command: "edit_values", keys: ["v"], says: "edit the values", section: "Correct" },
  { command: "bound", keys: ["b"], says: "bound of a figure, then a digit", section: "Correct" },
  { command: "scope", keys: ["c"], says: "scope of a figure, then a digit", section: "Correct" },
  { command: "place", keys: ["w"], says: "where: the place of a figure, then a digit or its name", section: "Correct" },
  { command: "speaker", keys: ["s"], says: "pick the speaker of a quote in the text", section: "Correct" },
  { command: "everywhere", keys: ["e"], says: "the same for all occurrences", section: "Correct" },
  { command: "end_right", keys: ["Shift+ArrowRight"], says: "end one word further (with Ctrl: one character)", section: "Correct" },
  { command: "end_left", keys: ["Shift+ArrowLeft"], says: "end one word back", section: "Correct" },
  { command: "start_right", keys: ["Alt+ArrowRight"], says: "start one word further (with Ctrl: one character)", section: "Correct" },
  { command: "start_left", keys: ["Alt+ArrowLeft"], says: "start one word back", section: "Correct" },
  { command: "take", keys: ["Enter"], says: "annotate the words at the cursor, or begin annotating", section: "Add" },
  { command: "grow_right", keys: ["Shift+ArrowRight"], says: "take the next word too (no highlight selected)", section: "Add" },
  { command: "grow_left", keys: ["Shift+ArrowLeft"], says: "take one word less", section: "Add" },
  { command: "names", keys: ["i"], says: "show or hide the labels’ names in the text", section: "Everything" },
  { command: "rejected", keys: ["h"], says: "show or hide what was rejected", section: "Everything" },
  { command: "undo", keys: ["Ctrl+z"], says: "undo", section: "Everything" },
  { command: "redo", keys: ["Ctrl+y", "Ctrl+Shift+Z"], says: "redo", section: "Everything" },
  { command: "escape", keys: ["Escape"], says: "close, let go, leave annotating", section: "Everything" },
  { command: "help", keys: ["?"], says: "these keys", section: "Everything" },
];

/** The commands that change something: nothing for somebody who may only read. */
export const CHANGING: ReadonlySet<Command> = new Set(KEYS.filter((k) => ["Judge", "Correct", "Add"].includes(k.section) || ["undo", "redo"].includes(k.command)).map((k) => k.command));

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The command of a key press, null where the reader leaves it alone; arrows mean boundaries while a highlight is selected. */
export function commandOf(press: Pressed, selected: boolean): { command: Command; fine: boolean } | null {
  const arrow = /^Arrow(Left|Right)$/.exec(press.key);
  const ctrl = press.ctrlKey || press.metaKey;
  if (arrow) {
    const side = arrow[1] === "Right" ? "right" : "left";
    if (press.shiftKey && !press.altKey) return { command: `${selected ? "end" : "grow"}_${side}` as Command, fine: ctrl };
    if (press.altKey && selected) return { command: `start_${side}` as Command, fine: ctrl || press.shiftKey };
    return ctrl || press.altKey ? null : { command: `word_${side}` as Command, fine: false };
  }
  if (press.altKey) return null;
  const name = spelled(press, ctrl);
  const found = KEYS.find((k) => k.keys.includes(name));
  return found ? { command: found.command, fine: false } : null;
}

function spelled(press: Pressed, ctrl: boolean): string {
  if (press.key === "?") return "?";
  const letter = press.key.length === 1;
  const key = letter ? (press.shiftKey ? press.key.toUpperCase() : press.key.toLowerCase()) : press.key;
  return `${ctrl ? "Ctrl+" : ""}${press.shiftKey ? "Shift+" : ""}${key}`;
}
