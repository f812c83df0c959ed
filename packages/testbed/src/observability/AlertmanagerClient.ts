/** A condition on a label, as Alertmanager's API has it. */
export interface Matcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

/** What this asks of Alertmanager itself, beside the portal. */
export class AlertmanagerClient {
  constructor(private readonly url: string) {}

  alerts(): Promise<any[]> {
    return this.ask('GET', 'alerts');
  }

  /** Resolves to its id. */
  async silence(options: {
    matchers: Matcher[];
    minutes: number;
    createdBy: string;
    comment: string;
  }): Promise<string> {
    const { minutes, ...rest } = options;
    const now = Date.now();
    const { silenceID } = await this.ask('POST', 'silences', {
      ...rest,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + minutes * 60_000).toISOString(),
    });
    return silenceID;
  }

  expire(id: string): Promise<void> {
    return this.ask('DELETE', `silence/${id}`);
  }

  private async ask(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${this.url}/api/v2/${path}`, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(
        `Alertmanager: ${method} ${path}: ${response.status} ${text}`,
      );
    return text ? JSON.parse(text) : undefined;
  }
}

/** Labels that are equal to these. */
export const equalTo = (labels: Record<string, string>): Matcher[] =>
  Object.entries(labels).map(([name, value]) => ({
    name,
    value,
    isRegex: false,
    isEqual: true,
  }));
