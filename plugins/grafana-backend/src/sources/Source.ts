import type { SourceState } from '@idp/plugin-grafana-common';
import {
  Freshness,
  UpstreamClient,
  UpstreamError,
  type CallOptions,
  type UpstreamLimits,
  type UpstreamRequest,
} from '@idp/upstream';
import type { SourceConfig } from '../config/readSources';
import { credentialFor } from './credentialFor';

/** One upstream, with its own limits, circuit and freshness. What becomes of one is of no matter to the others. */
export class Source<C extends SourceConfig = SourceConfig> {
  readonly #client: UpstreamClient;
  readonly #freshness: Freshness;

  constructor(
    readonly kind: SourceState['kind'],
    readonly config: C,
    options: {
      limits?: Partial<UpstreamLimits>;
      headers?: Readonly<Record<string, string>>;
      onChange?: () => void;
    } = {},
  ) {
    const { limits = {}, headers = {}, onChange } = options;
    this.#client = new UpstreamClient({
      upstream: kind,
      instance: config.name,
      baseUrl: config.url,
      credential: credentialFor(config, limits),
      caFile: config.caFile,
      limits,
    });
    this.#freshness = new Freshness({ onChange });
    this.headers = headers;
  }

  private readonly headers: Readonly<Record<string, string>>;

  get name(): string {
    return this.config.name;
  }

  get environment(): string {
    return this.config.environment;
  }

  get state(): SourceState {
    const { state, since, reason } = this.#freshness.current;
    return this.stateAs(state, since, reason);
  }

  get ageSeconds(): number | undefined {
    return this.#freshness.ageSeconds;
  }

  /** The answer as JSON. Its outcome says whether what is shown of this source is current. */
  async json(
    request: UpstreamRequest,
    options?: CallOptions,
  ): Promise<unknown> {
    try {
      const answer = await this.ask(request, options);
      this.#freshness.live();
      return answer;
    } catch (error) {
      this.lost(error);
      throw error;
    }
  }

  /** As `json`, and its outcome says nothing of the whole source: a question may be at fault. */
  ask(request: UpstreamRequest, options?: CallOptions): Promise<unknown> {
    return this.#client.json(
      { ...request, headers: { ...this.headers, ...request.headers } },
      options,
    );
  }

  live(): void {
    this.#freshness.live();
  }

  lost(error: unknown): void {
    // That it is left alone for a moment says less than why.
    const known =
      error instanceof UpstreamError && error.code === 'circuit-open'
        ? this.#freshness.current.reason
        : undefined;
    this.#freshness.lost(known ?? this.reasonOf(error));
  }

  /** Why a call failed, fit for people. */
  reasonOf(error: unknown): string {
    if (error instanceof UpstreamError) return error.reason;
    return this.#client.redact(
      error instanceof Error ? error.message : String(error),
    );
  }

  stateAs(
    state: SourceState['state'],
    since: Date,
    reason?: string,
  ): SourceState {
    return {
      kind: this.kind,
      name: this.name,
      environment: this.environment,
      ...(this.config.publicUrl && { url: this.config.publicUrl }),
      state,
      since: since.toISOString(),
      ...(reason && { reason }),
    };
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
