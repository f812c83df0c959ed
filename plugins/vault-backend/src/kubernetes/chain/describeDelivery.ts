import type { ChainLink, Delivery } from '@idp/plugin-vault-common';
import { externalSecretLink } from './externalSecretLink';
import {
  sameRef,
  type DeliveryFacts,
  type Link,
  type PathFacts,
} from './facts';
import { pathLink } from './pathLink';
import { secretLink, targetExists } from './secretLink';
import { standingOf } from './standing';
import { storeLink } from './storeLink';
import { workloadLink } from './workloadLink';

/** A delivery as pages show it, from what is known of its parts. */
export function describeDelivery(facts: DeliveryFacts): Delivery {
  const { cluster, object } = facts;
  const path = firstPath(facts);
  const storeRef = path?.store ?? object.store;
  const standing = standingOf(object, facts);
  const exists = targetExists(standing, facts);
  const store = storeLink(storeRef, facts);
  const chain = settled([
    { kind: 'path', ...pathLink(path, facts) },
    { kind: 'store', ...store },
    { kind: 'external-secret', ...externalSecretLink(path, facts) },
    { kind: 'secret', ...secretLink(exists, facts) },
    { kind: 'workload', ...workloadLink(exists, facts) },
  ]);
  const message = (
    chain.find(({ state }) => state === 'broken') ??
    // What is worth knowing of one that works, and else why nothing can be told.
    (standing === 'delivered'
      ? chain.find(({ state, message: words }) => state === 'ok' && words)
      : chain.find(({ state, message: words }) => state === 'unknown' && words))
  )?.message;
  const keys = path?.source.keys;
  return {
    cluster,
    namespace: object.namespace,
    name: object.name,
    state: standing,
    ...(object.ready?.reason && { reason: object.ready.reason }),
    ...(message && { message }),
    ...(object.refreshedAt && { lastRefreshAt: object.refreshedAt }),
    ...(object.refreshInterval && { refreshInterval: object.refreshInterval }),
    store: {
      kind: storeRef?.kind ?? 'SecretStore',
      name: storeRef?.name ?? '',
      ...readiness(store),
    },
    target: {
      name: object.target,
      ...(exists !== undefined && { exists }),
    },
    ...(keys && { keys }),
    usedBy: facts.workloads
      .map(({ kind, name }) => ({ kind, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    chain,
  };
}

/** The path that the page is about, or the one that needs somebody first. */
function firstPath({ about, paths }: DeliveryFacts): PathFacts | undefined {
  const wanted =
    about &&
    (paths.find(({ source }) => sameRef(source.ref, about)) ??
      // Read by a search: the page is about one of many.
      paths.find(({ source }) => source.covers === 'prefix'));
  const troubled = ['missing', 'deleted', 'destroyed'];
  return (
    wanted ??
    paths.find(({ knowledge }) => troubled.includes(knowledge?.state ?? '')) ??
    paths[0]
  );
}

/** Marks what cannot hold before an earlier link does. A store does not wait for the path: both have to be mended. */
function settled(links: Array<Link & Pick<ChainLink, 'kind'>>): ChainLink[] {
  let isBroken = false;
  return links.map(link => {
    if (link.state !== 'broken') return link;
    if (isBroken && link.kind !== 'store') return { ...link, state: 'waiting' };
    isBroken = true;
    return link;
  });
}

function readiness({ message, state }: Link): {
  ready?: boolean;
  message?: string;
} {
  return {
    ...(state !== 'unknown' && { ready: state === 'ok' }),
    ...(message && { message }),
  };
}
