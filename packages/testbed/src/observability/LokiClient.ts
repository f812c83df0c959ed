import type { Labels } from './config/relabel';

/** One line, and when it was written, in nanoseconds since 1970. */
export type Line = [at: bigint, text: string];

/** Writes lines to Loki as Alloy does, and asks it beside the portal. */
export class LokiClient {
  constructor(private readonly url: string) {}

  async push(labels: Labels, lines: Line[]): Promise<void> {
    const response = await fetch(`${this.url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        streams: [
          {
            stream: labels,
            values: lines.map(([at, text]) => [String(at), text]),
          },
        ],
      }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.status !== 204)
      throw new Error(`Loki: ${response.status} ${await response.text()}`);
  }

  /** Texts of all lines of the last hour. */
  async lines(query: string, limit = 1_000): Promise<string[]> {
    const response = await fetch(
      `${this.url}/loki/api/v1/query_range?${new URLSearchParams({
        query,
        limit: String(limit),
      })}`,
      { signal: AbortSignal.timeout(30_000) },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`Loki: ${response.status} ${text}`);
    return JSON.parse(text).data.result.flatMap(({ values }: any) =>
      values.map(([, line]: [string, string]) => line),
    );
  }
}

/** Nanoseconds since 1970, so many milliseconds ago. */
export const ago = (milliseconds: number): bigint =>
  BigInt(Date.now() - milliseconds) * 1_000_000n;
