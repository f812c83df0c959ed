/** Something that is counted, at a rate that somebody changes: its total is known of every moment since it began. */
export class Counter {
  private readonly pieces: Array<{
    from: number;
    perSecond: number;
    before: number;
  }> = [];

  /** Times are milliseconds since 1970. */
  constructor(from: number, perSecond: number) {
    this.pieces.push({ from, perSecond, before: 0 });
  }

  /** Counts at another rate from a moment on, which is after all that were said before. */
  change(from: number, perSecond: number): void {
    this.pieces.push({ from, perSecond, before: this.total(from) });
  }

  total(at: number): number {
    const piece =
      this.pieces.findLast(({ from }) => from <= at) ?? this.pieces[0];
    const seconds = Math.max(0, at - piece.from) / 1000;
    return piece.before + seconds * piece.perSecond;
  }
}
