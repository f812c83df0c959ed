import type { CallOptions } from '@idp/upstream';
import { UpstreamError } from '@idp/upstream';
import { object, text } from '@idp/upstream/wire';
import type { PrometheusConfig } from '../config/readSources';
import type { Source } from '../sources/Source';

export interface RangeRequest {
  query: string;
  /** Seconds since 1970. */
  start: number;
  end: number;
  stepSeconds: number;
}

/** What is asked of a Prometheus. */
export class Prometheus {
  constructor(
    readonly source: Source<PrometheusConfig>,
    private readonly options: {
      maxInventoryBytes: number;
      maxBytes: number;
      /** One more than is shown is asked for, so that it is known when there are more. */
      maxSeries: number;
    },
  ) {}

  rules(options: CallOptions = {}): Promise<unknown> {
    return this.source.json(
      { path: ['api', 'v1', 'rules'], query: { type: 'alert' } },
      { maxBytes: this.options.maxInventoryBytes, ...options },
    );
  }

  /** The `result` of a range query. */
  async range(
    { query, start, end, stepSeconds }: RangeRequest,
    options: CallOptions = {},
  ): Promise<unknown> {
    const { maxBytes, maxSeries } = this.options;
    const answer = object(
      await this.source.ask(
        {
          path: ['api', 'v1', 'query_range'],
          query: {
            query,
            start,
            end,
            step: stepSeconds,
            timeout: '14s',
            limit: maxSeries + 1,
          },
        },
        { maxBytes, ...options },
      ),
    );
    const { resultType, result } = object(answer.data);
    if (answer.status !== 'success' || resultType !== 'matrix') {
      throw new UpstreamError(
        this.source.name,
        'bad-answer',
        `answered a range with ${text(answer.status, 20) ?? 'no status'} and ${
          text(resultType, 20) ?? 'nothing'
        }`,
      );
    }
    return result;
  }
}
