import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ApplicationDiff,
  ApplicationEvents,
  ApplicationResources,
  ApplicationSyncWindows,
  DeploymentComparison,
} from '@idp/plugin-argocd-common';
import { ShortCache } from '@idp/upstream';
import type { ArgoCDInstance, Target } from '../argocd/ArgoCDInstance';
import type { Entry } from '../index/Entry';
import { diffObjects } from './diffObjects';
import { managedSides, manifestSides } from './managedSides';
import { parseEvents } from './parseEvents';
import { parseSyncWindows } from './parseSyncWindows';
import { parseTree } from './parseTree';

/** One object of an Application. */
export interface ObjectQuery {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

const KEEP_MS = 3_000;
/** What two commits make does not change. */
const KEEP_COMPARISON_MS = 5 * 60_000;
const MOST_KEPT = 200;

/**
 * What an Argo CD says of one Application when somebody looks closer. Several who look at the same time cause one call, and
 * its answer is kept for a moment; whether somebody may look is decided before.
 */
export class ApplicationDetails {
  readonly #answers = new ShortCache<any>({ ttlMs: KEEP_MS, max: MOST_KEPT });
  readonly #comparisons = new ShortCache<DeploymentComparison>({
    ttlMs: KEEP_COMPARISON_MS,
    max: MOST_KEPT,
  });

  constructor(
    private readonly instances: {
      get(name: string): ArgoCDInstance | undefined;
    },
  ) {}

  resources(entry: Entry): Promise<ApplicationResources> {
    return this.#once(entry, 'resources', {}, async (instance, target) => {
      const [tree, application] = await Promise.all([
        instance.resourceTree(target),
        // Without it the tree lacks what differs from Git, and that is less than nothing at all.
        instance.application(target).catch(() => ({})),
      ]);
      return { resources: parseTree(tree, application), readAt: now() };
    });
  }

  diff(entry: Entry, resource?: ObjectQuery): Promise<ApplicationDiff> {
    return this.#once(entry, 'diff', resource, async (instance, target) => ({
      items: await diffObjects(
        managedSides(await instance.managedResources(target, resource)),
      ),
      readAt: now(),
    }));
  }

  events(
    entry: Entry,
    resource?: { uid?: string; namespace?: string; name: string },
  ): Promise<ApplicationEvents> {
    return this.#once(entry, 'events', resource, async (instance, target) => ({
      items: parseEvents(await instance.events(target, resource)),
      readAt: now(),
    }));
  }

  syncWindows(entry: Entry): Promise<ApplicationSyncWindows> {
    return this.#once(entry, 'sync-windows', {}, async (instance, target) => ({
      items: parseSyncWindows(await instance.syncWindows(target)),
      readAt: now(),
    }));
  }

  async compare(
    entry: Entry,
    ids: { from: number; to: number },
  ): Promise<DeploymentComparison> {
    const from = revisionsOf(entry, ids.from);
    const to = revisionsOf(entry, ids.to);
    const { instance, target } = this.#of(entry);
    return this.#comparisons.get(
      JSON.stringify([entry.key, entry.uid, from, to]),
      async () => {
        const [before, after] = await Promise.all([
          instance.manifests(target, from),
          instance.manifests(target, to),
        ]);
        // In the words of the answer: `missing` is in `to` only.
        const items = await diffObjects(manifestSides(before, after));
        return { items, readAt: now() };
      },
    );
  }

  #once<T>(
    entry: Entry,
    what: string,
    query: object | undefined,
    load: (instance: ArgoCDInstance, target: Target) => Promise<T>,
  ): Promise<T> {
    const { instance, target } = this.#of(entry);
    return this.#answers.get(
      JSON.stringify([stateOf(entry), what, query ?? null]),
      () => load(instance, target),
    );
  }

  #of({ application: { ref, project } }: Entry) {
    const instance = this.instances.get(ref.instance);
    if (!instance) throw new NotFoundError(`There is no ${ref.instance}`);
    return { instance, target: { ...ref, project } };
  }
}

/** What was read before an Application changed is no answer to who looks after it did, however little time is between. */
function stateOf({ key, uid, application }: Entry) {
  const { health, operation, sync } = application;
  return [key, uid, health, operation, sync];
}

function revisionsOf({ application }: Entry, id: number): string[] {
  const { deployments, ref, sources } = application;
  const deployment = deployments.find(item => item.id === id);
  if (!deployment) {
    throw new NotFoundError(
      `${ref.name} has no deployment ${id} in its history any more`,
    );
  }
  if (
    deployment.revisions.length === 0 ||
    deployment.revisions.length !== Math.max(sources.length, 1)
  ) {
    throw new ConflictError(
      `Deployment ${id} of ${ref.name} came from other sources than it has now, so Argo CD cannot make its manifests again`,
    );
  }
  return deployment.revisions;
}

function now(): string {
  return new Date().toISOString();
}
