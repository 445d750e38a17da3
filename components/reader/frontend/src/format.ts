// How values read on the screen: one line for a highlight, one sentence for a figure.

import type { Annotation, Label } from "./types";

const BOUND_WORDS: Record<string, string> = {
  exact: "", about: "about", at_least: "at least", more_than: "more than", at_most: "at most", less_than: "less than", range: "", vague: "",
};
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

export function number(value: unknown): string {
  return typeof value === "number" ? numbers.format(value) : String(value ?? "");
}

/** "14 May 2013", "September 2009", or the ISO text where it is neither. */
export function day(iso: string): string {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  const month = found && MONTHS[Number(found[2]) - 1];
  if (!month) return iso.replace("/", " to ");
  return found[3] ? `${Number(found[3])} ${month} ${found[1]}` : `${month} ${found[1]}`;
}

/** A unit as it reads after a number: "125 miles", "1 mile". */
export function plural(unit: string, value: unknown): string {
  if (value === 1 || unit === "people" || /(s|x|ch|sh)$/.test(unit)) return unit;
  if (unit === "year of age") return "years of age";
  if (unit === "foot") return "feet";
  if (unit === "inch") return "inches";
  if (unit.includes(" per ")) return unit.replace(" per ", "s per ");
  return /[^aeiou]y$/.test(unit) ? `${unit.slice(0, -1)}ies` : `${unit}s`;
}

/** "at least 94,000 people", "24 to 99 people", or "" where the figure has no number. */
export function quantity(a: Annotation): string {
  const { value, low, high, bound } = a as { value?: number; low?: number; high?: number; bound?: string };
  let amount = "";
  if (value !== undefined) amount = [BOUND_WORDS[bound ?? ""], number(value)].filter(Boolean).join(" ");
  else if (low !== undefined && high !== undefined) amount = `${number(low)} to ${number(high)}`;
  else if (low !== undefined) amount = `at least ${number(low)}`;
  else if (high !== undefined) amount = `at most ${number(high)}`;
  if (!amount) return "";
  const noun = (a.unit as string | undefined) ?? (a.subject as string | undefined);
  if (a.unit === "percent") return `${amount} %`;
  return noun ? `${amount} ${plural(noun, value ?? high)}` : amount;
}

/** One line that names what a highlight says: a figure's reading, a quote's speaker, an entity's full name. */
export function gist(a: Annotation, text: string): string {
  if (a.layer === "figure") return quantity(a) || short(text);
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

/** The normalised reading: "at least 94,000 people killed, by the Syrian Observatory for Human Rights, 14 May 2013". */
export function reading(a: Annotation, label: Label | undefined): string {
  const parts: string[] = [];
  const amount = quantity(a);
  if (!amount) return "";
  const casualty = label?.group === "Casualties" ? ` ${label.title.toLowerCase()}` : "";
  const subject = a.subject && a.unit && a.subject !== a.unit ? ` (${String(a.subject)})` : "";
  parts.push(amount + casualty + subject);
  if (a.weapon) parts.push(`of the ${String(a.weapon)}`);
  if (a.place) parts.push(`in ${String(a.place)}`);
  if (a.source) parts.push(`by ${String(a.source)}`);
  if (a.relay) parts.push(`relayed by ${String(a.relay)}`);
  if (a.as_of) parts.push(day(String(a.as_of)));
  if (a.scope && a.scope !== "event") parts.push({ cumulative: "a running total", background: "background", hypothetical: "hypothetical", perpetrator: "the attackers’ own" }[String(a.scope)] ?? "");
  return parts.filter(Boolean).join(", ");
}

export function short(text: string, most = 60): string {
  const flat = text.replace(/\s+/g, " ");
  const characters = [...flat];
  return characters.length <= most ? flat : `${characters.slice(0, most - 1).join("")}…`;
}

export const STATUS_WORDS: Record<string, string> = { suggested: "suggestion", accepted: "accepted", edited: "edited", rejected: "rejected" };
