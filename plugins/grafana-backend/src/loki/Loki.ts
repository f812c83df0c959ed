import type { CallOptions } from '@idp/upstream';
import { UpstreamError } from '@idp/upstream';
import { object, text } from '@idp/upstream/wire';
import type { LokiConfig } from '../config/readSources';
import type { Source } from '../sources/Source';

export interface LinesRequest {
  query: string;
  /** Nanoseconds since 1970; the start is in the range, the end is not. */
  start: bigint;
  end: bigint;
  limit: number;
  direction: 'backward' | 'forward';
}

/** What is asked of a Loki. */
export class Loki {
  constructor(
    readonly source: Source<LokiConfig>,
    private readonly options: { maxBytes: number },
  ) {}

  /** The streams of a range. */
  async lines(
    { query, start, end, limit, direction }: LinesRequest,
    options: CallOptions = {},
  ): Promise<unknown> {
    const answer = object(
      await this.source.ask(
        {
          path: ['loki', 'api', 'v1', 'query_range'],
          query: {
            query,
            start: start.toString(),
            end: end.toString(),
            limit,
            direction,
          },
        },
        { maxBytes: this.options.maxBytes, ...options },
      ),
    );
    const { resultType, result } = object(answer.data);
    if (answer.status !== 'success' || resultType !== 'streams') {
      throw new UpstreamError(
        this.source.name,
        'bad-answer',
        `answered a question for lines with ${
          text(resultType, 20) ?? 'nothing'
        }`,
      );
    }
    return result;
  }
}
