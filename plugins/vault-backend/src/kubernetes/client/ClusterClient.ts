import type {
  ConfigurationOptions,
  CustomObjectsApi,
  KubeConfig,
} from '@kubernetes/client-node';
import { CallMetrics, UpstreamError } from '@idp/upstream';
import { object } from '@idp/upstream/wire';
import type { ClusterConfig } from '../config/readClusters';
import { list, text } from '../objects/read';
import { clusterError, GoneError, type Call } from './clusterError';
import { kubeConfigOf } from './kubeConfigOf';
import type { ClientLibrary } from './library';
import { LimitedHttp } from './LimitedHttp';
import type { ServedResource } from './resources';
import { openWatch, type WatchOptions } from './openWatch';

export interface ListPage {
  items: unknown[];
  resourceVersion: string;
  /** Asks for the next page. */
  next?: string;
}

export interface ClientLimits {
  answerMs: number;
  maxBytes: number;
}

export const defaultClientLimits: ClientLimits = {
  answerMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
};

const PARTIAL =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** One cluster through the official client: what the informers and the one write need of it. */
export class ClusterClient {
  readonly #config: KubeConfig;
  readonly #custom: CustomObjectsApi;
  readonly #http: LimitedHttp;
  readonly #closed = new AbortController();
  readonly #metrics: CallMetrics;
  readonly #limits: ClientLimits;

  constructor(
    private readonly library: ClientLibrary,
    readonly cluster: ClusterConfig,
    limits: Partial<ClientLimits> = {},
  ) {
    this.#limits = { ...defaultClientLimits, ...limits };
    this.#config = kubeConfigOf(library, cluster);
    this.#custom = this.#config.makeApiClient(library.CustomObjectsApi);
    this.#http = new LimitedHttp({
      library,
      cluster: cluster.name,
      answerMs: this.#limits.answerMs,
      maxBytes: this.#limits.maxBytes,
      signal: this.#closed.signal,
    });
    this.#metrics = new CallMetrics({
      upstream: 'kubernetes',
      instance: cluster.name,
    });
  }

  /** One page of all objects of a kind, in every namespace. */
  list(
    resource: ServedResource,
    { limit, next }: { limit: number; next?: string },
  ): Promise<ListPage> {
    const { group, plural, version, metadataOnly } = resource;
    const page = { limit, _continue: next };
    return this.#call({ verb: 'list', resource }, async () => {
      const answer = metadataOnly
        ? await this.#config
            .makeApiClient(this.library.CoreV1Api)
            .listSecretForAllNamespaces(page, this.#options(PARTIAL))
        : await this.#custom.listCustomObjectForAllNamespaces(
            { group, version, plural, ...page },
            this.#options(),
          );
      const { items, metadata } = object(answer);
      if (!Array.isArray(items)) {
        throw new UpstreamError(
          this.cluster.name,
          'bad-answer',
          `answered with something that is no list of ${plural}`,
        );
      }
      const { continue: more, _continue, resourceVersion } = object(metadata);
      return {
        items: list(items, Infinity),
        resourceVersion: text(resourceVersion) ?? '',
        next: text(more ?? _continue, 16_384),
      };
    });
  }

  /** Ends without an error when the server ends it, or after silence. */
  watch(
    resource: ServedResource,
    options: Omit<WatchOptions, 'library' | 'config' | 'resource'>,
  ): Promise<void> {
    return this.#call({ verb: 'watch', resource }, () =>
      openWatch({
        ...options,
        library: this.library,
        config: this.#config,
        resource,
        signal: AbortSignal.any([options.signal, this.#closed.signal]),
      }),
    );
  }

  /** Sets annotations of one object; there is no other write. */
  async annotate(
    resource: ServedResource,
    { namespace, name }: { namespace: string; name: string },
    annotations: Record<string, string>,
  ): Promise<void> {
    const { group, plural, version } = resource;
    await this.#call({ verb: 'patch', resource }, () =>
      this.#custom.patchNamespacedCustomObject(
        {
          group,
          version,
          plural,
          namespace,
          name,
          body: { metadata: { annotations } },
          fieldManager: 'idp-portal',
        },
        this.#options(undefined, this.library.PatchStrategy.MergePatch),
      ),
    );
  }

  close(): void {
    this.#closed.abort();
  }

  #options(accept?: string, contentType?: string): ConfigurationOptions {
    const { Observable } = this.library;
    return {
      httpApi: this.#http,
      middlewareMergeStrategy: 'append',
      middleware: [
        {
          pre: request => {
            if (accept) request.setHeaderParam('Accept', accept);
            if (contentType) {
              request.setHeaderParam('Content-Type', contentType);
            }
            return new Observable(Promise.resolve(request));
          },
          post: response => new Observable(Promise.resolve(response)),
        },
      ],
    };
  }

  async #call<T>(call: Call, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let outcome = 'success';
    try {
      return await run();
    } catch (error) {
      if (this.#closed.signal.aborted) outcome = 'aborted';
      if (error instanceof GoneError || isGone(error)) {
        outcome = 'gone';
        throw new GoneError();
      }
      const known = clusterError(this.cluster.name, error, call);
      if (outcome === 'success') outcome = known.code;
      throw known;
    } finally {
      this.#metrics.record(outcome, performance.now() - began);
    }
  }
}

function isGone(error: unknown): boolean {
  const { code, statusCode } = error as {
    code?: unknown;
    statusCode?: unknown;
  };
  return code === 410 || statusCode === 410;
}
