import {
  CLUSTER_FAULTS,
  VAULT_FAULTS,
  type ClusterFault,
  type Environment,
  type VaultFault,
} from '../world';
import { ControlError } from './ControlError';

/** What each is, in words, for who has to choose. */
const VAULT: Record<VaultFault, string> = {
  standby: 'Vault has no active instance',
  'rate-limit': 'Vault refuses every request, as there are too many',
  behind: 'Vault’s instance has not seen the newest writes (412)',
  'no-mount': 'the engine kv has gone',
  'data-access':
    'the portal’s policy lets it read values, which it has to refuse',
  'store-login':
    'External Secrets may not log in to Vault, so no store is ready',
};
const CLUSTER: Record<ClusterFault, string> = {
  'no-external-secrets': 'the kinds of External Secrets are not installed',
  'narrow-account': 'the portal’s account may not read External Secrets’ kinds',
};

/** With `folder`: the portal’s policy says nothing of it. */
const FORBIDDEN = 'forbidden-folder';
/** At once and once: every token of a login is good no more. */
const EXPIRY = 'expired-tokens';

/** All that there are, by name. */
export const TROUBLES = [...VAULT_FAULTS, ...CLUSTER_FAULTS, FORBIDDEN, EXPIRY];

/** Begins or ends what can be wrong with Vault and the Kubernetes API beside that they do not answer; says what was done. */
export function troubleCommand(
  environment: Environment,
  command: { trouble?: unknown; folder?: unknown; end?: unknown },
): string {
  const { vault, faults, name } = environment;
  const { trouble, folder } = command;
  const begins = command.end !== true;
  const said = (words: string) =>
    `${name}: ${begins ? words : `no more: ${words}`}.`;
  if (isOf(VAULT_FAULTS, trouble)) {
    vault.fault(trouble, begins);
    return said(VAULT[trouble]);
  }
  if (isOf(CLUSTER_FAULTS, trouble)) {
    if (begins) faults.add(trouble);
    else faults.delete(trouble);
    return said(CLUSTER[trouble]);
  }
  if (trouble === FORBIDDEN) {
    if (typeof folder !== 'string' || !/^[\w-]+(\/[\w-]+)*$/.test(folder)) {
      throw new ControlError(
        'Name a folder, such as --folder tenant-demo/hello.',
      );
    }
    vault.forbid(folder, begins);
    return said(`the portal’s policy leaves out kv/${folder}`);
  }
  if (trouble === EXPIRY) {
    vault.expireTokens();
    return `${name}: every token that came of a login is good no more.`;
  }
  throw new ControlError(
    `There is no trouble ${JSON.stringify(trouble)}. There are: ${TROUBLES.join(
      ', ',
    )}.`,
  );
}

/** What is wrong just now. */
export function troublesOf({ vault, faults }: Environment): string[] {
  return [
    ...(vault.sealed ? ['sealed'] : []),
    ...vault.faults(),
    ...faults,
    ...vault.forbidden().map(folder => `${FORBIDDEN} ${folder}`),
  ];
}

function isOf<T extends string>(
  names: readonly T[],
  value: unknown,
): value is T {
  return names.includes(value as T);
}
