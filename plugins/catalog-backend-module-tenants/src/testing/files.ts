import { paths, type EnvironmentName } from '@idp/platform-contract';

const LOCAL_CONFIG = `  annotations:
    config.kubernetes.io/local-config: 'true'
`;

export function tenantFile(name: string, owner = `group:default/${name}`) {
  return {
    [paths.tenantFile(name)]: `apiVersion: platform.idp/v1alpha1
kind: Tenant
metadata:
  name: ${name}
${LOCAL_CONFIG}spec:
  owner: ${owner}
  displayName: Team ${name}
  contacts:
    - type: email
      value: ${name}@example.com
    - type: chat
      value: '#${name}'
  quota: small
`,
  };
}

export function workloadFiles(
  tenant: string,
  name: string,
  options: {
    spec?: string;
    images?: Partial<Record<EnvironmentName, string>>;
  } = {},
) {
  const { spec = '', images = { local: '1.0.0', eks: '0.9.0' } } = options;
  const files: Record<string, string> = {
    [paths.workloadFile(tenant, name)]: `apiVersion: platform.idp/v1alpha1
kind: Workload
metadata:
  name: ${name}
${LOCAL_CONFIG}spec:
  blueprint: web-service
  port: 8080
  probes:
    readiness: { httpGet: { path: /, port: http } }
    liveness: { httpGet: { path: /, port: http } }
  resources:
    requests: { cpu: 50m, memory: 64Mi }
    limits: { memory: 64Mi }
  envFrom:
    - configMapRef: { name: ${name}--config }
${spec}`,
  };
  for (const [environment, tag] of Object.entries(images)) {
    files[paths.release(tenant, name, environment as EnvironmentName)] =
      releaseFile(name, tag);
  }
  return files;
}

export function releaseFile(name: string, tag: string): string {
  return `apiVersion: platform.idp/v1alpha1
kind: Release
metadata:
  name: ${name}
${LOCAL_CONFIG}spec:
  image: ghcr.io/acme/${name}:${tag}
  replicas: 1
`;
}

export function environmentFile(name: EnvironmentName, domain: string) {
  return {
    [paths.environment(name)]: `apiVersion: platform.idp/v1alpha1
kind: Environment
metadata:
  name: ${name}
${LOCAL_CONFIG}spec:
  domain: ${domain}
`,
  };
}

export function templateFile(name: string, title = name): string {
  return `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: ${name}
  title: ${title}
spec:
  owner: group:default/platform
  type: service
  parameters: []
  steps: []
`;
}
