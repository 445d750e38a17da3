// How values read on the screen: one line for a highlight, one sentence for a figure.

// What a figure says is worded as components/wording.py does it: from the same words, and tested by the same cases.

import words from "../../../../data/wording.json";
import type { Annotation, Label } from "./types";

const BOUNDS: Record<string, string> = words.bounds;
const SCOPES: Record<string, string> = words.scopes;
const KINDS: Record<string, string> = words.kinds;
const ONES: Record<string, string> = words.ones;
const PLURALS: Record<string, string> = { ...Object.fromEntries(words.same.map((word) => [word, word])), ...words.plurals };
const STATES = new RegExp(words.says_no_more_than_the_label);
const BARE = new RegExp(`^(?:${words.has_its_article})`, "i");
const COLLECTIVE = new RegExp(words.takes_the, "i");
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SIZES: [number, string][] = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const broken = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** A number as people write it: "94,000", "18.4", "1.9 billion". */
export function number(value: number): string {
  const size = Math.abs(value);
  const [unit, word] = SIZES.find(([u]) => size >= u && size / u < 1000) ?? [0, ""];
  if (unit) {
    const scaled = Number((size / unit).toPrecision(6));
    if (scaled === Number(scaled.toFixed(2))) return `${value < 0 ? "-" : ""}${scaled} ${word}`;
  }
  if (Number.isInteger(value)) return whole.format(value);
  return size >= 0.01 ? broken.format(Number(value.toFixed(2))) : String(Number(value.toPrecision(3)));
}

/** "14 May 2013", "September 2009", two of them with "to" of an interval, or the text where it is none. */
export function day(iso: string): string {
  return iso.split("/").map(oneDay).join(" to ");
}

function oneDay(iso: string): string {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  const month = found && MONTHS[Number(found[2]) - 1];
  if (!month) return iso;
  if (!found[3]) return `${month} ${found[1]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return date.getUTCDate() === Number(found[3]) ? `${Number(found[3])} ${month} ${found[1]}` : iso;
}

/** A unit in the number that `value` asks for: "miles", "mile", "kilometers per hour", "square feet". */
export function units(unit: string, value: number | null): string {
  const parted = (text: string, by: string): [string, string] => {
    const at = text.indexOf(by);
    return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
  };
  const [measured, per] = parted(unit.replaceAll("_", " "), " per ");
  if (value === 1) return (ONES[measured] ?? measured) + per;
  const [head, of] = parted(measured, " of ");
  const at = head.lastIndexOf(" ") + 1;
  const last = PLURALS[head.slice(at)];
  return (PLURALS[head] ?? (at && last ? head.slice(0, at) + last : regular(head))) + of + per;
}

function regular(head: string): string {
  if (head.endsWith("man")) return `${head.slice(0, -3)}men`;
  if (head.endsWith("child")) return `${head}ren`;
  if (/[^aeiou]y$/.test(head)) return `${head.slice(0, -1)}ies`;
  if (/(s|x|ch|sh)$/.test(head)) return `${head}es`;
  return head && `${head}s`;
}

const known = (value: unknown): string | null => (typeof value === "string" && value ? value : null);
const amount = (value: unknown): number | null => (typeof value === "number" ? value : null);

function one(a: Annotation): number | null {
  return amount(a.value) ?? amount(a.low) ?? amount(a.high);
}

/** "at least 94,000 people", "24 to 99 people", or "" where the figure has no number. */
export function quantity(a: Annotation, label: Label | undefined): string {
  const [low, high, found] = [amount(a.low), amount(a.high), one(a)];
  if (found === null) return "";
  const ends = low !== null && high !== null;
  const bound = known(a.bound) ?? (amount(a.value) !== null ? "exact" : ends ? "range" : low !== null ? "at_least" : "at_most");
  const said = (bound === "range" || bound === "vague") && ends ? `${number(low)} to ${number(high)}` : number(found);
  const before = BOUNDS[bound] ? `${BOUNDS[bound]} ` : "";
  if (known(a.unit)?.toLowerCase() === "mach") return `${before}Mach ${said}`;
  return `${before}${said} ${noun(a, label, found)}`.trimEnd();
}

const PLAIN: (string | null)[] = [null, "people", "person"]; // subjects that say no more than the unit

/** What is counted or measured, in its number: "miles", "dock workers", "percent", "people" for "dead" and "bodies". */
function noun(a: Annotation, label: Label | undefined, found: number): string {
  const [unit, subject] = [known(a.unit), known(a.subject)];
  if (unit === "year of age") return "years old";
  if (unit === "percentage" || unit === "percent") return "percent";
  if (label?.kind === "casualty") return who(a) ?? (found === 1 ? "person" : "people");
  if (!unit || unit === "people" || unit === "person") return unit && found === 1 && PLAIN.includes(subject) ? "person" : (subject ?? (unit ? "people" : ""));
  return units(unit, a.bound === "range" ? null : found);
}

/** Who is counted, where that says more than the label does: not "people", "dead" or "bodies". */
function who(a: Annotation): string | null {
  const subject = known(a.subject);
  return !subject || PLAIN.includes(subject) || STATES.test(subject) ? null : subject;
}

/** The normalised reading: "at least 94,000 people killed, by the Syrian Observatory for Human Rights, 14 May 2013". */
export function reading(a: Annotation, label: Label | undefined, text: string): string {
  const casualty = label?.kind === "casualty";
  let said = quantity(a, label);
  if (!said) return "";
  if (casualty) said += ` ${a.label.toLowerCase()}`;
  else if (KINDS[a.label]) said = `${KINDS[a.label]} ${said}`;
  const weapon = known(a.weapon);
  if (weapon && !stems(weapon).every((stem) => stems(`${said} ${text}`).includes(stem))) said += ` (${weapon})`;
  if (a.bound === "vague" && text) said += ` ("${text}")`;
  if (casualty && known(a.place)) said += ` in ${known(a.place)}`;
  const parts = [said];
  if (known(a.source)) parts.push(`by ${withArticle(known(a.source)!)}`);
  if (known(a.relay)) parts.push(`reported by ${withArticle(known(a.relay)!)}`);
  if (known(a.as_of)) parts.push(day(known(a.as_of)!));
  parts.push(SCOPES[String(a.scope)] ?? "");
  return parts.filter(Boolean).join(", ");
}

function stems(phrase: string): string[] {
  return (phrase.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []).map((word) => word.replace(/ies$/, "y").replace(/s$/, ""));
}

/** A name as it stands after "by": institutions and offices take "the", people, several and names with an article do not. */
export function withArticle(name: string): string {
  if (BARE.test(name)) return name;
  const office = /^\p{Ll}/u.test(name) && !name.endsWith("s");
  return office || COLLECTIVE.test(name) ? `the ${name}` : name;
}

/** One line that names what a highlight says: a figure's reading, a quote's speaker, an entity's full name. */
export function gist(a: Annotation, label: Label | undefined, text: string): string {
  if (a.layer === "figure") return quantity(a, label) || short(text);
  if (a.layer === "quote") return speaker(a) ? `${isUnsure(a) ? "perhaps " : ""}${speaker(a)}` : "no speaker";
  return (a.name as string | undefined) ?? short(text);
}

export function speaker(a: Annotation): string | null {
  return (a.speaker_name as string | undefined) ?? (a.speaker_text as string | undefined) ?? null;
}

const SURE = 0.6;

/** Whether the link to the speaker is only a suggestion: a low score that nobody has accepted. */
export function isUnsure(a: Annotation): boolean {
  return a.layer === "quote" && speaker(a) !== null && a.status !== "accepted" && typeof a.speaker_score === "number" && a.speaker_score < SURE;
}

/** What the tag before a quote says: its speaker. That it is a guess shows in its looks, which take no room: accepting wraps no line anew. */
export function speakerTag(a: Annotation): string {
  return speaker(a) ?? "?";
}

export function short(text: string, most = 60): string {
  const flat = text.replace(/\s+/g, " ");
  const characters = [...flat];
  return characters.length <= most ? flat : `${characters.slice(0, most - 1).join("")}…`;
}

export const STATUS_WORDS: Record<string, string> = { suggested: "suggestion", accepted: "accepted", edited: "edited", rejected: "rejected" };
