import { timestamp, type Clock } from '../../clock';
import {
  isSame,
  nameOf,
  type Cluster,
  type EventLog,
  type KubeObject,
  type Timing,
} from '../cluster';
import { ApplicationStore } from './ApplicationStore';
import { applicationOf, asTarget } from './compare';
import { isAutomated, isBusy, type Delivered } from './Delivered';
import { Operations } from './Operations';
import { reconcile } from './reconcile';
import type {
  Application,
  ApplicationDefinition,
  RevisionHistory,
} from './types';
import type { Rendered } from './renderFolders';

/** Milliseconds in which changes of objects are taken together. */
const QUIET = 60;

/** What a delivery is made of. */
export interface DeliveryParts {
  cluster: Cluster;
  clock: Clock;
  events: EventLog;
  timing: Timing;
}

/**
 * The application controller of one Argo CD: holds every Application against the cluster when Git or the cluster has
 * changed, and syncs those that are to sync by themselves.
 */
export class Delivery {
  readonly store = new ApplicationStore();
  private readonly delivered = new Map<string, Delivered>();
  private readonly looks = new Map<string, () => void>();
  private readonly operations: Operations;

  constructor(private readonly parts: DeliveryParts) {
    this.operations = new Operations(parts, this.store, one => this.look(one));
    parts.cluster.onChange(({ object }) => this.onObject(object));
  }

  get(name: string): Delivered | undefined {
    return this.delivered.get(name);
  }

  names(): string[] {
    return [...this.delivered.keys()];
  }

  /** Those of which there are objects. */
  renderedNames(): string[] {
    return this.names().filter(
      name => this.delivered.get(name)!.definition.folder !== undefined,
    );
  }

  /** The Application as Git has it at a revision. Without `rendered`, what it brings is as before. */
  define(
    definition: ApplicationDefinition,
    options: {
      revision: string;
      rendered?: Rendered;
      /** It was there before the sandbox: its objects are, too. */
      settled?: { history: RevisionHistory[] };
    },
  ): void {
    const { revision, rendered, settled } = options;
    let one = this.delivered.get(definition.metadata.name);
    if (!one) {
      one = this.create(definition, revision, settled?.history);
      this.delivered.set(definition.metadata.name, one);
    } else {
      one.definition = definition;
      one.application.spec = definition.spec;
      Object.assign(one.application.metadata, definition.metadata);
    }
    one.revision = revision;
    if (rendered) {
      const { name } = definition.metadata;
      const { namespace } = definition.spec.destination;
      one.error = rendered.error;
      const targets = rendered.objects.map(object =>
        asTarget(object, { name, namespace }),
      );
      if (!rendered.error && !isSame(targets, one.targets)) {
        one.targets = targets;
        if (!isBusy(one)) {
          one.cancel?.();
          one.cancel = undefined;
        }
      }
    }
    if (settled) {
      one.attempted = one.targets;
      for (const target of one.targets) this.parts.cluster.apply(target);
    }
    this.lookNow(one);
    if (!this.store.get(definition.metadata.name))
      this.store.add(one.application);
  }

  /** The Application is no longer in Git: its objects go, then it. */
  remove(name: string): void {
    const one = this.delivered.get(name);
    if (!one) return;
    const { clock, cluster, timing } = this.parts;
    one.cancel?.();
    this.delivered.delete(name);
    const { application } = one;
    application.metadata.deletionTimestamp = timestamp(clock.now());
    delete application.operation;
    this.store.changed(application);
    clock.after(timing.deletion, () => {
      for (const object of cluster.group(name)) cluster.remove(nameOf(object));
      this.store.remove(application);
    });
  }

  /** Looks at an Application anew; resolves when it has. */
  refresh(name: string): Promise<Application | undefined> {
    const one = this.delivered.get(name);
    if (!one) return Promise.resolve(undefined);
    const { metadata } = one.application;
    metadata.annotations = {
      ...metadata.annotations,
      'argocd.argoproj.io/refresh': 'normal',
    };
    this.store.changed(one.application);
    return new Promise(resolve => {
      this.parts.clock.after(QUIET, () => {
        const { 'argocd.argoproj.io/refresh': _, ...rest } =
          metadata.annotations ?? {};
        metadata.annotations = rest;
        reconcile(one, {
          cluster: this.parts.cluster,
          now: this.parts.clock.now(),
        });
        this.store.changed(one.application);
        this.decide(one);
        resolve(one.application);
      });
    });
  }

  sync = (name: string, request: Parameters<Operations['begin']>[1]) =>
    this.operations.begin(this.delivered.get(name)!, request);

  terminate = (name: string) =>
    this.operations.terminate(this.delivered.get(name)!);

  /** Leaves changes by hand of an Application as they are for so long. */
  hold(name: string, milliseconds: number): void {
    const one = this.delivered.get(name);
    if (!one) return;
    const { clock } = this.parts;
    one.heldUntil = clock.now().getTime() + milliseconds;
    clock.after(milliseconds, () => this.look(one));
  }

  private create(
    definition: ApplicationDefinition,
    revision: string,
    history: RevisionHistory[] = [],
  ): Delivered {
    const now = timestamp(this.parts.clock.now());
    return {
      definition,
      targets: [],
      comparisons: [],
      revision,
      selfHeals: 0,
      application: {
        metadata: {
          ...definition.metadata,
          uid: '',
          resourceVersion: '',
          generation: 1,
          creationTimestamp: history[0]?.deployStartedAt ?? now,
        },
        spec: definition.spec,
        status: {
          sync: { status: 'Unknown' },
          health: { status: 'Missing', lastTransitionTime: now },
          summary: {},
          controllerNamespace: 'argocd',
          ...(history.length > 0 && { history }),
        },
      },
    };
  }

  private onObject(object: KubeObject) {
    if (object.kind === 'AppProject') {
      for (const one of this.delivered.values()) {
        if (one.application.spec.project === object.metadata.name)
          this.look(one);
      }
    }
    const name = applicationOf(this.rootOf(object));
    const one = name && this.delivered.get(name);
    if (one) this.look(one);
  }

  private rootOf(object: KubeObject): KubeObject {
    let root = object;
    for (;;) {
      const owner = root.metadata.ownerReferences?.[0];
      if (!owner) return root;
      const group = owner.apiVersion.includes('/')
        ? owner.apiVersion.split('/')[0]
        : '';
      const parent = this.parts.cluster.get({
        group,
        kind: owner.kind,
        namespace: root.metadata.namespace ?? '',
        name: owner.name,
      });
      if (!parent) return root;
      root = parent;
    }
  }

  private look(one: Delivered) {
    const { name } = one.application.metadata;
    if (this.looks.has(name)) return;
    this.looks.set(
      name,
      this.parts.clock.after(QUIET, () => this.lookNow(one)),
    );
  }

  private lookNow(one: Delivered) {
    const { clock, cluster } = this.parts;
    const { application } = one;
    this.looks.get(application.metadata.name)?.();
    this.looks.delete(application.metadata.name);
    if (this.delivered.get(application.metadata.name) !== one) return;
    const { sync, health } = application.status;
    const changed = reconcile(one, { cluster, now: clock.now() });
    if (changed) {
      this.report(one, 'sync', sync.status, application.status.sync.status);
      this.report(
        one,
        'health',
        health.status,
        application.status.health.status,
      );
      this.store.changed(application);
    }
    this.decide(one);
  }

  private report(one: Delivered, what: string, from: string, to: string) {
    if (from === to) return;
    this.operations.tell(
      one,
      'ResourceUpdated',
      `Updated ${what} status: ${from} -> ${to}`,
    );
  }

  /** Whether, and when, the Application syncs by itself. */
  private decide(one: Delivered) {
    const { clock, timing } = this.parts;
    const { status } = one.application;
    if (status.sync.status === 'Synced') one.selfHeals = 0;
    if (status.sync.status !== 'OutOfSync' || !isAutomated(one) || isBusy(one))
      return;
    if (one.cancel) return;
    const prune = one.application.spec.syncPolicy!.automated!.prune;
    const begin = (extra: { autoHealAttemptsCount?: number }) => {
      one.cancel = undefined;
      if (isBusy(one) || one.application.status.sync.status !== 'OutOfSync')
        return;
      one.attempted = one.targets;
      this.operations.begin(one, {
        sync: { revision: one.revision, prune, ...extra },
        initiatedBy: { automated: true },
      });
    };
    if (one.attempted !== one.targets) {
      one.cancel = clock.after(timing.beforeSync, () => begin({}));
      return;
    }
    const failed = ['Failed', 'Error'].includes(
      status.operationState?.phase ?? '',
    );
    if (failed || !one.application.spec.syncPolicy!.automated!.selfHeal) return;
    const held = Math.max(0, (one.heldUntil ?? 0) - clock.now().getTime());
    one.cancel = clock.after(Math.max(held, timing.selfHeal), () => {
      one.selfHeals += 1;
      begin({ autoHealAttemptsCount: one.selfHeals });
    });
  }
}
