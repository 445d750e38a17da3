// Lights over the text that change no DOM: the speaker of a hovered quote, caught words, the word cursor, a flash.
// CSS custom highlights where the browser has them; without them only these lights are missing.

export type Light = "caught" | "cursor" | "kin" | "flash" | "preview" | "why";

export function light(name: Light, ranges: (Range | null)[]): void {
  const registry = (CSS as { highlights?: HighlightRegistry }).highlights;
  if (!registry) return;
  const kept = ranges.filter((range): range is Range => range !== null);
  if (kept.length) registry.set(`rd-${name}`, new Highlight(...kept));
  else registry.delete(`rd-${name}`);
}
