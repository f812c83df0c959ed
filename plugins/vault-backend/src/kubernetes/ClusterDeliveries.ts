import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Delivery,
  DeliveryRef,
  SecretRef,
  SourceState,
} from '@idp/plugin-vault-common';
import { describeDelivery } from './chain/describeDelivery';
import type { Deliveries, KnownDelivery, PathKnowledge } from './Deliveries';
import { refreshDelivery } from './refreshDelivery';
import type { DeliveryIndex } from './state/DeliveryIndex';
import type { ClusterWatch } from './watch/ClusterWatch';

/** Deliveries of all clusters of the configuration. What one of them does is of no matter to the others. */
export class ClusterDeliveries implements Deliveries {
  readonly #watches = new Map<string, ClusterWatch>();
  #opening?: Promise<void>;

  constructor(
    private readonly options: {
      index: DeliveryIndex;
      /** Of clusters that are not followed, and why. */
      left: SourceState[];
      secretMetadata: boolean;
      listeners: Set<() => void>;
      logger: LoggerService;
      now: () => number;
      /** Makes what follows the clusters; called once, when it starts. */
      open(): Promise<ClusterWatch[]>;
      waiting: SourceState[];
    },
  ) {}

  start(): void {
    this.#opening ??= this.#open().catch(error => {
      this.options.logger.error('No cluster can be followed', error);
    });
  }

  async stop(): Promise<void> {
    await this.#opening;
    await Promise.all([...this.#watches.values()].map(watch => watch.stop()));
  }

  ofPath(ref: SecretRef): KnownDelivery[] {
    return this.options.index.ofPath(ref);
  }

  ofOwner(entityRef: string): KnownDelivery[] {
    return this.options.index.ofOwner(entityRef);
  }

  all(): Iterable<KnownDelivery> {
    return this.options.index.all();
  }

  find(ref: DeliveryRef): KnownDelivery | undefined {
    return this.options.index.get(ref);
  }

  describe(
    ref: DeliveryRef,
    {
      about,
      vault,
    }: {
      about?: SecretRef;
      vault(path: SecretRef): PathKnowledge | undefined;
    },
  ): Delivery | undefined {
    const { index, now, secretMetadata } = this.options;
    const entry = index.get(ref);
    const objects = index.objects(ref.cluster);
    if (!entry || !objects) return undefined;
    const { object } = entry;
    const { namespace } = object;
    const watch = this.#watches.get(ref.cluster);
    return describeDelivery({
      cluster: ref.cluster,
      object,
      about,
      paths: entry.sources.map(({ store, ...source }) => ({
        source,
        store,
        knowledge: vault(source.ref),
        pushes: index.pushesTo(source.ref),
      })),
      problems: entry.problems,
      storeOf: store => objects.store(store, namespace),
      workloads: objects.readersOf(namespace, object.target),
      ...(secretMetadata &&
        watch?.isUnread('secrets') === false && {
          targetExists: objects.hasSecret(namespace, object.target),
        }),
      unread: {
        stores: watch?.isUnread('secretStores', 'clusterSecretStores') ?? true,
        workloads: watch?.isUnread('deployments') ?? true,
      },
      live: watch?.live ?? false,
      now: now(),
    });
  }

  states(): SourceState[] {
    const { left, waiting } = this.options;
    const followed =
      this.#watches.size > 0
        ? [...this.#watches.values()].map(watch => watch.state())
        : waiting;
    return [...followed, ...left];
  }

  onChange(listener: () => void): () => void {
    const { listeners } = this.options;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async refresh(ref: DeliveryRef): Promise<void> {
    const { index, now } = this.options;
    const entry = index.get(ref);
    const watch = this.#watches.get(ref.cluster);
    if (!entry || !watch) {
      throw new NotFoundError(
        `Cluster ${ref.cluster} has no ExternalSecret ${ref.namespace}/${ref.name}`,
      );
    }
    index.objects(ref.cluster)?.await(ref.namespace, ref.name);
    await refreshDelivery(watch, entry.object, now());
  }

  async #open(): Promise<void> {
    for (const watch of await this.options.open()) {
      this.#watches.set(watch.client.cluster.name, watch);
      watch.start();
    }
  }
}
