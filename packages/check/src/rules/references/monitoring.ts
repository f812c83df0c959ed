import { headingSlugs } from '../docs/markdown';
import type { Item } from '../../platform/items';
import type { Repository } from '../../repository';
import type { World } from './World';

const OPERATIONS = 'docs/operations.md';
const RUNBOOK = /\/operations\/?#(.+)$/;
/** What Grafana brings itself, and what is chosen on the page. */
const BUILT_IN = /^(grafana|-- .+ --|\$.*|__expr__)$/;

/** The ids of the data sources that Grafana's values declare. */
export function dataSources(repository: Repository): Set<string> | undefined {
  const found = new Set<string>();
  for (const file of repository.files) {
    if (!/^kubernetes\/.+\/values\.ya?ml$/.test(file)) continue;
    for (const { value } of repository.yaml(file).documents)
      collect(value, found);
  }
  return found.size ? found : undefined;
}

function collect(value: any, found: Set<string>) {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value.datasources)) {
    for (const { uid } of value.datasources)
      if (typeof uid === 'string') found.add(uid);
  }
  Object.values(value).forEach(child => collect(child, found));
}

export function lookAtDashboard(
  item: Item,
  world: World,
  sources: Set<string> | undefined,
) {
  const { object } = item;
  if (
    object.kind !== 'ConfigMap' ||
    object.metadata.labels?.grafana_dashboard === undefined
  )
    return;
  for (const [name, text] of Object.entries<string>(object.data ?? {})) {
    let dashboard: unknown;
    try {
      dashboard = JSON.parse(text);
    } catch {
      world.report(
        item,
        ['data', name],
        `dashboard ${name} is no JSON`,
        'Export it from Grafana again',
      );
      continue;
    }
    for (const uid of new Set(uidsIn(dashboard))) {
      world.count++;
      if (sources && !sources.has(uid) && !BUILT_IN.test(uid)) {
        world.missing(
          item,
          ['data', name],
          `data source ${uid} in ${name}`,
          `Write one of ${[...sources].join(', ')}`,
        );
      }
    }
  }
}

function uidsIn(value: any): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = value.datasource;
  const uid = typeof own === 'string' ? own : own?.uid;
  return [
    ...(typeof uid === 'string' ? [uid] : []),
    ...Object.values(value).flatMap(uidsIn),
  ];
}

/** The page that an alert sends people to has the section. */
export function lookAtRunbooks(item: Item, world: World) {
  if (item.object.kind !== 'PrometheusRule') return;
  const { repository } = world;
  const known = repository.exists(OPERATIONS)
    ? headingSlugs(repository.text(OPERATIONS))
    : new Set<string>();
  (item.object.spec?.groups ?? []).forEach((group: any, i: number) =>
    (group.rules ?? []).forEach((rule: any, j: number) => {
      if (!rule.alert) return;
      const url = rule.annotations?.runbook_url;
      const at = ['spec', 'groups', i, 'rules', j];
      world.count++;
      if (typeof url !== 'string') {
        world.report(
          item,
          at,
          `alert ${rule.alert} has no runbook_url`,
          `Write one that leads to a section of ${OPERATIONS}`,
        );
        return;
      }
      const anchor = RUNBOOK.exec(url)?.[1];
      if (!anchor || !known.has(anchor)) {
        world.missing(
          item,
          [...at, 'annotations', 'runbook_url'],
          `the section #${anchor ?? '?'} of ${OPERATIONS} (alert ${
            rule.alert
          })`,
          'Add the section, or mend the link',
        );
      }
    }),
  );
}
