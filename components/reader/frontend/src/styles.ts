// How each label looks, as a style sheet made from the labels of the payload. No colour is written in TypeScript.
// An underline is a small SVG tile: solid where a person has judged, broken where the machine suggests.

import type { Label } from "./types";

export const LANES = 3;
const TILE = 4; // height of one lane, px

interface Tile {
  width: number;
  body: (color: string) => string;
}

const bar = (width: number, y: number, height: number) => (color: string) => `<rect width="${width}" y="${y}" height="${height}" fill="${color}"/>`;
const both = (width: number) => (color: string) => bar(width, 0.4, 1.1)(color) + bar(width, 2.6, 1.1)(color);
const dot = (color: string) => `<circle cx="1.5" cy="1.8" r="1.2" fill="${color}"/>`;
const wave = (d: string) => (color: string) => `<path d="${d}" fill="none" stroke="${color}" stroke-width="1.3"/>`;

const JUDGED: Record<string, Tile> = {
  solid: { width: 8, body: bar(8, 1, 2) },
  thick: { width: 8, body: bar(8, 0.4, 3.2) },
  double: { width: 8, body: both(8) },
  dotted: { width: 4, body: dot },
  wavy: { width: 8, body: wave("M0 2Q2 -.8 4 2T8 2") },
};
const SUGGESTED: Record<string, Tile> = {
  solid: { width: 8, body: bar(5, 1, 1.5) },
  thick: { width: 10, body: bar(6.5, 0.6, 2.8) },
  double: { width: 8, body: both(5) },
  dotted: { width: 7, body: dot },
  wavy: { width: 12, body: wave("M0 2Q2 -.8 4 2T8 2") },
};

/** Only plain hexadecimal colours reach a style sheet. */
export function safeColor(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? color : "#808080";
}

/** A label's underline as a CSS image, and its width. */
export function line(label: Label, judged: boolean): { image: string; size: string } {
  const tile = (judged ? JUDGED : SUGGESTED)[label.underline] ?? JUDGED.solid!;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${tile.width}" height="${TILE}">${tile.body(safeColor(label.color))}</svg>`;
  return { image: `url("data:image/svg+xml,${encodeURIComponent(svg)}")`, size: `${tile.width}px ${TILE}px` };
}

/** The rules for all labels; `number` is a label's place in the list, the same as in className(). */
export function labelRules(labels: readonly Label[]): string {
  const rules: string[] = [];
  labels.forEach((label, k) => {
    const color = safeColor(label.color);
    rules.push(`.rd-c${k}{--c:${color}}`);
    for (const s of [0, 1]) {
      if (label.layer === "quote") {
        const tint = (percent: number) => `color-mix(in srgb, ${color} ${percent}%, transparent)`;
        rules.push(`.rd mark.rd-q${k}s${s}{--t:${tint(s ? 25 : 13)};--c:${color}}`, `.rd mark.rd-q${k}s${s}.rd-deep{--t:${tint(s ? 36 : 24)}}`);
        continue;
      }
      const { image, size } = line(label, s === 1);
      for (let lane = 0; lane < LANES; lane++) rules.push(`.rd mark.rd-u${k}s${s}l${lane}{--i${lane}:${image};--z${lane}:${size}}`);
    }
    const swatch = line(label, true);
    rules.push(label.layer === "quote" ? `.rd-swatch${k}{background:color-mix(in srgb, ${color} 24%, transparent)}` : `.rd-swatch${k}{background:${swatch.image} 0 100%/${swatch.size} repeat-x}`);
  });
  return rules.join("\n");
}
