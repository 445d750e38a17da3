import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEEP, edge, labelRules, strength, TINTS } from "../src/styles";
import { LABELS } from "./made";

const root = new URL("../../../../", import.meta.url);
const COLORS = [...readFileSync(new URL("data/labels.toml", root), "utf8").matchAll(/^color = "(#\w{6})"/gm)].map((m) => m[1]!);
const QUOTE = "#0d84b6";
const config = readFileSync(new URL(".streamlit/config.toml", root), "utf8");
const themed = (theme: string, name: string): string => new RegExp(`\\[theme\\.${theme}\\][^\\[]*?${name} = "(#\\w{6})"`).exec(config)![1]!;

const channels = (color: string): number[] => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
const luminance = (c: number[]): number => c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k]!, 0);
const contrast = (a: number[], b: number[]): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};
const tinted = (page: number[], share: number): number[] => channels(QUOTE).map((v, k) => v * share + page[k]! * (1 - share));

test.each(["light", "dark"])("on every quote tint of the %s theme, text and underlines are plain to see", (theme) => {
  const page = channels(themed(theme, "backgroundColor"));
  for (const tint of [...TINTS, ...DEEP]) {
    const paper = tinted(page, strength(tint, page[0]!));
    expect(contrast(channels(themed(theme, "textColor")), paper)).toBeGreaterThan(4.5);
    for (const color of COLORS) expect(contrast(channels(color), paper), color).toBeGreaterThanOrEqual(3);
  }
});

test("a tint on dark paper stands out from it more than the same tint on light paper does", () => {
  const stands = (theme: string): number => {
    const page = channels(themed(theme, "backgroundColor"));
    return contrast(tinted(page, strength(TINTS[0]!, page[0]!)), page);
  };
  expect(stands("dark")).toBeGreaterThan(Math.max(1.25, stands("light")));
});

test("direct, indirect and mixed quotes differ in their lower edge, in the text and in the legend", () => {
  const quotes = ["solid", "dotted", "double"].map((underline) => ({ ...LABELS[2]!, underline }));
  expect(new Set(quotes.map((label) => edge(label).image)).size).toBe(3);
  const rules = labelRules(quotes);
  quotes.forEach((label, k) => {
    const drawn = rules.split("\n").filter((rule) => rule.includes(edge(label).image));
    expect(drawn.map((rule) => rule.split("{")[0])).toEqual([`.rd mark.rd-q${k}s0`, `.rd mark.rd-q${k}s1`, `.rd-swatch${k}`]);
  });
});
