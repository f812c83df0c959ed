import { InputError, NotFoundError } from '@backstage/errors';
import type { EntityLogs, LogLevel } from '@idp/plugin-grafana-common';
import type { EntityScope } from '@idp/plugin-grafana-node';
import type { Limits } from '../config/readLimits';
import { exploreUrl } from '../links/links';
import type { LinesRequest, Loki } from '../loki/Loki';
import { boundedRange } from '../signals/ranges';
import type { Sources } from '../sources/Sources';
import { readCursor, writeCursor, type LogCursor } from './cursor';
import { logQuery } from './logQuery';
import { parseStreams, type PlacedLine } from './parseStreams';

const HOUR_MS = 3_600_000;
/** Clocks of nodes may be ahead of ours. */
const AHEAD_MS = 60_000;

export interface LogQuestion {
  environment: string;
  from?: Date;
  to?: Date;
  search?: string;
  level?: readonly LogLevel[];
  limit: number;
  after?: string;
}

/** Log lines of a workload or a tenant, asked for when somebody looks; nothing is kept. */
export class LogReader {
  constructor(
    private readonly options: {
      lokis: readonly Loki[];
      limits: Limits;
      sources: Sources;
      now?: () => number;
    },
  ) {}

  environments(scope: EntityScope | undefined): string[] {
    return scope?.namespace
      ? this.#lokis(scope).map(({ source }) => source.environment)
      : [];
  }

  async read(scope: EntityScope, question: LogQuestion): Promise<EntityLogs> {
    const { limits, sources, now = Date.now } = this.options;
    const { environment, after, search, level } = question;
    const loki = this.#lokis(scope).find(
      ({ source }) => source.environment === environment,
    );
    if (!loki || !scope.namespace) {
      throw new NotFoundError(
        `There are no logs of ${environment}: the environment has no Loki, or the entity does not run there`,
      );
    }
    const cursor = after === undefined ? undefined : readCursor(after);
    const limit = Math.min(question.limit, limits.maxLogLines);
    const range = cursor ? this.#since(cursor) : this.#range(question);
    const query = logQuery(
      { namespace: scope.namespace, workload: scope.workload },
      loki.source.config.labels,
      { search, level },
    );
    const known = new Set(cursor?.seen);
    const found = await this.#lines(loki, {
      query,
      ...range,
      // One more says that there are more; those that are known come again.
      limit: limit + known.size + 1,
    });
    const fresh = found.filter(
      ({ at, hash }) => at !== cursor?.at || !known.has(hash),
    );
    const more = fresh.length > limit;
    const lines = cursor ? fresh.slice(0, limit) : fresh.slice(-limit);
    const next = this.#next(lines, { cursor, question });
    const grafana = sources.grafanaOf(environment);
    const url =
      grafana &&
      exploreUrl(grafana.config, {
        type: 'loki',
        query,
        from: Number(range.start / 1_000_000n),
        to: Number(range.end / 1_000_000n),
      });
    return {
      lines: lines.map(({ line }) => line),
      ...(next && { cursor: writeCursor(next) }),
      more,
      sources: [loki.source.stateAs('live', new Date(now()))],
      ...(url && { exploreUrl: url }),
    };
  }

  async #lines(loki: Loki, request: LinesRequest): Promise<PlacedLine[]> {
    const { source } = loki;
    return parseStreams(await loki.lines(request), {
      environment: source.environment,
      workloadLabel: source.config.labels.workload,
    });
  }

  #range({
    from,
    to,
  }: LogQuestion): Pick<LinesRequest, 'start' | 'end' | 'direction'> {
    const { limits, now = Date.now } = this.options;
    const end = to ?? new Date(now() + AHEAD_MS);
    const start = from ?? new Date((to ?? new Date(now())).getTime() - HOUR_MS);
    boundedRange(
      { from: start, to: end },
      limits.maxLogRangeSeconds + AHEAD_MS / 1000,
      now(),
    );
    return {
      start: BigInt(start.getTime()) * 1_000_000n,
      end: BigInt(end.getTime()) * 1_000_000n,
      direction: 'backward',
    };
  }

  #since({ at }: LogCursor): Pick<LinesRequest, 'start' | 'end' | 'direction'> {
    const { limits, now = Date.now } = this.options;
    const oldest = now() - limits.maxLogRangeSeconds * 1000;
    const end = BigInt(now() + AHEAD_MS) * 1_000_000n;
    if (at < BigInt(oldest) * 1_000_000n || at >= end) {
      throw new InputError('after is too old to follow: read the lines anew');
    }
    return { start: at, end, direction: 'forward' };
  }

  /** From where the next question goes on: after the last line, and the lines of its time are known. */
  #next(
    lines: readonly PlacedLine[],
    {
      cursor,
      question,
    }: {
      cursor?: LogCursor;
      question: LogQuestion;
    },
  ): LogCursor | undefined {
    const { now = Date.now } = this.options;
    // A range that has an end is a picture of then.
    if (!cursor && question.to) return undefined;
    const last = lines.at(-1);
    if (!last) {
      return cursor ?? { at: BigInt(now()) * 1_000_000n, seen: [] };
    }
    const seen = lines
      .filter(({ at }) => at === last.at)
      .map(({ hash }) => hash);
    return {
      at: last.at,
      seen: cursor?.at === last.at ? [...cursor.seen, ...seen] : seen,
    };
  }

  #lokis(scope: EntityScope): Loki[] {
    return this.options.lokis.filter(
      ({ source: { environment } }) =>
        !scope.environments || scope.environments.includes(environment),
    );
  }
}
