import type {
  ApplicationRef,
  InstanceState,
  Resource,
} from '@idp/plugin-argocd-common';

/** Names one Application among all; for keys, not for people. */
export function applicationId({ instance, namespace, name }: ApplicationRef) {
  return `${instance}/${namespace}/${name}`;
}

/** Where the details of an Application stand below the tab. */
export function applicationPath(ref: ApplicationRef): string {
  return [ref.instance, ref.namespace, ref.name]
    .map(encodeURIComponent)
    .join('/');
}

export function isSame(a: ApplicationRef, b: ApplicationRef): boolean {
  return applicationId(a) === applicationId(b);
}

/** Names one object of an Application, as addresses have it. */
export function resourceKey({
  group,
  kind,
  namespace,
  name,
}: Pick<Resource, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return [group, kind, namespace ?? '', name].join('/');
}

/** “apps/Deployment orders”. */
export function resourceTitle({
  group,
  kind,
  name,
}: Pick<Resource, 'group' | 'kind' | 'name'>): string {
  return `${group ? `${group}/` : ''}${kind} ${name}`;
}

/** How fresh the news of an Application is; undefined while it is live. */
export function notLive(
  ref: ApplicationRef,
  instances: readonly InstanceState[],
): InstanceState | undefined {
  const state = instances.find(({ name }) => name === ref.instance);
  return state && state.state !== 'live' ? state : undefined;
}
