import type { LogLevel } from '@idp/plugin-grafana-common';

/** What programs call their levels. */
const WORDS: Record<string, LogLevel> = {
  emerg: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
  fatal: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  alert: 'fatal',
  error: 'error',
  err: 'error',
  eror: 'error',
  warn: 'warn',
  warning: 'warn',
  notice: 'info',
  info: 'info',
  information: 'info',
  informational: 'info',
  debug: 'debug',
  dbug: 'debug',
  trace: 'trace',
};

/** As Loki writes what it found itself. */
const DETECTED: Record<LogLevel, string[]> = {
  fatal: ['fatal', 'critical'],
  error: ['error'],
  warn: ['warn'],
  info: ['info'],
  debug: ['debug'],
  trace: ['trace'],
  unknown: ['unknown', ''],
};

const FIELD = /\b(?:level|lvl|severity)"?\s*[=:]\s*"?([A-Za-z]+)/i;
const WORD =
  /(?:^|[\s[(|<])(EMERG|FATAL|PANIC|CRITICAL|ERROR|ERR|WARN|WARNING|INFO|DEBUG|TRACE)(?=[\s\])|>:]|$)/;

/**
 * How loud a line is: what Loki found, and where Loki says nothing what the line says at its beginning. Loki knows fewer words
 * (no `panic`, no `notice`); such a line stays `unknown`, as Loki is what a filter for levels asks.
 */
export function levelOf(labelled: string | undefined, line: string): LogLevel {
  if (labelled) return wordOf(labelled) ?? 'unknown';
  const beginning = line.slice(0, 300);
  const word = FIELD.exec(beginning)?.[1] ?? WORD.exec(beginning)?.[1];
  return (word && wordOf(word)) || 'unknown';
}

/** The values of `detected_level` that these are. */
export function detectedLevels(levels: readonly LogLevel[]): string[] {
  return [...new Set(levels.flatMap(level => DETECTED[level]))];
}

function wordOf(word: string): LogLevel | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
}
