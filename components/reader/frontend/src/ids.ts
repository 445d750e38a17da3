// Random names for edits, annotations, pages and tabs.

const LETTERS = "ghijklmnop"; // model.lettered: a spreadsheet takes 161292385e539656 for a number

/** 16 random hexadecimal digits, the first as a letter, also where the page has no secure context. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const digits = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^\d/, (first) => LETTERS.charAt(Number(first)));
}
