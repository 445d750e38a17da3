// Code points (Python, the store, the wire) and UTF-16 units (JavaScript strings, the DOM): the only place that knows both.

/** The article's text, addressed in code points. */
export class Text {
  readonly length: number;
  /** Code point offsets of the characters that take two UTF-16 units, ascending; empty for nearly every article. */
  private readonly wide: Uint32Array;

  constructor(readonly raw: string) {
    const wide: number[] = [];
    if (/[\ud800-\udbff][\udc00-\udfff]/.test(raw)) {
      let point = 0;
      for (const character of raw) {
        if (character.length === 2) wide.push(point);
        point += 1;
      }
    }
    this.wide = Uint32Array.from(wide);
    this.length = raw.length - wide.length;
  }

  /** The UTF-16 offset of a code point offset. */
  units(point: number): number {
    return point + this.before((i) => this.wide[i]! < point);
  }

  /** The code point offset of a UTF-16 offset; inside a surrogate pair, the character that it is part of. */
  points(unit: number): number {
    const before = this.before((i) => this.wide[i]! + i < unit);
    return unit - before;
  }

  slice(start: number, end: number): string {
    return this.raw.slice(this.units(start), this.units(end));
  }

  /** How many wide characters, from the first on, satisfy a test that holds up to some point and then no more. */
  private before(holds: (i: number) => boolean): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
