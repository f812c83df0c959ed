import { NotFoundError } from '@backstage/errors';
import type {
  SignalData,
  SignalPanel,
  SignalPanelId,
  SignalSeries,
  SourceState,
} from '@idp/plugin-grafana-common';
import type {
  EntityScope,
  SignalPanelQuery,
  SignalQueries,
} from '@idp/plugin-grafana-node';
import { ShortCache } from '@idp/upstream';
import type { Limits } from '../config/readLimits';
import { exploreUrl } from '../links/links';
import type { Prometheus } from '../prometheus/Prometheus';
import type { Sources } from '../sources/Sources';
import { enforceNamespace } from './enforceNamespace';
import { parseMatrix } from './parseMatrix';
import { NamespaceQueries } from './QueryBuilder';
import { alignRange, type AlignedRange } from './ranges';

const KEEP_MS = 30_000;
const MOST_KEPT = 500;

type Answer = ReturnType<typeof parseMatrix>;

/** Charts: one question to one Prometheus for each, and none where somebody asked the same a moment ago. */
export class SignalReader {
  readonly #answers = new ShortCache<Answer>({
    ttlMs: KEEP_MS,
    max: MOST_KEPT,
  });

  constructor(
    private readonly options: {
      prometheuses: readonly Prometheus[];
      queries: SignalQueries;
      sources: Sources;
      limits: Limits;
      now?: () => number;
    },
  ) {}

  /** The panels that an entity has. */
  panels(scope: EntityScope | undefined): SignalPanel[] {
    if (!scope?.namespace) return [];
    return (this.options.queries[scope.kind] ?? []).map(
      ({ id, unit, signal }) => ({ id, unit, signal }),
    );
  }

  /** The environments that can be asked. */
  environments(scope: EntityScope | undefined): string[] {
    return scope?.namespace
      ? this.#prometheuses(scope).map(({ source }) => source.environment)
      : [];
  }

  /** One chart. A Prometheus that does not answer is missing in it, with a reason. */
  async read(
    scope: EntityScope,
    asked: {
      panel: SignalPanelId;
      from: Date;
      to: Date;
      step?: number;
      environment?: readonly string[];
    },
  ): Promise<SignalData> {
    const { queries, limits, sources, now = Date.now } = this.options;
    const panel = queries[scope.kind]?.find(({ id }) => id === asked.panel);
    if (!panel || !scope.namespace) {
      throw new NotFoundError(`A ${scope.kind} has no panel ${asked.panel}`);
    }
    const range = alignRange(asked, limits, now());
    const query = queryOf(panel, scope, range);
    const answers = await Promise.all(
      this.#prometheuses(scope, asked.environment).map(prometheus =>
        this.#ask(prometheus, query, range),
      ),
    );
    const cut = answers.filter(answer => answer.cut > 0);
    return {
      panel: panel.id,
      unit: panel.unit,
      start: range.start,
      stepSeconds: range.stepSeconds,
      points: range.points,
      series: answers.flatMap(({ series }) => series),
      ...(cut.length > 0 && {
        cut: Object.fromEntries(
          cut.map(answer => [answer.state.environment, answer.cut]),
        ),
      }),
      sources: answers.map(({ state }) => state),
      exploreUrls: Object.fromEntries(
        answers.flatMap(({ state: { environment } }) => {
          const grafana = sources.grafanaOf(environment);
          const url =
            grafana &&
            exploreUrl(grafana.config, {
              type: 'prometheus',
              query,
              from: range.start * 1000,
              to: range.end * 1000,
            });
          return url ? [[environment, url]] : [];
        }),
      ),
    };
  }

  get cached(): number {
    return this.#answers.size;
  }

  async #ask(
    prometheus: Prometheus,
    query: string,
    range: AlignedRange,
  ): Promise<{ series: SignalSeries[]; cut: number; state: SourceState }> {
    const { source } = prometheus;
    const { maxSeries } = this.options.limits;
    const { now = Date.now } = this.options;
    const key = [
      source.name,
      range.start,
      range.end,
      range.stepSeconds,
      query,
    ].join('\n');
    try {
      const answer = await this.#answers.get(key, async () =>
        parseMatrix(await prometheus.range({ query, ...range }), range, {
          environment: source.environment,
          maxSeries,
        }),
      );
      return { ...answer, state: source.stateAs('live', new Date(now())) };
    } catch (error) {
      return {
        series: [],
        cut: 0,
        state: source.stateAs(
          'unknown',
          new Date(now()),
          source.reasonOf(error),
        ),
      };
    }
  }

  #prometheuses(scope: EntityScope, wanted?: readonly string[]): Prometheus[] {
    return this.options.prometheuses.filter(
      ({ source: { environment } }) =>
        (!scope.environments || scope.environments.includes(environment)) &&
        (!wanted || wanted.includes(environment)),
    );
  }
}

/** The question of a panel, held against what it may ask for. */
export function queryOf(
  panel: SignalPanelQuery,
  { namespace, workload }: EntityScope,
  { stepSeconds }: Pick<AlignedRange, 'stepSeconds'>,
): string {
  const query = panel.query(
    new NamespaceQueries({ namespace: namespace!, workload }, stepSeconds),
  );
  enforceNamespace(query, namespace!);
  return query;
}
