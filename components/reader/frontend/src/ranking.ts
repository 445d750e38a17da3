// Which labels suit the words that were caught, the likeliest first. Pure: a look at the words themselves, no grammar.

import type { Annotation, Label, Layer } from "./types";

/** The words a label is chosen for: `before` and `after` are the characters around them, `now` the highlight that is relabelled. */
export interface Words {
  text: string;
  before?: string;
  after?: string;
  now?: Annotation | null;
}

export interface Ranked {
  likely: Label[];
  rest: Label[];
}

const LEADS = /^((at (least|most)|more than|less than|fewer than|up to|about|around|roughly|almost|nearly|over|under|some|an? estimated|estimated)\s+)*/i;
const NUMBER =
  /^([$€£¥₽₪]\s?)?[-−]?(\d|(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|dozens?|scores|several|half|no|zero)\b)/i;
const CLAUSE = 6; // so many words say something rather than name it
const OPENS = "“\"„«‘";
const CLOSES = "”\"“»’";
const MARKS = /[“”„«»"]/;

/** The layer that the words look like; null where that is open. */
export function layerOf({ text, before = "", after = "", now }: Words): Layer | null {
  const words = text.trim();
  if (before && after && OPENS.includes(before) && CLOSES.includes(after)) return "quote";
  if (MARKS.test(words) || words.split(/\s+/).length > CLAUSE) return "quote";
  const counted = words.replace(LEADS, "");
  // "a soldier" may be a figure, "a day" a time: an article alone decides nothing.
  if (NUMBER.test(counted) && !/^(an?|one)\s+(?!hundred|thousand|million|billion|dozen|half)/i.test(counted)) return "figure";
  if (/^\p{Lu}/u.test(words)) return "entity";
  return now?.layer ?? null;
}

/**
 * The labels in two parts: those that fit the words, and the others, those of the same layer first. A label whose own words
 * stand there comes before those of its layer that take any; among equals the last used is first.
 */
export function ranked(labels: readonly Label[], words: Words, recent: readonly string[]): Ranked {
  const all = labels.filter((label) => label.name !== words.now?.label);
  const lately = (found: Label[]): Label[] => {
    const first = recent.map((name) => found.find((label) => label.name === name)).filter((label) => label !== undefined);
    return [...new Set([...first, ...found])];
  };
  const around = `${words.before ?? ""}${words.text}${words.after ?? ""}`;
  const read = all.filter((label) => matches(label, label.layer === "quote" ? around : words.text));
  const times = read.filter((label) => label.kind === "time");
  const layer = layerOf(words) ?? "entity";
  const own = lately(read.filter((label) => label.layer === layer && label.kind !== "time"));
  const any = all.filter((label) => label.layer === layer && label.kind !== "time");
  const open = lately(layer === "entity" ? any : any.filter((label) => !label.fits));
  const counted = layer === "figure" && own.length > 0; // a unit was read: it is no count of anything else
  const likely = [...new Set(counted ? [...own, ...times] : [...times, ...own, ...open])];
  const others = all.filter((label) => !likely.includes(label));
  const near = words.now?.layer ?? layer;
  return { likely, rest: [...others.filter((label) => label.layer === near), ...others.filter((label) => label.layer !== near)] };
}

const patterns = new Map<string, RegExp>();

function matches(label: Label, text: string): boolean {
  if (!label.fits) return false;
  let pattern = patterns.get(label.fits);
  if (!pattern) patterns.set(label.fits, (pattern = new RegExp(label.fits, "iu")));
  return pattern.test(text);
}
