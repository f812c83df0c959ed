import type { PluginConfig } from '../config/readConfig';
import type {
  GrafanaConfig,
  LokiConfig,
  PrometheusConfig,
  SourceConfig,
} from '../config/readSources';
import { Source } from './Source';

/** All upstreams of the configuration. */
export class Sources {
  readonly grafanas: ReadonlyArray<Source<GrafanaConfig>>;
  readonly prometheuses: ReadonlyArray<Source<PrometheusConfig>>;
  readonly alertmanagers: readonly Source[];
  readonly lokis: ReadonlyArray<Source<LokiConfig>>;
  readonly #listeners = new Set<() => void>();

  constructor(config: PluginConfig) {
    const { connectMs, answerMs } = config.timing;
    const limits = {
      ...(connectMs && { connectMs }),
      ...(answerMs && { answerMs }),
      maxBytes: config.limits.maxBytes,
    };
    const onChange = () => {
      for (const listener of this.#listeners) listener();
    };
    const make = <C extends SourceConfig>(
      kind: Source['kind'],
      items: C[],
      headersOf?: (item: C) => Record<string, string>,
    ) =>
      items.map(
        item =>
          new Source(kind, item, {
            limits,
            headers: headersOf?.(item),
            // Who is asked only when somebody looks says what it knows in the answer.
            ...(kind !== 'loki' && { onChange }),
          }),
      );
    this.grafanas = make('grafana', config.grafanas);
    this.prometheuses = make('prometheus', config.prometheuses);
    this.alertmanagers = make('alertmanager', config.alertmanagers);
    this.lokis = make('loki', config.lokis, ({ tenant }) => ({
      ...(tenant && { 'x-scope-orgid': tenant }),
    }));
  }

  get all(): Source[] {
    return [
      ...this.grafanas,
      ...this.prometheuses,
      ...this.alertmanagers,
      ...this.lokis,
    ];
  }

  /** The Grafana that people of an environment open, for links. */
  grafanaOf(environment: string): Source<GrafanaConfig> | undefined {
    return this.grafanas.find(
      ({ config }) => config.environment === environment && config.publicUrl,
    );
  }

  /** Told when the freshness of a source changes that is asked by schedule. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map(source => source.close()));
  }
}
