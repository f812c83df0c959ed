import type { Item } from '../../platform/items';
import { matchesLabels } from '../../platform/selectors';
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
            { unlessUnseen: true },
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
    case 'PodMonitor':
      if (spec?.selector && !spec.namespaceSelector) {
        expectPods(item, ['spec', 'selector'], spec.selector, world);
      }
      break;
    case 'ServiceMonitor':
      if (!spec?.namespaceSelector && !world.mayHaveMore(item)) {
        world.count++;
        const services = world.items.some(
          other =>
            other.environment === item.environment &&
            other.namespace === item.namespace &&
            other.object.kind === 'Service' &&
            matchesLabels(spec?.selector, other.object.metadata.labels ?? {}),
        );
        if (!services) {
          world.missing(
            item,
            ['spec', 'selector'],
            'a Service with these labels',
            'Mend the labels',
          );
        }
      }
      break;
    default:
  }
}

function expectPods(item: Item, at: ValuePath, selector: any, world: World) {
  world.count++;
  if (world.mayHaveMore(item)) return;
  if (!world.podsIn(item).some(labels => matchesLabels(selector, labels))) {
    world.missing(
      item,
      at,
      'pods with these labels',
      'Mend the labels, so that they are those of the pods that it is for',
    );
  }
}

function lookAtPeer(item: Item, at: ValuePath, peer: any, world: World) {
  const name =
    peer.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  if (name && !GIVEN_NAMESPACES.test(name)) {
    world.expect(item, [...at, 'namespaceSelector'], 'Namespace', name, {
      namespace: '',
    });
  }
  if (!peer.namespaceSelector && Object.keys(peer.podSelector ?? {}).length) {
    expectPods(item, [...at, 'podSelector'], peer.podSelector, world);
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
      const service = world.expect(item, at, 'Service', ref.name, {
        namespace: ref.namespace ?? item.namespace,
        unlessUnseen: true,
      });
      const ports = (service?.object.spec?.ports ?? []).map(
        ({ port }: any) => port,
      );
      if (service && !ports.includes(ref.port)) {
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
