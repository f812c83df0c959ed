import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Scrape } from '../config/prometheusConfig';
import { type Labels, relabel } from '../config/relabel';
import { type Sample, sampleLine } from './samples';
import type { Scene } from './Scene';

const EVERY_MS = 30_000;
/** As often as it is scraped here from then on: a rate over both would count a long gap at its edge for nothing. */
const DENSE_MS = 180_000;
const DENSE_EVERY_MS = 1_000;
const run = promisify(execFile);

/** What Prometheus keeps of a sample that it scrapes; undefined where it is dropped. */
export function stored(
  { name, labels, value }: Sample,
  scrape: Scrape,
  instance: string,
): Sample | undefined {
  const target: Labels = { instance, ...scrape.labels };
  const merged: Labels = { ...target, ...labels };
  if (!scrape.honorLabels) {
    for (const [label, own] of Object.entries(target)) {
      if (label in labels) merged[`exported_${label}`] = labels[label];
      merged[label] = own;
    }
  }
  const kept = relabel(scrape.metricRelabelings, { ...merged, __name__: name });
  if (!kept) return undefined;
  const { __name__, ...rest } = kept;
  return {
    name: __name__,
    labels: Object.fromEntries(
      Object.entries(rest).filter(([, text]) => text !== ''),
    ),
    value,
  };
}

/** Writes what would have been scraped of a scene between two moments, every half a minute, into a folder of Prometheus. */
export async function writeHistory(options: {
  scene: Scene;
  scrapes: Scrape[];
  instance: string;
  from: number;
  to: number;
  file: string;
  data: string;
  promtool: string;
  env: Record<string, string>;
}): Promise<void> {
  const { scene, scrapes, instance, from, to, file, data } = options;
  const out = fs.createWriteStream(file);
  for (const at of moments(from, to)) {
    for (const scrape of scrapes) {
      for (const sample of scene.samples(scrape.endpoint, at)) {
        const kept = stored(sample, scrape, instance);
        if (kept) out.write(sampleLine(kept, at));
      }
    }
  }
  out.end('# EOF\n');
  await once(out, 'finish');
  await run(
    options.promtool,
    ['tsdb', 'create-blocks-from', '--quiet', 'openmetrics', file, data],
    { env: options.env },
  );
}

function* moments(from: number, to: number): Iterable<number> {
  for (let at = from; at < to - DENSE_MS; at += EVERY_MS) yield at;
  for (let at = to - DENSE_MS; at <= to; at += DENSE_EVERY_MS) yield at;
}
