import {
  appProjectName,
  boundaryApplicationName,
  ENVIRONMENTS,
  externalSecretName,
  hostOf,
  namespaceOf,
  VAULT_MOUNT,
  vaultPath,
  workloadId,
  type EnvironmentName,
} from './names';
import { isSecretKey } from './secretKeys';

/**
 * What a change is about, for {@link describeChange}.
 *
 * @public
 */
export interface ChangeDescription {
  tenant: string;
  /** True when the change creates the boundary. */
  boundary?: boolean;
  /** Full reference of the tenant's owner, who fills its paths in Vault. */
  owner?: string;
  /** Workloads that the change creates or touches, with the secrets that it adds. */
  workloads?: Array<{
    name: string;
    created: boolean;
    /** Where it runs; every environment, unless given. */
    environments?: EnvironmentName[];
    secrets: Array<{ name: string; keys?: string[] }>;
    /** What it runs from then on, where that changes. */
    releases?: Array<{
      environment: EnvironmentName;
      image?: string;
      replicas?: number;
      /** What it runs now, where it is known. */
      before?: { image?: string; replicas?: number };
    }>;
  }>;
  /** Domain of each environment, where it is known. */
  domains?: Partial<Record<EnvironmentName, string>>;
}

/**
 * What will exist after the merge, what the merge changes of what is there, and what somebody has to do, as lines of
 * Markdown lists. Names only, never a value.
 *
 * @public
 */
export function describeChange(change: ChangeDescription): {
  willExist: string[];
  willChange: string[];
  toFill: string[];
} {
  const { tenant, boundary, workloads = [], domains = {} } = change;
  const namespace = namespaceOf(tenant);
  const willExist: string[] = [];
  if (boundary) {
    willExist.push(
      `- namespace \`${namespace}\` with restricted pod security, quota, limits and a default-deny network policy`,
      `- Argo CD project \`${appProjectName(
        tenant,
      )}\` and Application \`${boundaryApplicationName(tenant)}\``,
      `- SecretStore \`vault\`, which reads \`${VAULT_MOUNT}/${namespace}/\` and nothing else`,
    );
  }
  for (const { name, created, secrets, ...rest } of workloads) {
    const environments = rest.environments ?? ENVIRONMENTS;
    if (created) {
      willExist.push(
        `- Argo CD Application \`${workloadId(
          tenant,
          name,
        )}\` in ${environments.join(' and ')}`,
      );
      for (const environment of environments) {
        const domain = domains[environment];
        if (domain) {
          willExist.push(
            `- \`https://${hostOf(tenant, name, domain)}\` in ${environment}`,
          );
        }
      }
    }
    for (const secret of secrets) {
      willExist.push(
        `- Secret \`${externalSecretName(
          name,
          secret.name,
        )}\` in \`${namespace}\`, delivered from \`${VAULT_MOUNT}/${vaultPath(
          tenant,
          name,
          secret.name,
        )}\``,
      );
    }
  }
  const toFill = workloads.flatMap(({ name, secrets }) =>
    secrets.map(secret => {
      const path = vaultPath(tenant, name, secret.name);
      return `- \`${VAULT_MOUNT}/${path}\`, by ${
        change.owner ? `\`${change.owner}\`` : 'the tenant’s owner'
      }: ${fill(path, secret.keys)}`;
    }),
  );
  const willChange = workloads.flatMap(({ name, releases = [] }) =>
    releases.map(release => `- \`${name}\` ${describeRelease(release)}`),
  );
  return { willExist, willChange, toFill };
}

type Release = NonNullable<
  NonNullable<ChangeDescription['workloads']>[number]['releases']
>[number];

function describeRelease(release: Release): string {
  const { environment, image, replicas, before = {} } = release;
  const was = (text: string | undefined, now: string | undefined) =>
    text !== undefined && text !== now ? `, before that ${text}` : '';
  const count = (number: number | undefined) =>
    number === undefined
      ? undefined
      : `${number} ${number === 1 ? 'replica' : 'replicas'}`;
  const code = (text: string | undefined) =>
    // An image holds no back tick; what does is not shown as one.
    text !== undefined && !text.includes('`') ? `\`${text}\`` : undefined;
  const parts = [
    code(image) && `runs ${code(image)}${was(code(before.image), code(image))}`,
    count(replicas) &&
      `has ${count(replicas)}${was(count(before.replicas), count(replicas))}`,
  ].filter(Boolean);
  return `in ${environment} ${parts.join('; ') || 'changes'}`;
}

/** The command reads the values from standard input, so that none stands in a shell's history; it does so once. */
function fill(path: string, all: string[] = []): string {
  const keys = all.filter(isSecretKey);
  const command = `vault kv put -mount=${VAULT_MOUNT} ${path}`;
  return keys.length < 2
    ? `\`${command} ${keys[0] ?? '<key>'}=-\``
    : `\`${command} -\` with the JSON object \`{${keys
        .map(key => `"${key}": "…"`)
        .join(', ')}}\``;
}
