import type { Item } from '../../platform/items';
import { selectorText } from '../../platform/selectors';
import type { ValuePath } from '../../repository';
import type { World } from './World';

const GIVEN_NAMESPACES = /^(kube-system|default|tenant-.*)$/;

export function lookAtNetwork(item: Item, world: World) {
  const { object } = item;
  const { spec } = object;
  switch (object.kind) {
    case 'Service':
      if (spec?.selector && Object.keys(spec.selector).length) {
        expectPods(
          item,
          ['spec', 'selector'],
          { matchLabels: spec.selector },
          world,
        );
      }
      break;
    case 'HTTPRoute':
      lookAtRoute(item, world);
      break;
    case 'BackendTLSPolicy':
      (spec?.targetRefs ?? []).forEach((ref: any, i: number) => {
        if (ref.kind === 'Service') {
          world.expect(
            item,
            ['spec', 'targetRefs', i, 'name'],
            'Service',
            ref.name,
          );
        }
      });
      break;
    case 'NetworkPolicy':
      if (Object.keys(spec?.podSelector ?? {}).length) {
        expectPods(item, ['spec', 'podSelector'], spec.podSelector, world);
      }
      for (const direction of ['ingress', 'egress'] as const) {
        (spec?.[direction] ?? []).forEach((rule: any, i: number) => {
          const peers = direction === 'ingress' ? 'from' : 'to';
          (rule[peers] ?? []).forEach((peer: any, j: number) =>
            lookAtPeer(item, ['spec', direction, i, peers, j], peer, world),
          );
        });
      }
      break;
    case 'PodDisruptionBudget':
      if (spec?.selector) {
        expectPods(item, ['spec', 'selector'], spec.selector, world);
      }
      break;
    case 'PodMonitor':
    case 'ServiceMonitor':
      lookAtMonitor(item, world);
      break;
    default:
  }
}

/** It has something to scrape, in its own namespace or in one of those that it names. */
function lookAtMonitor(item: Item, world: World) {
  const { kind, spec } = item.object;
  if (spec?.namespaceSelector?.any || !spec?.selector) return;
  const namespaces: string[] = spec.namespaceSelector?.matchNames ?? [
    item.namespace,
  ];
  world.count++;
  const isThere = namespaces.map(namespace =>
    kind === 'PodMonitor'
      ? world.hasPods(item, spec.selector, namespace)
      : world.hasServices(item, spec.selector, namespace),
  );
  if (!isThere.includes(true)) {
    world.missing(
      item,
      ['spec', 'selector'],
      `${kind === 'PodMonitor' ? 'pods' : 'a Service'} with ${selectorText(
        spec.selector,
      )} in namespace ${namespaces.join(' or ')}`,
      'Mend the labels; what a chart makes is listed below spec.brings of its component.yaml',
    );
  }
}

function expectPods(
  item: Item,
  at: ValuePath,
  selector: any,
  world: World,
  namespace = item.namespace,
) {
  world.count++;
  if (world.hasPods(item, selector, namespace)) return;
  world.missing(
    item,
    at,
    `pods with ${selectorText(selector)}${
      namespace === item.namespace ? '' : ` in namespace ${namespace}`
    }`,
    'Mend the labels, so that they are those of the pods that it is for; pods that a chart makes are listed below spec.brings of its component.yaml',
  );
}

function lookAtPeer(item: Item, at: ValuePath, peer: any, world: World) {
  const name =
    peer.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const isGiven = name && GIVEN_NAMESPACES.test(name);
  if (name && !isGiven) {
    world.expect(item, [...at, 'namespaceSelector'], 'Namespace', name, {
      namespace: '',
    });
  }
  const isOne = name ? !isGiven : !peer.namespaceSelector;
  if (isOne && Object.keys(peer.podSelector ?? {}).length) {
    expectPods(item, [...at, 'podSelector'], peer.podSelector, world, name);
  }
}

function lookAtRoute(item: Item, world: World) {
  const { parentRefs = [], rules = [] } = item.object.spec ?? {};
  parentRefs.forEach((ref: any, i: number) => {
    const at: ValuePath = ['spec', 'parentRefs', i];
    const gateway = world.expect(item, at, 'Gateway', ref.name, {
      namespace: ref.namespace ?? item.namespace,
    });
    const listeners = (gateway?.object.spec?.listeners ?? []).map(
      ({ name }: any) => name,
    );
    if (gateway && ref.sectionName && !listeners.includes(ref.sectionName)) {
      world.missing(
        item,
        [...at, 'sectionName'],
        `listener ${ref.sectionName} of Gateway ${ref.name}`,
        `Write one of ${listeners.join(', ')}`,
      );
    }
  });
  rules.forEach((rule: any, i: number) =>
    (rule.backendRefs ?? []).forEach((ref: any, j: number) => {
      if (ref.kind && ref.kind !== 'Service') return;
      const at: ValuePath = ['spec', 'rules', i, 'backendRefs', j];
      const namespace = ref.namespace ?? item.namespace;
      world.expect(item, at, 'Service', ref.name, { namespace });
      const ports = world.portsOf(item, ref.name, namespace);
      if (ports && !ports.includes(ref.port)) {
        world.missing(
          item,
          [...at, 'port'],
          `port ${ref.port} of Service ${ref.name}`,
          `Write one of ${ports.join(', ')}`,
        );
      }
    }),
  );
}
