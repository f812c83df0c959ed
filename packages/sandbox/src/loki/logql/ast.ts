import type { Matcher } from '../../prometheus';

/** One step of the pipeline behind a selector. */
export type Stage =
  | { type: 'filter'; keep: boolean; fits: (line: string) => boolean }
  | { type: 'parser'; name: 'json' | 'logfmt' }
  | {
      type: 'label';
      fits: (labels: Readonly<Record<string, string>>) => boolean;
    };

export interface LogQuery {
  type: 'log';
  matchers: Matcher[];
  stages: Stage[];
}

export interface RangeAggregation {
  type: 'range';
  op: 'count_over_time' | 'rate' | 'bytes_over_time' | 'bytes_rate';
  query: LogQuery;
  /** Milliseconds. */
  range: number;
}

export interface VectorAggregation {
  type: 'vector';
  op: 'sum' | 'count' | 'min' | 'max' | 'avg';
  without: boolean;
  labels: string[];
  query: MetricQuery;
}

export type MetricQuery = RangeAggregation | VectorAggregation;
export type Query = LogQuery | MetricQuery;
