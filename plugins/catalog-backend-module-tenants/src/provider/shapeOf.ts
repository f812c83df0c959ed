import { createHash } from 'node:crypto';
import {
  ENVIRONMENTS,
  paths,
  type EnvironmentName,
} from '@idp/platform-contract';
import type { Source, SourceReader } from '../sources';

const ANNOTATIONS = `  annotations: { config.kubernetes.io/local-config: 'true' }`;

/** A tenant and a workload with everything that an entity shows. */
const SAMPLES: Array<{ source: Source; texts: Record<string, string> }> = [
  {
    source: {
      kind: 'tenant',
      path: paths.tenantFile('sample'),
      tenant: 'sample',
    },
    texts: {
      [paths.tenantFile('sample')]: `apiVersion: platform.idp/v1alpha1
kind: Tenant
metadata:
  name: sample
${ANNOTATIONS}
spec:
  owner: group:default/sample
  displayName: Sample
  description: Everything that a tenant may say
  contacts:
    - { type: email, value: sample@example.com }
    - { type: chat, value: 'https://chat.example.com/sample' }
    - { type: phone, value: '+1 555 0100' }
  quota: small
`,
    },
  },
  {
    source: {
      kind: 'workload',
      path: paths.workloadFile('sample', 'every'),
      tenant: 'sample',
      workload: 'every',
    },
    texts: {
      [paths.workloadFile(
        'sample',
        'every',
      )]: `apiVersion: platform.idp/v1alpha1
kind: Workload
metadata:
  name: every
${ANNOTATIONS}
spec:
  blueprint: web-service
  port: 8080
  probes:
    readiness: { httpGet: { path: /, port: http } }
    liveness: { httpGet: { path: /, port: http } }
  resources:
    requests: { cpu: 50m, memory: 64Mi }
    limits: { memory: 64Mi }
  envFrom:
    - configMapRef: { name: every--config }
  catalog:
    title: Every
    description: Everything that a workload may say
    lifecycle: production
    tags: [sample]
    links: [{ url: 'https://docs.example.com', title: Docs }]
    sourceLocation: https://git.example.com/acme/every
    techdocsRef: url:https://git.example.com/acme/every
    providesApis: ['api:default/provided']
    consumesApis: ['api:default/consumed']
    dependsOn: ['resource:default/needed']
`,
      ...Object.fromEntries(
        ENVIRONMENTS.map(environment => [
          paths.release('sample', 'every', environment),
          `apiVersion: platform.idp/v1alpha1
kind: Release
metadata:
  name: every
${ANNOTATIONS}
spec:
  image: ghcr.io/acme/every:1.0.0
  replicas: 1
`,
        ]),
      ),
    },
  },
  {
    source: { kind: 'platform', path: 'catalog-info.yaml' },
    texts: {
      'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: { name: sample }
spec: { owner: group:default/sample }
`,
    },
  },
];

/**
 * What entities look like that this portal makes: another one where a new version, or another address of the forge, makes
 * other entities of the same files. What an older one has told must then be told again.
 */
export async function shapeOf(reader: SourceReader): Promise<string> {
  const hash = createHash('sha256');
  const domains = Object.fromEntries(
    ENVIRONMENTS.map(name => [name, `${name}.example.com`]),
  ) as Record<EnvironmentName, string>;
  for (const { source, texts } of SAMPLES) {
    const { entities } = await reader.resultOf(
      source,
      { get: path => texts[path] },
      { domains, ownerOf: () => 'group:default/sample' },
    );
    hash.update(JSON.stringify(entities));
  }
  return hash.digest('hex');
}
