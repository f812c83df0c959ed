import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';

/** The text of a compiled file that comes from sources that are wanted, by its source map. */
export function attributed(
  code: string,
  map: object,
  isWanted: (source: string) => boolean,
): string {
  const trace = new TraceMap(map as any);
  const lines = code.split('\n');
  let text = '';
  decodedMappings(trace).forEach((segments, at) => {
    segments.forEach(([column, source], n) => {
      if (source === undefined) return;
      if (!isWanted(trace.sources[source] ?? '')) return;
      text += lines[at].slice(column, segments[n + 1]?.[0]);
    });
  });
  return text;
}
