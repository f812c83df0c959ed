/** A sample or series of Prometheus' answer. */
export interface Found {
  metric: Record<string, string>;
  value: [number, string];
}

/** Asks Prometheus itself, beside the portal. */
export class PrometheusClient {
  constructor(private readonly url: string) {}

  async query(query: string, time?: number): Promise<Found[]> {
    const { result } = await this.get('query', {
      query,
      ...(time !== undefined && { time: String(time) }),
    });
    return result;
  }

  async rules(): Promise<any[]> {
    const { groups } = await this.get('rules');
    return groups.flatMap((group: any) =>
      group.rules.map((rule: any) => ({ ...rule, group: group.name })),
    );
  }

  private async get(path: string, query: Record<string, string> = {}) {
    const response = await fetch(
      `${this.url}/api/v1/${path}?${new URLSearchParams(query)}`,
      { signal: AbortSignal.timeout(30_000) },
    );
    const body = await response.json();
    if (body.status !== 'success')
      throw new Error(`Prometheus: ${response.status} ${body.error}`);
    return body.data;
  }
}
