// Which values the inspector offers for each layer, how a typed one is read, and what is wrong with it. No DOM.
// The rules are those of components/typed.py, and one table of cases tests both.

import type { Annotation, Kind, Layer } from "./types";
import { readAmount, readDay, Unread } from "./written";

export interface Field {
  name: string;
  title: string;
  kind: "text" | "number" | "bounds" | "scopes" | "victim_types" | "day" | "names" | "comment";
  hint?: string;
}

export const FIELDS: Record<Layer, Field[]> = {
  entity: [
    { name: "name", title: "Full name", kind: "names", hint: "Benjamin Netanyahu for “Netanyahu”" },
    { name: "iso", title: "Date meant", kind: "day", hint: "14 May 2013, September 2009, 7 to 13 May 2013" },
  ],
  quote: [
    { name: "speaker_name", title: "Speaker", kind: "names" },
    { name: "relay", title: "Passed on by", kind: "names", hint: "the outlet or person that quotes the speaker" },
  ],
  figure: [
    { name: "value", title: "Value", kind: "number", hint: "12, at least 12, 150-160" },
    { name: "bound", title: "Bound", kind: "bounds" },
    { name: "unit", title: "Unit", kind: "text", hint: "people, mile" },
    { name: "low", title: "From", kind: "number" },
    { name: "high", title: "To", kind: "number" },
    { name: "subject", title: "Who or what", kind: "text" },
    { name: "victim_type", title: "Victims", kind: "victim_types" },
    { name: "source", title: "Source", kind: "names" },
    { name: "weapon", title: "Weapon", kind: "names" },
    { name: "place", title: "Place", kind: "names" },
    { name: "as_of", title: "As of", kind: "day", hint: "14 May 2013" },
    { name: "scope", title: "Scope", kind: "scopes" },
  ],
};

/** The fields that make sense for an annotation: a date has a meaning, a place has not; casualties have no weapon, and only they victims. */
export function fieldsFor(a: Annotation, kind?: Kind): Field[] {
  return FIELDS[a.layer].filter((f) => {
    if (f.name === "iso") return kind === "time" || a.iso !== undefined;
    if (f.name === "name") return kind !== "time" || a.name !== undefined;
    if (f.name === "weapon") return kind === "weapon" || a.weapon !== undefined;
    if (f.name === "victim_type") return kind === "casualty" || (a.victim_type ?? null) !== null;
    return true;
  });
}

/** Whether a field says nothing that the others do not: both ends follow from value and bound, except of ranges. */
export function isImplied(field: Field, a: Annotation): boolean {
  return (field.name === "low" || field.name === "high") && typeof a.value === "number" && !between(a.bound) && conflict(a) === "";
}

/** A value, the values of several fields, or what is wrong. */
export type Read = { value: unknown } | { values: Record<string, unknown> } | { problem: string };

/** What a typed text means for a field: a value, null for "unknown", or what is wrong with it. */
export function readField(field: Field, typed: string): Read {
  const text = typed.trim();
  if (!text) return { value: null };
  try {
    if (field.kind === "number") return readNumber(field, text);
    if (field.kind === "day") return { value: readDay(text) };
  } catch (error) {
    if (error instanceof Unread) return { problem: error.message };
    throw error;
  }
  return { value: text };
}

/** "150-160" and "at least 12" in the field of the value say more than a number; its ends are numbers. */
function readNumber(field: Field, text: string): Read {
  const { value, low, high, bound } = readAmount(text);
  if (!bound) return { value };
  if (field.name !== "value") return { problem: "a number alone, such as 94,000" };
  return { values: { value: value ?? null, low: low ?? null, high: high ?? null, bound } };
}

/** All values that follow from one typed value: a bound and its value fill "from" and "to"; two ends leave no one value. */
export function consequences(a: Annotation, name: string, value: unknown): Record<string, unknown> {
  const changed: Record<string, unknown> = { [name]: value };
  if (name !== "value" && name !== "bound") return changed;
  const get = (field: string): unknown => (field in changed ? changed[field] : (a[field] ?? null));
  const number = get("value");
  if (name === "bound" && between(value)) return { ...changed, value: null };
  const named = get("bound");
  const bound = name === "value" && number !== null && (named === null || between(named)) ? "exact" : named;
  if (bound !== (a.bound ?? null)) changed.bound = bound;
  if (number === null || typeof number !== "number") return changed;
  const ends: Record<string, [number | null, number | null]> = {
    exact: [number, number], about: [null, null], at_least: [number, null], more_than: [number, null], at_most: [null, number], less_than: [null, number],
  };
  const found = ends[String(bound)];
  if (found) [changed.low, changed.high] = found;
  return changed;
}

const between = (bound: unknown): boolean => bound === "range" || bound === "vague";

const AMOUNTS = ["value", "low", "high", "bound"];
const MOST = 1e15; // more than all the money there is
const MOST_PEOPLE = 1e10; // more than there are

const NEVER_NEGATIVE = new Set(["WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT", "DURATION", "AGE", "COUNT"]);

/** Why the amount of a figure cannot be, in itself; "" where it can. */
function absurd(a: Annotation, kind?: Kind): string {
  const people = kind === "casualty" || a.unit === "people";
  for (const amount of [a.value, a.low, a.high]) {
    if (typeof amount !== "number") continue;
    if (people && amount < 0) return "A number of people is never below zero.";
    if (people && amount > MOST_PEOPLE) return "There are not so many people.";
    if (amount < 0 && NEVER_NEGATIVE.has(a.label)) return "A size, a time or a count is never below zero.";
    if (Math.abs(amount) > MOST) return "This number is too large.";
  }
  return "";
}

/** Typed values parted into what may be stored and, as a sentence, why the amounts among them may not. */
export function storable(a: Annotation, typed: Record<string, unknown>, kind?: Kind): { values: Record<string, unknown>; problem: string } {
  const touched = AMOUNTS.some((name) => name in typed) || "unit" in typed;
  const problem = touched && a.layer === "figure" ? conflict({ ...a, ...typed }, kind) : "";
  if (!problem) return { values: typed, problem };
  return { values: Object.fromEntries(Object.entries(typed).filter(([name]) => !AMOUNTS.includes(name))), problem };
}

/** What does not fit together, as a sentence; "" where all is well. */
export function conflict(a: Annotation, kind?: Kind): string {
  const [value, low, high] = [a.value, a.low, a.high].map((n) => (typeof n === "number" ? n : undefined));
  const bound = a.bound as string | null | undefined;
  const wrong = absurd(a, kind);
  if (wrong) return wrong;
  if (low !== undefined && high !== undefined && low > high) return "“From” is larger than “to”.";
  if (bound === "range" && (low === undefined || high === undefined)) return "A range needs “from” and “to”.";
  if (bound && !between(bound) && value === undefined) return `“${bound.replaceAll("_", " ")}” needs a value.`;
  if (value !== undefined && low !== undefined && value < low) return "The value is below “from”.";
  if (value !== undefined && high !== undefined && value > high) return "The value is above “to”.";
  return "";
}
