// Words and grapheme clusters around a position, so that a selection never splits a word by accident nor an emoji at all.

import type { Text } from "./offsets";

const WORD = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_$%€£]/u;
const JOINS = new Set(["'", "’", "-", "‑", ".", ",", "/", ":", "\u200d", "\u00ad"]);
const REACH = 200; // units looked at on either side; no word is longer

export interface Range {
  start: number;
  end: number;
}

/** Whether the character at a UTF-16 offset belongs to a word; "S-300", "94,000" and "Assad’s" are one word each. */
function inWord(raw: string, unit: number): boolean {
  const character = String.fromCodePoint(raw.codePointAt(unit) ?? 32);
  if (WORD.test(character)) return true;
  if (!JOINS.has(character)) return false;
  const before = raw[unit - 1];
  const after = raw.codePointAt(unit + character.length);
  if (before === undefined || after === undefined) return false;
  const [left, right] = [before, String.fromCodePoint(after)];
  if (character === "." || character === "," || character === ":" || character === "/") return /\d/.test(left) && /\d/.test(right);
  return (WORD.test(left) || /[\udc00-\udfff]/.test(left)) && WORD.test(right);
}

function step(raw: string, unit: number, by: 1 | -1): number {
  if (by === 1) return unit + (raw.codePointAt(unit)! > 0xffff ? 2 : 1);
  const low = raw.charCodeAt(unit - 1);
  return unit - (low >= 0xdc00 && low <= 0xdfff && unit > 1 ? 2 : 1);
}

/** A selection grown to whole words and shrunk by the space and the punctuation at its ends; null if nothing is left. */
export function snapToWords(text: Text, start: number, end: number): Range | null {
  const raw = text.raw;
  let from = text.units(start);
  let to = text.units(end);
  while (from < to && !inWord(raw, from)) from = step(raw, from, 1);
  while (to > from && !inWord(raw, step(raw, to, -1))) to = step(raw, to, -1);
  if (from >= to) return trimmed(text, start, end);
  for (let i = 0; i < REACH && from > 0 && inWord(raw, step(raw, from, -1)); i++) from = step(raw, from, -1);
  for (let i = 0; i < REACH && to < raw.length && inWord(raw, to); i++) to = step(raw, to, 1);
  return { start: text.points(from), end: text.points(to) };
}

/** A selection without the blank space at its ends, grown to whole grapheme clusters; null if nothing is left. */
export function trimmed(text: Text, start: number, end: number): Range | null {
  const piece = text.slice(start, end);
  const from = text.units(start) + (piece.length - piece.trimStart().length);
  const to = text.units(end) - (piece.length - piece.trimEnd().length);
  if (from >= to) return null;
  return wholeClusters(text, from, to);
}

function wholeClusters(text: Text, from: number, to: number): Range {
  const base = Math.max(0, from - REACH);
  const window = text.raw.slice(base, to + REACH);
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(window);
  const first = segments.containing(from - base);
  const last = segments.containing(to - 1 - base);
  const start = first ? base + first.index : from;
  const end = last ? base + last.index + last.segment.length : to;
  return { start: text.points(start), end: text.points(end) };
}

/** The word at or after (before, going left) a position, for the word cursor; null at the end of the text. */
export function wordFrom(text: Text, position: number, direction: 1 | -1): Range | null {
  const raw = text.raw;
  let unit = text.units(position);
  if (direction === 1) {
    while (unit < raw.length && !inWord(raw, unit)) unit = step(raw, unit, 1);
    if (unit >= raw.length) return null;
    return snapToWords(text, text.points(unit), text.points(step(raw, unit, 1)));
  }
  while (unit > 0 && !inWord(raw, step(raw, unit, -1))) unit = step(raw, unit, -1);
  if (unit <= 0) return null;
  return snapToWords(text, text.points(step(raw, unit, -1)), text.points(unit));
}

/** The position one word (or one character) further, for the boundary keys. */
export function moved(text: Text, position: number, direction: 1 | -1, by: "word" | "character", edge: "start" | "end"): number {
  if (by === "character") return Math.min(text.length, Math.max(0, position + direction));
  const word = wordFrom(text, position, direction);
  if (!word) return position;
  if (edge === "end") return direction === 1 ? word.end : previousEnd(text, word.start);
  return direction === -1 ? word.start : nextStart(text, word.end);
}

function previousEnd(text: Text, position: number): number {
  return wordFrom(text, position, -1)?.end ?? position;
}

function nextStart(text: Text, position: number): number {
  return wordFrom(text, position, 1)?.start ?? position;
}
