import type { Item } from '../../platform/items';
import { podTemplateOf } from '../../platform/pods';
import type { Repository } from '../../repository';
import type { World } from './World';

const PREFIX = 'oidc:';
const OF_KUBERNETES = /^(cluster-admin|admin|edit|view|system:.+)$/;

/** The groups that a token can name: those of the realm, and the owners of tenants. */
export function knownGroups(repository: Repository): Set<string> | undefined {
  const groups = new Set<string>();
  let hasRealm = false;
  for (const file of repository.files) {
    if (/^kubernetes\/keycloak\/.*\.(ya?ml|json)$/.test(file)) {
      for (const { value } of repository.yaml(file).documents) {
        if (!value?.realm || !Array.isArray(value.groups)) continue;
        hasRealm = true;
        addGroups(value.groups, groups);
      }
    }
    if (/^gitops\/tenants\/[^/]+\/boundary\/tenant\.yaml$/.test(file)) {
      const owner = repository.yaml(file).documents[0]?.value?.spec?.owner;
      if (typeof owner === 'string') {
        const name = owner.split('/').at(-1)!;
        // Members of a tenant are a group beside its owners.
        for (const suffix of ['', '-members']) groups.add(name + suffix);
      }
    }
  }
  return hasRealm ? groups : undefined;
}

function addGroups(list: any[], groups: Set<string>) {
  for (const { name, subGroups = [] } of list) {
    if (typeof name === 'string') groups.add(name);
    addGroups(subGroups, groups);
  }
}

export function lookAtAccess(
  item: Item,
  world: World,
  groups: Set<string> | undefined,
) {
  const { object } = item;
  const account = podTemplateOf(object)?.spec.serviceAccountName;
  if (account && account !== 'default') {
    const at = [...podTemplateOf(object)!.at, 'serviceAccountName'];
    world.expect(item, at, 'ServiceAccount', account);
  }
  if (!/^(Cluster)?RoleBinding$/.test(object.kind)) return;
  const { kind, name } = object.roleRef ?? {};
  if (!OF_KUBERNETES.test(name)) {
    world.expect(item, ['roleRef', 'name'], kind, name, {
      namespace: kind === 'Role' ? item.namespace : '',
    });
  }
  (object.subjects ?? []).forEach((subject: any, i: number) => {
    const at = ['subjects', i, 'name'];
    if (subject.kind === 'ServiceAccount') {
      const namespace = subject.namespace ?? item.namespace;
      if (/^kube-/.test(namespace) || subject.name === 'default') return;
      world.expect(item, at, 'ServiceAccount', subject.name, {
        namespace,
      });
    }
    if (subject.kind === 'Group' && !/^system:/.test(subject.name)) {
      world.count++;
      const group =
        subject.name.startsWith(PREFIX) && subject.name.slice(PREFIX.length);
      if (!group) {
        world.missing(
          item,
          at,
          `group ${subject.name}, without the prefix ${PREFIX}`,
          `Write ${PREFIX} and a group of the realm`,
        );
      } else if (groups && !groups.has(group)) {
        world.missing(
          item,
          at,
          `group ${group}`,
          'Mend the name, or add the group to the realm',
        );
      }
    }
    if (subject.kind === 'User' && !/^system:/.test(subject.name)) {
      world.report(
        item,
        at,
        `${object.kind} ${object.metadata.name} names a person`,
        'Bind a group, which people join and leave',
      );
    }
  });
}
