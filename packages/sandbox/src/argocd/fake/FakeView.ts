import type { Application, ApplicationEvent } from '../../world';
import type { ArgoCDView } from '../ArgoCDView';
import { madeUpApplication } from './madeUpApplication';

/** Part of an Application's status, as one wants it to be from now on. */
export type StatusChange = Partial<Application['status']>;

/** Made-up Applications. Each is made when it is first asked for and then kept, as a list of ten thousand must cost little. */
export class FakeView implements ArgoCDView {
  private readonly names: string[];
  private readonly indexes: Map<string, number>;
  private readonly changed = new Map<
    number,
    { version: number; status: StatusChange }
  >();
  private readonly made = new Map<number, Application>();
  private readonly listeners = new Set<(event: ApplicationEvent) => void>();
  private version: number;

  constructor(
    private readonly options: {
      applications: number;
      nameOf: (index: number) => string;
      labelsOf: (index: number) => Record<string, string>;
    },
  ) {
    const { applications, nameOf } = options;
    this.indexes = new Map(
      Array.from({ length: applications }, (_, index) => [
        nameOf(index),
        index,
      ]),
    );
    this.names = [...this.indexes.keys()].sort();
    this.version = applications;
  }

  /** Alters the status of an Application, for everybody at once. */
  change(name: string, status: StatusChange): void {
    const index = this.indexes.get(name);
    if (index === undefined) throw new Error(`There is no Application ${name}`);
    this.version += 1;
    const before = this.changed.get(index)?.status;
    this.changed.set(index, {
      version: this.version,
      status: { ...before, ...status },
    });
    this.made.delete(index);
    const application = this.make(name);
    for (const listener of [...this.listeners])
      listener({ type: 'MODIFIED', application });
  }

  resourceVersion = () => String(this.version);

  size = () => this.names.length;

  *list(
    where: Parameters<ArgoCDView['list']>[0] = () => true,
  ): Iterable<Application> {
    for (const name of this.names) {
      const labels = this.options.labelsOf(this.indexes.get(name)!);
      if (where(name, labels)) yield this.make(name);
    }
  }

  get(namespace: string, name: string): Application | undefined {
    return namespace === 'argocd' && this.indexes.has(name)
      ? this.make(name)
      : undefined;
  }

  subscribe(listener: (event: ApplicationEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  projects = () => [];

  tree = ({ spec, status }: Application) =>
    (status.resources ?? []).map(({ status: _, ...resource }) => ({
      ...resource,
      namespace: spec.destination.namespace,
      uid: `${resource.kind}-${resource.name}`,
      ...(resource.kind === 'Deployment' && {
        health: { status: 'Healthy' as const },
      }),
      createdAt: status.operationState?.finishedAt,
    }));

  managedResources = ({ status }: Application) =>
    (status.resources ?? []).map(
      ({ group = '', version, kind, namespace, name }) => {
        const state = JSON.stringify({
          apiVersion: group ? `${group}/${version}` : version,
          kind,
          metadata: { name, namespace },
        });
        return {
          group,
          kind,
          namespace,
          name,
          targetState: state,
          liveState: state,
          normalizedLiveState: state,
          predictedLiveState: state,
        };
      },
    );

  events = () => [];

  manifests = async () => [];

  commit = async (revision: string) => ({
    commit: revision,
    author: 'Sam Rivera <sam@example.com>',
    date: '2026-01-05T08:00:00Z',
    message: `Merge change ${parseInt(
      revision.slice(0, 6),
      16,
    )}: a new release`,
    tags: [],
  });

  refresh = async (application: Application) => application;

  sync = () => true;

  terminate = () => false;

  private make(name: string): Application {
    const index = this.indexes.get(name)!;
    const kept = this.made.get(index);
    if (kept) return kept;
    const change = this.changed.get(index);
    const application = madeUpApplication({
      index,
      name,
      labels: this.options.labelsOf(index),
      resourceVersion: change?.version ?? index + 1,
    });
    if (change)
      application.status = { ...application.status, ...change.status };
    this.made.set(index, application);
    return application;
  }
}
