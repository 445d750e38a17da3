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

/** How strong a tint is on white and on black paper: as strong as underlines on it allow (3:1, test/styles.test.ts). */
export interface Tint {
  light: number;
  dark: number;
}
/** Of quotes that the machine suggests, and of those a person has judged; DEEP where a quote lies in a quote. */
export const TINTS: readonly Tint[] = [{ light: 0.13, dark: 0.22 }, { light: 0.22, dark: 0.28 }];
export const DEEP: readonly Tint[] = [{ light: 0.18, dark: 0.25 }, { light: 0.23, dark: 0.285 }];

/** The share of the label's colour in a tint on paper of this red (0 black, 1 white). */
export function strength({ light, dark }: Tint, red: number): number {
  return dark - (dark - light) * red;
}

/** The same as CSS: the paper's own red says how dark the theme is. */
function tint(color: string, { light, dark }: Tint): string {
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(color.slice(at, at + 2), 16) / 255).toFixed(4));
  return `color(from var(--paper) srgb ${r} ${g} ${b} / calc(${dark} - ${(dark - light).toFixed(3)} * r))`;
}

const EDGE = 3; // height of a quote's lower edge, px
const EDGES: Record<string, Tile> = {
  solid: { width: 8, body: bar(8, 2, 1) },
  dotted: { width: 5, body: (color) => `<circle cx="1.5" cy="2" r="1" fill="${color}"/>` },
  double: { width: 8, body: (color) => bar(8, 0, 1)(color) + bar(8, 2, 1)(color) },
};

/** The thin line along a quote's lower edge, which tells direct, indirect and mixed quotes apart without colour. */
export function edge(label: Label): { image: string; size: string } {
  return picture(EDGES[label.underline] ?? EDGES.solid!, EDGE, label.color);
}

function picture(tile: Tile, height: number, color: string): { image: string; size: string } {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${tile.width}" height="${height}">${tile.body(safeColor(color))}</svg>`;
  return { image: `url("data:image/svg+xml,${encodeURIComponent(svg)}")`, size: `${tile.width}px ${height}px` };
}

/** Only plain hexadecimal colours reach a style sheet. */
export function safeColor(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? color : "#808080";
}

/** A label's underline as a CSS image, and its width. */
export function line(label: Label, judged: boolean): { image: string; size: string } {
  const tile = (judged ? JUDGED : SUGGESTED)[label.underline] ?? JUDGED.solid!;
  return picture(tile, TILE, label.color);
}

/** The rules for all labels; `number` is a label's place in the list, the same as in className(). */
export function labelRules(labels: readonly Label[]): string {
  const rules: string[] = [];
  labels.forEach((label, k) => {
    const color = safeColor(label.color);
    rules.push(`.rd-c${k}{--c:${color}}`);
    for (const s of [0, 1]) {
      if (label.layer === "quote") {
        const { image, size } = edge(label);
        rules.push(`.rd mark.rd-q${k}s${s}{--t:${tint(color, TINTS[s]!)};--c:${color};--iq:${image};--zq:${size}}`, `.rd mark.rd-q${k}s${s}.rd-deep{--t:${tint(color, DEEP[s]!)}}`);
        continue;
      }
      const { image, size } = line(label, s === 1);
      for (let lane = 0; lane < LANES; lane++) rules.push(`.rd mark.rd-u${k}s${s}l${lane}{--i${lane}:${image};--z${lane}:${size}}`);
    }
    const swatch = label.layer === "quote" ? edge(label) : line(label, true);
    rules.push(label.layer === "quote" ? `.rd-swatch${k}{background:${swatch.image} 0 100%/${swatch.size} repeat-x ${tint(color, TINTS[1]!)}}` : `.rd-swatch${k}{background:${swatch.image} 0 100%/${swatch.size} repeat-x}`);
  });
  return rules.join("\n");
}
