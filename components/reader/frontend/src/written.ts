// Days and amounts as people write them into a field: the same readings as components/written.py, held by one table of cases
// (tests/unit/reader/written_forms.json). What can mean two things is refused with a sentence that says what would do. No DOM.

export interface Amount {
  value?: number;
  low?: number;
  high?: number;
  bound?: string;
}

/** What was written cannot be read; the message says what would do. */
export class Unread extends Error {}

export const A_DAY = "a day such as 14 May 2013 or 2013-05-14, a month such as May 2013";
export const A_NUMBER = "a number such as 94,000, 1.5 billion, 150-160 or at least 12";
const BACKWARDS = "it ends before it begins";
const FROM_LARGER = "“From” is larger than “to”";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SCALES: Record<string, number> = { "": 0, hundred: 2, thousand: 3, k: 3, million: 6, m: 6, mn: 6, billion: 9, bn: 9, b: 9, trillion: 12, tn: 12 };
const BOUNDS: [string, string][] = [
  // the longer words first: "no more than" is not "more than"
  ["at_least", "at least|no (?:less|fewer) than|not (?:less|fewer) than|>=|≥"],
  ["at_most", "at most|up to|no more than|not more than|<=|≤"],
  ["more_than", "more than|over|above|>"],
  ["less_than", "less than|fewer than|under|below|<"],
  ["about", "about|around|some|roughly|approximately|nearly|almost|circa|ca?\\.|~"],
  ["exact", "exactly|="],
];
const VAGUE: Record<string, [number, number]> = { dozens: [24, 99], hundreds: [100, 999], thousands: [1000, 10000], "tens of thousands": [10000, 100000] };
const WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const MONTH = [...FULL, "sept", ...MONTHS].join("|");
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const DAY_MONTH = new RegExp(`^(?:(\\d{1,2})(?:st|nd|rd|th)? )?(${MONTH})\\.? (\\d{4})$`);
const MONTH_DAY = new RegExp(`^(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)? (\\d{4})$`);
const DAYS_OF = new RegExp(`^(\\d{1,2})-(\\d{1,2} (?:${MONTH})\\.? \\d{4})$`); // "11-13 Feb 2025"
const TO = / (?:to|until|till|-) |–|—/;
const NUMBER = "[-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+|\\d+)(?:\\.\\d+)?";
const ONE = new RegExp(`^(${NUMBER})\\s*([a-z]*)$`);
const RANGE = new RegExp(`^(?:between |from )?(${NUMBER})\\s*([a-z]*?)\\s*(?:-|–|—|to|and)\\s*(${NUMBER})\\s*([a-z]*)$`);
const MORE = /^(.+?)(?:\s*\+| or more)$/;
const FEWER = /^(.+?) or (?:less|fewer)$/;

const tidy = (typed: string): string => typed.toLowerCase().trim().replace(/\s+/g, " ");
const two = (n: number | string): string => String(Number(n)).padStart(2, "0");

/** The day, month, year or interval that was written, in ISO form; throws Unread. */
export function readDay(typed: string): string {
  const text = tidy(typed.replaceAll(",", " "));
  const days = DAYS_OF.exec(text.replaceAll("–", "-").replaceAll(" - ", "-"));
  if (days) {
    const last = oneDay(days[2]!);
    return interval(`${last.slice(0, 8)}${two(days[1]!)}`, last);
  }
  const slashed = text.split("/").map((part) => part.trim());
  if (slashed.length === 2 && slashed.every((part) => ISO.test(part))) return interval(oneDay(slashed[0]!), oneDay(slashed[1]!));
  const parts = text.replace(/^from /, "").split(TO).map((part) => part.trim());
  if (parts.length === 2) {
    const [first, last] = parts as [string, string];
    return interval(oneDay(/\d{4}/.test(first) ? first : `${first} ${last.slice(-4)}`), oneDay(last));
  }
  return oneDay(text);
}

function interval(first: string, last: string): string {
  inCalendar(first);
  if (first.slice(0, last.length) > last.slice(0, first.length)) throw new Unread(BACKWARDS);
  return `${first}/${last}`;
}

function oneDay(text: string): string {
  if (ISO.test(text)) return inCalendar(text);
  let found = YEAR_FIRST.exec(text);
  if (found) return inCalendar(`${found[1]}-${two(found[2]!)}-${two(found[3]!)}`);
  found = YEAR_LAST.exec(text);
  if (found) return numbered(Number(found[1]), Number(found[3]), found[4]!, found[2]!);
  found = DAY_MONTH.exec(text);
  if (found) return inCalendar(`${found[3]}-${month(found[2]!)}${found[1] ? `-${two(found[1])}` : ""}`);
  found = MONTH_DAY.exec(text);
  if (found) return inCalendar(`${found[3]}-${month(found[1]!)}-${two(found[2]!)}`);
  throw new Unread(A_DAY);
}

/** "14.02.2015" and "02/14/2015" say which is the day; "03/04/2015" does not, with dots the day comes first. */
function numbered(one: number, other: number, year: string, sign: string): string {
  if (sign === "." || one > 12 || one === other) return inCalendar(`${year}-${two(other)}-${two(one)}`);
  if (other > 12) return inCalendar(`${year}-${two(one)}-${two(other)}`);
  const named = (day: number, at: number): string => `${day} ${FULL[at - 1]![0]!.toUpperCase()}${FULL[at - 1]!.slice(1)}`;
  throw new Unread(`this can be ${one && other ? `${named(one, other)} or ${named(other, one)}` : "no day"}: write the month as a word`);
}

const month = (name: string): string => two(MONTHS.indexOf(name.slice(0, 3)) + 1);

function inCalendar(iso: string): string {
  const [year, at, day] = [...iso.split("-").map(Number), 1, 1] as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, at - 1, day);
  if (!(year > 0 && at > 0 && date.getUTCMonth() === at - 1 && date.getUTCDate() === day)) throw new Unread(A_DAY);
  return iso;
}

/** The amount that was written, with no bound where only a number was; throws Unread. */
export function readAmount(typed: string): Amount {
  const text = tidy(typed);
  const vague = Object.hasOwn(VAGUE, text) ? VAGUE[text] : undefined;
  if (vague) return { low: vague[0], high: vague[1], bound: "vague" };
  const range = RANGE.exec(text);
  if (range) {
    const high = numberOf(range[3]!, range[4]!);
    const shared = numberOf(range[1]!, range[2]! || range[4]!); // "10 to 12 million" shares its scale, "1,300 to 1.5k" does not
    const low = shared > high && !range[2] ? numberOf(range[1]!, "") : shared;
    if (low > high) throw new Unread(FROM_LARGER);
    return { low, high, bound: "range" };
  }
  const [bound, rest] = bounded(text);
  const value = single(rest);
  if (!bound) return { value };
  const low = ["exact", "at_least", "more_than"].includes(bound) ? { low: value } : {};
  const high = ["exact", "at_most", "less_than"].includes(bound) ? { high: value } : {};
  return { value, ...low, ...high, bound };
}

function bounded(text: string): [string | null, string] {
  for (const [bound, words] of BOUNDS) {
    const found = new RegExp(`^(?:${words})\\s*(?=[\\s\\d−-])(?<!\\w)`).exec(text) ?? new RegExp(`^(?:${words})\\s+(?=\\w)`).exec(text);
    if (found) return [bound, text.slice(found[0].length)];
  }
  const more = MORE.exec(text);
  if (more) return ["at_least", more[1]!];
  const fewer = FEWER.exec(text);
  return fewer ? ["at_most", fewer[1]!] : [null, text];
}

function single(text: string): number {
  const word = WORDS.indexOf(text);
  if (word >= 0) return word;
  const found = ONE.exec(text);
  if (!found) throw new Unread(A_NUMBER);
  return numberOf(found[1]!, found[2]!);
}

function numberOf(digits: string, scale: string): number {
  if (!Object.hasOwn(SCALES, scale)) throw new Unread(A_NUMBER);
  return Number(`${digits.replace(/[\s,]/g, "").replace("−", "-")}e${SCALES[scale]}`);
}
