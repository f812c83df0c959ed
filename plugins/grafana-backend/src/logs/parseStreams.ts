import { createHash } from 'node:crypto';
import type { LogLine } from '@idp/plugin-grafana-common';
import { list, object, text } from '@idp/upstream/wire';
import { levelOf } from './levels';

const MOST_TEXT = 8_000;

/** A line, and where it is in time. */
export interface PlacedLine {
  at: bigint;
  /** Of the line itself, within its time. */
  hash: string;
  line: LogLine;
}

/** The lines of Loki's streams, oldest first. */
export function parseStreams(
  wire: unknown,
  options: { environment: string; workloadLabel: string },
): PlacedLine[] {
  const placed: PlacedLine[] = [];
  for (const stream of list(wire).map(object)) {
    const labels = object(stream.stream);
    const identity = ['pod', 'container', options.workloadLabel]
      .map(name => text(labels[name]) ?? '')
      .join('\n');
    for (const entry of list(stream.values)) {
      const line = readLine(entry, labels, identity, options);
      if (line) placed.push(line);
    }
  }
  placed.sort((a, b) => {
    if (a.at !== b.at) return a.at < b.at ? -1 : 1;
    return a.hash.localeCompare(b.hash);
  });
  return unique(placed);
}

function readLine(
  entry: unknown,
  labels: Record<string, unknown>,
  identity: string,
  {
    environment,
    workloadLabel,
  }: { environment: string; workloadLabel: string },
): PlacedLine | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [time, content, metadata] = entry;
  if (
    typeof time !== 'string' ||
    !/^\d{18,19}$/.test(time) ||
    typeof content !== 'string'
  ) {
    return undefined;
  }
  const at = BigInt(time);
  const shown = plain(content);
  const level =
    text(object(metadata).detected_level) ??
    text(labels.detected_level) ??
    text(labels.level);
  const hash = createHash('sha256')
    .update(`${identity}\n${content}`)
    .digest('base64url')
    .slice(0, 10);
  const pod = text(labels.pod);
  const container = text(labels.container);
  const workload = text(labels[workloadLabel]);
  return {
    at,
    hash,
    line: {
      id: `${time}-${hash}`,
      environment,
      at: isoOf(at),
      level: levelOf(level, shown),
      text: shown.slice(0, MOST_TEXT),
      ...(shown.length > MOST_TEXT && { cut: true as const }),
      ...(pod && { pod }),
      ...(container && { container }),
      ...(workload && { workload }),
    },
  };
}

/** The same line twice at the same time stays twice, under two names. */
function unique(placed: PlacedLine[]): PlacedLine[] {
  const counts = new Map<string, number>();
  return placed.map(item => {
    const count = counts.get(item.line.id) ?? 0;
    counts.set(item.line.id, count + 1);
    if (count === 0) return item;
    const hash = `${item.hash}_${count}`;
    return {
      ...item,
      hash,
      line: { ...item.line, id: `${item.line.id}_${count}` },
    };
  });
}

/** Without what would colour a terminal, or hide or turn round what follows. */
function plain(content: string): string {
  return (
    content
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replace(/[\r\n]+$/, '')
      .replace(/[^\P{C}\t\n\u200d]/gu, '\ufffd')
  );
}

function isoOf(at: bigint): string {
  const ms = Number(at / 1_000_000n);
  const rest = (at % 1_000_000n).toString().padStart(6, '0');
  return new Date(ms).toISOString().replace('Z', `${rest}Z`);
}
