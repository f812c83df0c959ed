import type { Config } from '@backstage/config';
import { readTimeout } from '@idp/upstream';
import { readOwners, type OwnerRule } from './readOwners';
import { readInstance, type InstanceConfig } from './readInstance';

export interface ArgoCDConfig {
  instances: InstanceConfig[];
  owners: OwnerRule[];
  /** Details of an Application need a confirmed claim. */
  confirmDetails: boolean;
  timeouts: { connectMs?: number; answerMs?: number; idleMs?: number };
  /** What is accepted and has no effect, in words. */
  warnings: string[];
}

/** Reads `argocd`, or says which key is wrong and what to write. */
export function readConfig(root: Config): ArgoCDConfig {
  const config = root.getOptionalConfig('argocd');
  const instances: InstanceConfig[] = [];
  const methods = config?.getOptionalConfigArray('appLocatorMethods') ?? [];
  methods.forEach((method, at) => {
    const type = method.getString('type');
    if (type !== 'config') {
      throw new Error(
        `argocd.appLocatorMethods[${at}].type is '${type}': write config, the only type there is`,
      );
    }
    method.getConfigArray('instances').forEach((item, number) => {
      instances.push(
        readInstance(
          item,
          `argocd.appLocatorMethods[${at}].instances[${number}]`,
          {
            username: config?.getOptionalString('username'),
            password: config?.getOptionalString('password'),
          },
        ),
      );
    });
  });
  const names = instances.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) {
    throw new Error(
      `argocd.appLocatorMethods names the instance '${twice}' twice: give each its own name`,
    );
  }
  return {
    instances,
    owners: readOwners(
      config?.getOptionalConfigArray('owners') ?? [],
      'argocd.owners',
      names,
    ),
    confirmDetails: readDetails(config) === 'confirmed',
    timeouts: {
      connectMs: readTimeout(config, 'timeouts.connect', 'argocd'),
      answerMs: readTimeout(config, 'timeouts.answer', 'argocd'),
      idleMs: readTimeout(config, 'timeouts.idle', 'argocd'),
    },
    warnings: config?.has('localDevelopment')
      ? [
          'argocd.localDevelopment has no effect, as it would switch off TLS: name the authority of the instance in caFile',
        ]
      : [],
  };
}

function readDetails(config: Config | undefined): string {
  const details = config?.getOptionalString('claims.details') ?? 'confirmed';
  if (!['confirmed', 'claimed'].includes(details)) {
    throw new Error(
      `argocd.claims.details is '${details}': write confirmed or claimed`,
    );
  }
  return details;
}
