import type { Application } from '../../../check/src/repository';
import { renderedCheckout } from './renderedCheckout';

/** What becomes of a component's Application in the test bed. */
export interface Selection {
  environment: string;
  /** Applications that are taken, without their charts. */
  taken: string[];
  /** Positions of sources to remove, from the last to the first, by Application. */
  without: Map<string, number[]>;
  /** Those that are left out, or of which a part is, and why. */
  leftOut: Map<string, string>;
}

/** API groups whose objects need nobody to become healthy, or whose controllers run here. */
const alive = new Set([
  '',
  'admissionregistration.k8s.io',
  'monitoring.coreos.com',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Kinds of the group '' that would wait for somebody. */
const waiting = new Set(['PersistentVolumeClaim']);

/**
 * Which of the platform's Applications can live here: those whose own objects wait for no controller that only a
 * container brings. Charts come from registries, which are not asked; their definitions are applied by the test bed.
 */
export async function selectApplications(
  environment: string,
): Promise<Selection> {
  const { applications } = await renderedCheckout();
  const selection: Selection = {
    environment,
    taken: [],
    without: new Map(),
    leftOut: new Map(),
  };
  for (const application of applications) {
    if (application.environment !== environment) continue;
    if (!application.name.startsWith('platform--')) continue;
    select(application, selection);
  }
  leaveWithoutNamespace(applications, selection);
  return selection;
}

/** Namespaces that are there before anything is delivered. */
const always = ['default', 'kube-system', 'argocd', 'vault', 'gateway'];

/** Takes out what writes into a namespace that a component brings which is left out. */
function leaveWithoutNamespace(
  applications: readonly Application[],
  selection: Selection,
) {
  const objectsOf = (name: string) =>
    applications
      .filter(
        one => one.name === name && selection.environment === one.environment,
      )
      .flatMap(({ rendered }) => rendered)
      .flatMap(({ documents }) => documents)
      .map(({ object }) => object);
  const brought = new Set([
    ...always,
    ...selection.taken
      .flatMap(objectsOf)
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name),
  ]);
  for (const name of [...selection.taken]) {
    const missing = objectsOf(name)
      .map(({ metadata }) => metadata.namespace)
      .find(namespace => namespace && !brought.has(namespace));
    if (!missing) continue;
    selection.taken = selection.taken.filter(taken => taken !== name);
    selection.without.delete(name);
    selection.leftOut.delete(`${name}, in part`);
    selection.leftOut.set(
      name,
      `it writes into the namespace ${missing}, which a component brings that is left out`,
    );
  }
}

function select(application: Application, selection: Selection) {
  const { name, object, rendered } = application;
  const sources: any[] = object.spec.sources ?? [object.spec.source];
  const foreign = sources
    .map((source, index) => ({ source, index }))
    .filter(({ source, index }) => source.chart !== undefined || index > 0);
  const charts = foreign
    .map(({ source }) =>
      source.chart
        ? `chart ${source.chart} ${source.targetRevision}`
        : `${source.repoURL} ${source.targetRevision}`,
    )
    .join(', ');
  const own = rendered.flatMap(({ documents }) => documents);
  const needs = new Set(
    own
      .map(({ object: one }) => one)
      .filter(one => !isAlive(one.apiVersion, one.kind))
      .map(({ kind }) => kind),
  );
  if (own.length === 0) {
    selection.leftOut.set(
      name,
      `${charts} is not in this repository; its definitions are applied from Go modules`,
    );
  } else if (needs.size > 0) {
    selection.leftOut.set(
      name,
      `its ${[...needs]
        .sort()
        .join(', ')} would wait for a controller that only a container brings`,
    );
  } else {
    selection.taken.push(name);
    if (foreign.length > 0) {
      selection.without.set(name, foreign.map(({ index }) => index).reverse());
      selection.leftOut.set(
        `${name}, in part`,
        `${charts} is not in this repository; its own manifests are delivered`,
      );
    }
  }
}

function isAlive(apiVersion: string, kind: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return alive.has(group) && !waiting.has(kind);
}
