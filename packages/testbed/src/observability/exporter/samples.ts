import type { Labels } from '../config/relabel';

/** One line of what an exporter shows. */
export interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

/** Prometheus' text format; with a time, in milliseconds, as OpenMetrics has it. */
export function sampleLine({ name, labels, value }: Sample, at?: number) {
  const written = Object.entries(labels)
    .map(([label, text]) => `${label}="${escaped(text)}"`)
    .join(',');
  const time = at === undefined ? '' : ` ${at / 1000}`;
  return `${name}{${written}} ${numberText(value)}${time}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
