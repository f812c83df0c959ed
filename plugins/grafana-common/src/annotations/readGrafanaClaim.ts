import type { Entity } from '@backstage/catalog-model';
import { parseDashboardSelector, type DashboardSelector } from '../selector';
import { GRAFANA_ANNOTATIONS } from './annotations';

/** @public */
export type OverviewClaim = { uid: string } | { url: string };

/**
 * What an entity claims. An annotation is a claim and no grant: what of the measured world is the entity's, is decided
 * elsewhere.
 *
 * @public
 */
export interface GrafanaClaim {
  /** Grafanas by id; all when absent. */
  instances?: string[];
  dashboards?: {
    selector?: DashboardSelector;
    uids?: string[];
    /** uids or titles. */
    folders?: string[];
  };
  overview?: OverviewClaim;
  /** An alert is the entity's that has any of these. */
  alertLabels?: Array<{ name: string; value: string }>;
  measured?: {
    namespace: string;
    workload: string;
    kind: 'web-service' | 'worker' | 'job';
  };
}

/** @public */
export interface ReadGrafanaClaim {
  /** Empty where the entity claims nothing, or nothing that can be used. */
  claim: GrafanaClaim;
  /** What is wrong, in words that name annotation and remedy. */
  problems: string[];
}

const MAX_ITEMS = 50;
const MAX_LENGTH = 4_096;
const ID = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const UID = /^[A-Za-z0-9_-]{1,40}$/;
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const TEXT = /^[^\p{Cc}]{1,200}$/u;
const ALERT_LABEL = /^[^\p{Cc}={}]{1,200}=[^\p{Cc}]{1,500}$/u;
const KINDS: Record<string, 'web-service' | 'worker' | 'job'> = {
  'web-service': 'web-service',
  worker: 'worker',
  job: 'job',
};

/**
 * Reads an entity's annotations. Every value is checked: nothing but names, texts without control characters and http(s)
 * addresses leaves this function. A part that cannot be read claims nothing.
 *
 * @public
 */
export function readGrafanaClaim(entity: Entity): ReadGrafanaClaim {
  const annotations = entity.metadata.annotations ?? {};
  const names = GRAFANA_ANNOTATIONS;
  const problems: string[] = [];
  const refuse = (annotation: string, text: string, remedy: string) => {
    problems.push(`The annotation ${annotation}, ${shown(text)}: ${remedy}.`);
    return undefined;
  };
  const list = (annotation: string, pattern: RegExp, what: string) => {
    const text = annotations[annotation];
    if (!text) return undefined;
    const items = text.length > MAX_LENGTH ? [] : splitList(text);
    if (items.length === 0 || items.length > MAX_ITEMS) {
      return refuse(
        annotation,
        text,
        `write ${what}, at most ${MAX_ITEMS}, with commas between them`,
      );
    }
    const bad = items.find(item => !pattern.test(item));
    if (bad !== undefined) return refuse(annotation, bad, `write ${what}`);
    return [...new Set(items)];
  };

  const hosts = annotations[names.hostId] ? names.hostId : names.sourceId;
  const instances = list(hosts, ID, 'ids of configured Grafanas');
  // Without its instances a claim would reach further than it says.
  if (problems.length > 0) return { claim: {}, problems };

  const selector = readSelector(annotations, refuse);
  const uids = list(names.dashboardUid, UID, 'uids of dashboards');
  const folders = list(
    names.dashboardFolder,
    TEXT,
    'uids or titles of folders',
  );
  const overview = readOverview(annotations[names.overviewDashboard], refuse);
  const alertLabels = list(
    names.alertLabelSelector,
    ALERT_LABEL,
    'conditions such as service=orders',
  )?.map(item => {
    const end = item.indexOf('=');
    return {
      name: item.slice(0, end).trim(),
      value: item.slice(end + 1).trim(),
    };
  });
  const measured = readMeasured(entity, annotations, refuse);
  const dashboards = (selector || uids || folders) && {
    ...(selector && { selector }),
    ...(uids && { uids }),
    ...(folders && { folders }),
  };
  return {
    claim: {
      ...(instances && { instances }),
      ...(dashboards && { dashboards }),
      ...(overview && { overview }),
      ...(alertLabels && { alertLabels }),
      ...(measured && { measured }),
    },
    problems,
  };
}

type Refuse = (annotation: string, text: string, remedy: string) => undefined;
type Annotations = Readonly<Record<string, string>>;

function readSelector(annotations: Annotations, refuse: Refuse) {
  const { dashboardSelector, tagSelector } = GRAFANA_ANNOTATIONS;
  const name = annotations[dashboardSelector] ? dashboardSelector : tagSelector;
  const text = annotations[name];
  if (!text) return undefined;
  const { selector, problem } = parseDashboardSelector(text);
  return selector ?? refuse(name, text, problem!);
}

function readOverview(
  text: string | undefined,
  refuse: Refuse,
): OverviewClaim | undefined {
  if (!text) return undefined;
  if (UID.test(text)) return { uid: text };
  const url =
    text.length <= MAX_LENGTH && URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username ||
    url.password
  ) {
    return refuse(
      GRAFANA_ANNOTATIONS.overviewDashboard,
      text,
      'write the address of a dashboard in Grafana, or its uid',
    );
  }
  return { url: url.toString() };
}

function readMeasured(
  entity: Entity,
  annotations: Annotations,
  refuse: Refuse,
): GrafanaClaim['measured'] {
  const names = GRAFANA_ANNOTATIONS;
  const kubernetes = 'backstage.io/kubernetes-namespace';
  const from = annotations[names.namespace] ? names.namespace : kubernetes;
  const namespace = annotations[from];
  if (!namespace) return undefined;
  if (!DNS_LABEL.test(namespace)) {
    return refuse(from, namespace, 'write the name of a Kubernetes namespace');
  }
  const workload = annotations[names.workload] ?? entity.metadata.name;
  if (!DNS_SUBDOMAIN.test(workload)) {
    return annotations[names.workload]
      ? refuse(names.workload, workload, 'write the name of a workload')
      : undefined;
  }
  const asked = annotations[names.kind];
  const type = entity.spec?.type;
  const kind = asked
    ? own(KINDS, asked)
    : (typeof type === 'string' && own(KINDS, type)) || 'web-service';
  if (!kind) {
    return refuse(names.kind, asked, 'write web-service, worker or job');
  }
  return { namespace, workload, kind };
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

/** Short, and in quotes, so that nothing of it can be taken for something else. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
