import type { Response } from 'express';
import { sendJson } from '../../wire/sendJson';
import { PromError } from '../promql';
import { keyOf, type Labels, type Sample, type Samples } from '../storage';

const STATUS = {
  bad_data: 400,
  execution: 422,
} as const;

/** A number as Prometheus writes it, in quotes: all digits, never an exponent. */
function sampleValue(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  const text = String(value);
  const found = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!found) return text;
  const [, sign, first, rest = '', power] = found;
  const exponent = Number(power);
  const digits = first + rest;
  return exponent < 0
    ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${sign}${digits.padEnd(exponent + 1, '0')}`;
}

const point = (time: number, value: number): [number, string] => [
  time / 1000,
  sampleValue(value),
];

export const vectorAnswer = (samples: readonly Sample[], time: number) => ({
  resultType: 'vector',
  result: samples.map(({ labels, value }) => ({
    metric: labels,
    value: point(time, value),
  })),
});

export const scalarAnswer = (value: number, time: number) => ({
  resultType: 'scalar',
  result: point(time, value),
});

export const matrixAnswer = (series: readonly Samples[]) => ({
  resultType: 'matrix',
  result: series.map(({ labels, times, values }) => ({
    metric: labels,
    values: times.map((time, index) => point(time, values[index])),
  })),
});

/** In the order that Prometheus has: by labels. */
export const sortedByLabels = <T extends { labels: Labels }>(
  series: T[],
): T[] => series.sort((a, b) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1));

export function sendData(response: Response, data: unknown): void {
  sendJson(response, { status: 'success', data });
}

export function sendError(response: Response, error: unknown): void {
  const { type, message } =
    error instanceof PromError
      ? error
      : { type: 'execution' as const, message: (error as Error).message };
  const body = { status: 'error', errorType: type, error: message };
  sendJson(response, body, STATUS[type]);
}
