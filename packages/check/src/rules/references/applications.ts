import { isClusterScoped, type Item } from '../../platform/items';
import type { Application } from '../../repository';
import { podTemplateOf } from '../../platform/pods';
import type { World } from './World';

/** An Application's folders and values exist, and its project lets it do what it does. */
export function lookAtApplication(application: Application, world: World) {
  const { document, environment, object, folders, charts, name } = application;
  const from = {
    environment,
    document,
    object,
    namespace: object.metadata.namespace ?? '',
    of: { kind: 'cluster', environment },
    folder: '',
  } satisfies Item;
  const written = document.object.kind === 'Application';
  for (const folder of folders) {
    world.count++;
    if (!world.repository.exists(`${folder}/kustomization.yaml`)) {
      world.missing(
        from,
        ['spec'],
        `the folder ${folder}`,
        'Mend the path, or add a kustomization.yaml there',
      );
    }
  }
  for (const { valueFiles, index } of charts) {
    for (const file of valueFiles) {
      world.count++;
      if (!world.repository.exists(file)) {
        world.missing(
          from,
          index === undefined ? ['spec', 'source'] : ['spec', 'sources', index],
          `the values ${file}`,
          'Mend the path, or add the file',
        );
      }
    }
  }
  const project = world.find(
    from,
    'AppProject',
    object.spec?.project,
    'argocd',
  );
  world.count++;
  if (!project) {
    const outOfScope =
      object.spec?.project === 'default'
        ? false
        : world.repository.scope.tenants !== 'all';
    if (!outOfScope) {
      world.missing(
        from,
        ['spec', 'project'],
        `AppProject ${object.spec?.project}`,
        'Mend the name, or add the project',
      );
    }
    return;
  }
  const { spec } = project.object;
  const at = written ? ['spec', 'project'] : [];
  const refuse = (what: string) =>
    world.report(
      from,
      at,
      `Application ${name} may not ${what} by its AppProject ${project.object.metadata.name} in ${environment}`,
      'Add it to the project if it belongs there, or name another project',
    );
  const sources = [object.spec?.sources, object.spec?.source]
    .flat()
    .filter(Boolean);
  for (const { repoURL } of sources) {
    if (
      !(spec.sourceRepos ?? []).some((allowed: string) =>
        fits(allowed, repoURL),
      )
    ) {
      refuse(`take anything from ${repoURL}`);
    }
  }
  const mayGo = (namespace: string) =>
    (spec.destinations ?? []).some(
      (destination: any) =>
        fits(destination.namespace ?? '*', namespace) &&
        fits(
          destination.server ?? '*',
          object.spec?.destination?.server ?? '*',
        ),
    );
  const kinds = new Set<string>();
  const namespaces = new Set<string>();
  for (const { documents } of application.rendered) {
    for (const { object: made } of documents) {
      const group = made.apiVersion.includes('/')
        ? made.apiVersion.split('/')[0]
        : '';
      const scope = isClusterScoped(made) ? 'cluster' : 'namespace';
      kinds.add(`${scope} ${group} ${made.kind}`);
      if (scope === 'namespace') {
        namespaces.add(
          made.metadata.namespace ?? object.spec?.destination?.namespace ?? '',
        );
      }
    }
  }
  const destination = object.spec?.destination?.namespace;
  if (destination) namespaces.add(destination);
  for (const namespace of namespaces) {
    if (!mayGo(namespace)) refuse(`write to namespace ${namespace}`);
  }
  for (const entry of kinds) {
    const [scope, group, kind] = entry.split(' ');
    const listed = (list: any[] | undefined) =>
      (list ?? []).some(
        allowed => fits(allowed.group, group) && fits(allowed.kind, kind),
      );
    const refused =
      scope === 'cluster'
        ? !listed(spec.clusterResourceWhitelist) ||
          listed(spec.clusterResourceBlacklist)
        : (spec.namespaceResourceWhitelist &&
            !listed(spec.namespaceResourceWhitelist)) ||
          listed(spec.namespaceResourceBlacklist);
    if (refused) refuse(`make a ${kind}${group ? ` (${group})` : ''}`);
  }
}

/** Argo CD's globs: `*` takes any text. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const escaped = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}

/** Classes that objects name. */
export function lookAtClasses(item: Item, world: World) {
  const { object } = item;
  const { spec } = object;
  const storage: Array<[Array<string | number>, unknown]> = [
    [
      ['spec', 'storageClassName'],
      object.kind === 'PersistentVolumeClaim' && spec?.storageClassName,
    ],
    [['spec', 'storage', 'storageClass'], spec?.storage?.storageClass],
    [['spec', 'walStorage', 'storageClass'], spec?.walStorage?.storageClass],
    ...(spec?.volumeClaimTemplates ?? []).map((claim: any, i: number) => [
      ['spec', 'volumeClaimTemplates', i, 'spec', 'storageClassName'],
      podTemplateOf(object) && claim.spec?.storageClassName,
    ]),
  ];
  for (const [at, name] of storage) {
    if (typeof name === 'string')
      world.expect(item, at, 'StorageClass', name, { namespace: '' });
  }
  const template = podTemplateOf(object);
  const priority = template?.spec.priorityClassName;
  if (template && priority && !priority.startsWith('system-')) {
    const at = [...template.at, 'priorityClassName'];
    world.expect(item, at, 'PriorityClass', priority, { namespace: '' });
  }
  (template?.spec.volumes ?? []).forEach((volume: any, i: number) => {
    const claim = volume.persistentVolumeClaim?.claimName;
    if (!claim) return;
    const at = [...template!.at, 'volumes', i];
    world.expect(item, at, 'PersistentVolumeClaim', claim);
  });
  const scaled =
    object.kind === 'HorizontalPodAutoscaler' && spec?.scaleTargetRef;
  if (scaled) {
    world.expect(item, ['spec', 'scaleTargetRef'], scaled.kind, scaled.name);
  }
  if (object.kind === 'ScheduledBackup' && spec?.cluster) {
    world.expect(item, ['spec', 'cluster'], 'Cluster', spec.cluster.name);
  }
  if (object.kind === 'Gateway' && spec?.gatewayClassName) {
    world.expect(
      item,
      ['spec', 'gatewayClassName'],
      'GatewayClass',
      spec.gatewayClassName,
      { namespace: '' },
    );
  }
  if (object.kind === 'Certificate' && spec?.issuerRef) {
    const { kind = 'Issuer', name } = spec.issuerRef;
    world.expect(item, ['spec', 'issuerRef'], kind, name, {
      namespace: kind === 'Issuer' ? item.namespace : '',
    });
  }
  if (/^(Validating|Mutating)AdmissionPolicyBinding$/.test(object.kind)) {
    world.expect(
      item,
      ['spec', 'policyName'],
      object.kind.replace('Binding', ''),
      spec?.policyName,
      { namespace: '' },
    );
    const { name, namespace = '' } = spec?.paramRef ?? {};
    if (name && namespace) {
      world.expect(item, ['spec', 'paramRef'], 'ConfigMap', name, {
        namespace,
      });
    }
  }
}
