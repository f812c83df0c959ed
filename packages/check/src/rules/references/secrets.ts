import type { Item } from '../../platform/items';
import type { ValuePath } from '../../repository';
import type { World } from './World';

/** They name Secrets that they make, or say by other fields where a value comes from. */
const NOT_READERS = new Set([
  'Certificate',
  'ExternalSecret',
  'PushSecret',
  'CustomResourceDefinition',
]);
/** Kubernetes puts it into every namespace. */
const GIVEN_CONFIG_MAPS = new Set(['kube-root-ca.crt']);

export function lookAtSecrets(item: Item, world: World) {
  const { object } = item;
  const { spec } = object;
  if (object.kind === 'ExternalSecret') {
    const refs: Array<[ValuePath, any]> = [
      [['spec', 'secretStoreRef'], spec?.secretStoreRef],
    ];
    for (const list of ['data', 'dataFrom']) {
      (spec?.[list] ?? []).forEach((entry: any, i: number) => {
        refs.push([
          ['spec', list, i, 'sourceRef', 'storeRef'],
          entry.sourceRef?.storeRef,
        ]);
        const generator = entry.sourceRef?.generatorRef;
        if (generator) {
          world.expect(
            item,
            ['spec', list, i, 'sourceRef', 'generatorRef'],
            generator.kind,
            generator.name,
          );
        }
      });
    }
    for (const [at, ref] of refs) if (ref) expectStore(item, at, ref, world);
  }
  if (object.kind === 'PushSecret') {
    (spec?.secretStoreRefs ?? []).forEach((ref: any, i: number) =>
      expectStore(item, ['spec', 'secretStoreRefs', i], ref, world),
    );
    const { generatorRef, secret } = spec?.selector ?? {};
    if (generatorRef) {
      world.expect(
        item,
        ['spec', 'selector', 'generatorRef'],
        generatorRef.kind,
        generatorRef.name,
      );
    }
    if (secret?.name)
      expectSecret(
        item,
        ['spec', 'selector', 'secret'],
        secret.name,
        item.namespace,
        world,
      );
  }
  if (object.kind.startsWith('SecretStore') || !NOT_READERS.has(object.kind)) {
    walk(spec ?? {}, ['spec'], (at, field, value) =>
      lookAtField(item, at, field, value, world),
    );
  }
}

function expectStore(item: Item, at: ValuePath, ref: any, world: World) {
  const kind = ref.kind ?? 'SecretStore';
  world.expect(item, at, kind, ref.name, {
    namespace: kind === 'SecretStore' ? item.namespace : '',
  });
}

function lookAtField(
  item: Item,
  at: ValuePath,
  field: string,
  value: any,
  world: World,
) {
  const namespace =
    (typeof value === 'object' && value?.namespace) || item.namespace;
  if (!namespace) {
    // A cluster-wide issuer reads in the namespace of its controller.
    if (item.object.kind === 'ClusterIssuer' && field === 'secretName') {
      expectSecret(item, at, value, 'cert-manager', world);
    }
    return;
  }
  if (value?.optional === true) return;
  if (field === 'secretName' && typeof value === 'string') {
    expectSecret(item, at, value, namespace, world);
  } else if (
    /secret(key)?(ref|selector)?$/i.test(field) &&
    !/storeref$/i.test(field) &&
    typeof value?.name === 'string'
  ) {
    expectSecret(item, at, value.name, namespace, world);
  } else if (field === 'imagePullSecrets' && Array.isArray(value)) {
    value.forEach((ref, i) =>
      expectSecret(item, [...at, i], ref?.name, namespace, world),
    );
  } else if (field === 'certificateRefs' && Array.isArray(value)) {
    value.forEach((ref, i) => {
      if ((ref.kind ?? 'Secret') === 'Secret') {
        expectSecret(
          item,
          [...at, i],
          ref.name,
          ref.namespace ?? namespace,
          world,
        );
      }
    });
  } else if (/^configMap(Ref|KeyRef|Name)?$/.test(field)) {
    const name = typeof value === 'string' ? value : value?.name;
    if (typeof name === 'string')
      expectConfigMap(item, at, name, namespace, world);
  } else if (field === 'caProvider' || field === 'caCertificateRefs') {
    [value].flat().forEach(ref => {
      if ((ref.kind ?? ref.type) === 'ConfigMap')
        expectConfigMap(item, at, ref.name, ref.namespace ?? namespace, world);
    });
  }
}

function expectSecret(
  item: Item,
  at: ValuePath,
  name: string,
  namespace: string,
  world: World,
) {
  world.count++;
  if (world.hasSecret(item, name, namespace)) return;
  world.missing(
    item,
    at,
    `Secret ${name} of namespace ${namespace}`,
    'Add an ExternalSecret or a Certificate that makes it; or, where a person or a controller does, list it below spec.secrets of component.yaml',
  );
}

function expectConfigMap(
  item: Item,
  at: ValuePath,
  name: string,
  namespace: string,
  world: World,
) {
  if (GIVEN_CONFIG_MAPS.has(name)) return;
  world.expect(item, at, 'ConfigMap', name, { namespace });
}

function walk(
  value: any,
  at: ValuePath,
  see: (at: ValuePath, field: string, value: any) => void,
) {
  if (value === null || typeof value !== 'object') return;
  for (const [field, child] of Object.entries(value)) {
    const path = [...at, Array.isArray(value) ? Number(field) : field];
    if (!Array.isArray(value)) see(path, field, child);
    walk(child, path, see);
  }
}
