import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

export const title = 'What main holds now renders for both environments';

const folder = 'gitops/tenants/payments';

const boundary = [
  'AppProject payments',
  'Group tenant-payments',
  'GroupAlias tenant-payments',
  'LimitRange defaults',
  'Namespace tenant-payments',
  'NetworkPolicy allow-dns',
  'NetworkPolicy default-deny',
  'Policy tenant-payments',
  'ResourceQuota tenant',
  'RoleBinding deployer',
  'RoleBinding members',
  'RoleBinding owner',
  'RoleBinding viewers',
  'SecretStore vault',
  'ServiceAccount deployer',
  'ServiceAccount external-secrets',
];

const workload = [
  'ConfigMap orders--config',
  'Deployment orders',
  'ExternalSecret orders--database',
  'ExternalSecret orders--payment-provider',
  'HTTPRoute orders',
  'NetworkPolicy orders',
  'PodDisruptionBudget orders',
  'Service orders',
  'ServiceAccount orders',
];

export async function run({ forge, pictures, env }) {
  const clone = path.join(path.dirname(forge), 'clone');
  execFileSync('git', ['clone', '--quiet', forge, clone]);

  const render = name => {
    const output = execFileSync(
      ...kustomize(env, path.join(clone, folder, name)),
    );
    fs.writeFileSync(
      path.join(pictures, `07-${name.replaceAll('/', '-')}.yaml`),
      output,
    );
    return parseAllDocuments(output.toString()).map(document =>
      document.toJS(),
    );
  };

  same(named(render('boundary')), boundary, 'the boundary');
  const [local, eks] = ['local', 'eks'].map(environment =>
    render(`workloads/orders/overlays/${environment}`),
  );
  same(named(local), workload, 'the workload in local');
  same(named(eks), workload, 'the workload in eks');

  const deployment = eks.find(({ kind }) => kind === 'Deployment');
  const [container] = deployment.spec.template.spec.containers;
  same(container.image, 'ghcr.io/acme/orders:1.5.0', 'the image');
  same(
    container.envFrom.slice(1),
    [
      { secretRef: { name: 'orders--database' } },
      { secretRef: { name: 'orders--payment-provider' } },
    ],
    'what the container reads',
  );
  same(
    eks.find(({ kind }) => kind === 'HTTPRoute').spec.hostnames,
    ['payments--orders.apps.example.com'],
    'the host',
  );
  for (const manifest of [...local, ...eks]) {
    same(manifest.metadata.namespace, 'tenant-payments', 'the namespace');
    if (manifest.kind === 'Secret') throw new Error('a Secret is in Git');
  }
  same(
    differences(local, eks),
    ['Deployment.spec.replicas', 'HTTPRoute.spec.hostnames.0'],
    'what differs between the environments',
  );
}

function kustomize(env, target) {
  const program = env.IDP_KUSTOMIZE ?? 'kubectl';
  const args = /kustomize(\.exe)?$/.test(program) ? ['build'] : ['kustomize'];
  return [program, [...args, target], { env, maxBuffer: 32 * 1024 * 1024 }];
}

function named(manifests) {
  return manifests
    .map(({ kind, metadata }) =>
      `${kind} ${metadata.name}`.replace(/(--config)-[a-z0-9]{10}$/, '$1'),
    )
    .sort();
}

/** Where two renderings of the same manifests say something else. */
function differences(left, right, at = '') {
  if (typeof left !== 'object' || left === null) {
    return isDeepStrictEqual(left, right) ? [] : [at];
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right ?? {})]);
  return [...keys].flatMap(key =>
    differences(
      left[key],
      right?.[key],
      at ? `${at}.${key}` : left[key]?.kind ?? key,
    ),
  );
}

function same(found, wanted, what) {
  if (!isDeepStrictEqual(found, wanted)) {
    throw new Error(
      `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`,
    );
  }
}
