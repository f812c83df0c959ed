/** One line; the point `i` is at `start + i × stepMs`. */
export interface Line {
  key: string;
  /** What it shows, such as `5xx`. */
  name: string;
  environment: string;
  values: ReadonlyArray<number | null>;
}

/** Something that happened at a moment. */
export interface Mark {
  environment: string;
  /** Milliseconds since 1970. */
  at: number;
  label: string;
}

/** What a chart shows. Times are milliseconds since 1970. */
export interface ChartData {
  start: number;
  stepMs: number;
  points: number;
  lines: Line[];
  marks: Mark[];
}
