import { metrics } from '@opentelemetry/api';

/**
 * Counts calls by kind of upstream, instance and outcome. Nothing of a path or an answer becomes an attribute. `UpstreamClient`
 * does it by itself; this is for calls by another client.
 *
 * @public
 */
export class CallMetrics {
  readonly #calls;
  readonly #seconds;

  constructor(
    private readonly attributes: { upstream: string; instance: string },
  ) {
    const meter = metrics.getMeter('idp-upstream');
    this.#calls = meter.createCounter('idp.upstream.calls.count', {
      description: 'Calls to upstream APIs by outcome',
    });
    this.#seconds = meter.createHistogram('idp.upstream.calls.duration', {
      description: 'How long upstream APIs took to answer',
      unit: 'seconds',
    });
  }

  record(outcome: string, milliseconds: number): void {
    this.#calls.add(1, { ...this.attributes, outcome });
    this.#seconds.record(milliseconds / 1000, { ...this.attributes, outcome });
  }
}
