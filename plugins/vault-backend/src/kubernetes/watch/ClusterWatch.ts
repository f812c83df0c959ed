import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceState } from '@idp/plugin-vault-common';
import { CircuitBreaker, Freshness, UpstreamError } from '@idp/upstream';
import type { ClusterClient } from '../client/ClusterClient';
import { nameOf, resources } from '../client/resources';
import type { ClusterObjects } from '../state/ClusterObjects';
import { Informer, type InformerTimes } from './Informer';

type Kind = keyof typeof resources;

/** Without them nothing is wrong: a cluster may have no use for the kind. */
const OPTIONAL: readonly Kind[] = ['clusterSecretStores', 'pushSecrets'];

/** Follows all kinds that matter in one cluster, and says how fresh that is and what is missing. */
export class ClusterWatch {
  readonly #informers = new Map<Kind, Informer>();
  readonly #freshness: Freshness;
  readonly #stop = new AbortController();
  #told = '';
  #running?: Promise<unknown>;

  constructor(
    private readonly options: {
      client: ClusterClient;
      objects: ClusterObjects;
      kinds: readonly Kind[];
      times: InformerTimes;
      logger: LoggerService;
      onChange(): void;
    },
  ) {
    const { client, kinds, objects, times } = options;
    this.#freshness = new Freshness();
    const circuit = new CircuitBreaker(client.cluster.name);
    for (const kind of kinds) {
      this.#informers.set(
        kind,
        new Informer({
          client,
          circuit,
          resource: resources[kind],
          sink: objects.sinks[kind],
          times,
          signal: this.#stop.signal,
          onNews: () => this.#freshness.news(),
          onState: () => this.#onState(kind),
        }),
      );
    }
  }

  get client(): ClusterClient {
    return this.options.client;
  }

  start(): void {
    this.#running ??= Promise.all(
      [...this.#informers.values()].map(informer => informer.run()),
    );
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.client.close();
    await this.#running;
  }

  get live(): boolean {
    return this.#freshness.current.state === 'live';
  }

  /** Whether nothing of these kinds has ever been read. */
  isUnread(...kinds: Kind[]): boolean {
    return kinds.some(kind => {
      const informer = this.#informers.get(kind);
      return informer?.listed === false && informer.state.type !== 'absent';
    });
  }

  /** A kind in the version that the server has. */
  served(kind: Kind) {
    return this.#informers.get(kind)?.served;
  }

  state(): SourceState {
    const { state, since, reason } = this.#freshness.current;
    const problems = state === 'live' ? this.#problems() : [];
    return {
      kind: 'cluster',
      name: this.client.cluster.name,
      state,
      since: since.toISOString(),
      ...(state !== 'live' && {
        reason: reason ?? 'has not been asked yet',
      }),
      ...(problems.length > 0 && { problems }),
    };
  }

  #onState(kind: Kind): void {
    const { logger, onChange } = this.options;
    const cluster = this.client.cluster.name;
    const { state } = this.#informers.get(kind)!;
    if (kind === 'externalSecrets') {
      if (state.type === 'live') this.#freshness.live();
      else if (state.type === 'absent') {
        this.#freshness.lost(absentWords('externalSecrets'));
      } else if (state.type === 'failed') {
        this.#freshness.lost(reasonFor(state.error));
      }
    }
    if (state.type === 'failed') {
      logger.warn(
        `Cluster ${cluster}: ${nameOf(resources[kind])} are not followed: ${
          state.error.reason
        }`,
      );
    } else if (state.type === 'absent' && !OPTIONAL.includes(kind)) {
      logger.warn(`Cluster ${cluster}: ${absentWords(kind)}`);
    }
    const told = JSON.stringify([
      this.state(),
      this.isUnread('secretStores', 'clusterSecretStores'),
      this.isUnread('deployments'),
    ]);
    if (told === this.#told) return;
    this.#told = told;
    onChange();
  }

  #problems(): string[] {
    const problems: string[] = [];
    for (const [kind, { state }] of this.#informers) {
      if (state.type === 'failed') {
        problems.push(`${nameOf(resources[kind])}: ${reasonFor(state.error)}`);
      } else if (state.type === 'absent' && !OPTIONAL.includes(kind)) {
        problems.push(absentWords(kind));
      }
    }
    return problems;
  }
}

function absentWords(kind: Kind): string {
  const { versions } = resources[kind];
  return `has no ${nameOf(resources[kind])}/${
    versions[0]
  }: install External Secrets with its custom resource definitions, or leave the cluster out of vault.kubernetes.clusters`;
}

/** What people are told: without what the server itself says, which may name addresses. */
function reasonFor({ code, reason }: UpstreamError): string {
  return ['failed', 'rejected', 'conflict'].includes(code)
    ? reason.replace(/: .*/s, '')
    : reason;
}
