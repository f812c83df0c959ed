import type {
  Application,
  ApplicationCondition,
  ApplicationOperation,
  ApplicationSource,
  Deployment,
  HealthStatus,
  OperationPhase,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import { redact } from '@idp/upstream';
import {
  list,
  number,
  object,
  oneOf,
  text,
  texts,
  time,
} from '@idp/upstream/wire';
import { remedyOf } from './remedies';

const SYNC: SyncStatus[] = ['Synced', 'OutOfSync', 'Unknown'];
export const HEALTH: HealthStatus[] = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
];
const PHASES: OperationPhase[] = [
  'Running',
  'Succeeded',
  'Failed',
  'Error',
  'Terminating',
];

/** More are kept by nobody who looks at them. */
const MOST_DEPLOYMENTS = 50;
const MOST_CONDITIONS = 20;
const MOST_IMAGES = 100;
const MOST_LABELS = 100;
const MOST_TEXT = 2_000;

/** What names the person that a sync was asked for by the portal. */
export const REQUESTED_BY = 'Requested by';

export interface ParsedApplication {
  application: Application;
  uid: string;
  labels: Record<string, string>;
}

/** Reads an Application of Argo CD's wire format. Undefined where it has no name. */
export function parseApplication(
  wire: unknown,
  instance: { name: string; publicUrl?: string },
): ParsedApplication | undefined {
  const { metadata, spec, status } = object(wire);
  const meta = object(metadata);
  const name = text(meta.name);
  const namespace = text(meta.namespace);
  if (!name || !namespace) return undefined;
  const specs = object(spec);
  const state = object(status);
  const health = object(state.health);
  const parent = list(meta.ownerReferences)
    .map(object)
    .find(({ kind }) => kind === 'ApplicationSet');
  return {
    uid: text(meta.uid) ?? '',
    labels: labelsOf(meta.labels),
    application: {
      ref: { instance: instance.name, namespace, name },
      project: text(specs.project) ?? 'default',
      destination: destinationOf(specs.destination),
      sources: sourcesOf(specs),
      sync: syncOf(state.sync),
      health: {
        status: oneOf(health.status, HEALTH) ?? 'Unknown',
        message: message(health.message),
        since: time(health.lastTransitionTime),
      },
      operation: operationOf(state.operationState),
      conditions: conditionsOf(state.conditions),
      images: [...new Set(texts(object(state.summary).images, MOST_IMAGES))],
      deployments: deploymentsOf(state.history),
      parent: text(parent?.name),
      automated: isAutomated(object(specs.syncPolicy).automated),
      createdAt: time(meta.creationTimestamp) ?? new Date(0).toISOString(),
      deletedAt: time(meta.deletionTimestamp),
      url: instance.publicUrl
        ? `${instance.publicUrl}/applications/${encodeURIComponent(
            namespace,
          )}/${encodeURIComponent(name)}`
        : undefined,
    },
  };
}

function message(value: unknown): string | undefined {
  const said = text(value, MOST_TEXT);
  return said && redact(said, []);
}

function labelsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(value))
      .filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      )
      .slice(0, MOST_LABELS),
  );
}

function destinationOf(value: unknown): Application['destination'] {
  const { name, server, namespace } = object(value);
  const cluster = text(name) ?? text(server) ?? 'in-cluster';
  return {
    cluster:
      cluster === 'https://kubernetes.default.svc' ? 'in-cluster' : cluster,
    namespace: text(namespace),
  };
}

function sourcesOf(spec: Record<string, unknown>): ApplicationSource[] {
  const several = list(spec.sources);
  const hydrated = object(spec.sourceHydrator).drySource;
  return (several.length > 0 ? several : [hydrated ?? spec.source])
    .map(object)
    .filter(({ repoURL }) => text(repoURL) !== undefined)
    .map(({ repoURL, path, chart, targetRevision }) => ({
      repoURL: redact(repoURL as string, []),
      path: text(path),
      chart: text(chart),
      targetRevision: text(targetRevision),
    }));
}

function syncOf(value: unknown): Application['sync'] {
  const { status, revision, revisions } = object(value);
  return {
    status: oneOf(status, SYNC) ?? 'Unknown',
    revisions: revisionsOf(revision, revisions),
  };
}

function revisionsOf(revision: unknown, revisions: unknown): string[] {
  const several = texts(revisions, 50);
  if (several.length > 0) return several;
  const one = text(revision);
  return one ? [one] : [];
}

function operationOf(value: unknown): ApplicationOperation | undefined {
  const state = object(value);
  const phase = oneOf(state.phase, PHASES);
  if (!phase) return undefined;
  const { initiatedBy, info } = object(state.operation);
  const asked = list(info)
    .map(object)
    .find(({ name }) => name === REQUESTED_BY);
  const retries = number(state.retryCount);
  return {
    phase,
    message: message(state.message),
    startedAt: time(state.startedAt),
    finishedAt: time(state.finishedAt),
    retries: retries || undefined,
    by: text(asked?.value) ?? initiatorOf(initiatedBy),
  };
}

function initiatorOf(value: unknown): string | undefined {
  const { username, automated } = object(value);
  return automated === true ? undefined : text(username);
}

function conditionsOf(value: unknown): ApplicationCondition[] {
  return list(value)
    .slice(0, MOST_CONDITIONS)
    .map(object)
    .filter(({ type }) => text(type) !== undefined)
    .map(condition => {
      const type = text(condition.type)!;
      return {
        type,
        message: message(condition.message) ?? '',
        since: time(condition.lastTransitionTime),
        remedy: remedyOf(type),
      };
    });
}

function deploymentsOf(value: unknown): Deployment[] {
  return list(value)
    .map(object)
    .flatMap(entry => {
      const id = number(entry.id);
      const deployedAt = time(entry.deployedAt);
      if (id === undefined || !deployedAt) return [];
      return [
        {
          id,
          revisions: revisionsOf(entry.revision, entry.revisions),
          startedAt: time(entry.deployStartedAt),
          deployedAt,
          by: initiatorOf(entry.initiatedBy),
        },
      ];
    })
    .sort((a, b) => b.id - a.id)
    .slice(0, MOST_DEPLOYMENTS);
}

function isAutomated(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    object(value).enabled !== false
  );
}
