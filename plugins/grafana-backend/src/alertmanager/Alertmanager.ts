import type { CallOptions } from '@idp/upstream';
import type { Source } from '../sources/Source';

/** What is asked of an Alertmanager. */
export class Alertmanager {
  constructor(
    readonly source: Source,
    private readonly options: { maxInventoryBytes: number },
  ) {}

  alerts(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      {
        path: ['api', 'v2', 'alerts'],
        query: { active: true, silenced: true, inhibited: true },
      },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }

  silences(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      { path: ['api', 'v2', 'silences'] },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }
}
