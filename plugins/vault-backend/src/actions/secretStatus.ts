import type { EntitySecrets } from '@idp/plugin-vault-common';

/** What somebody wants to know first of an entity's secrets. */
export function secretStatus({ problems, secrets, sources }: EntitySecrets) {
  return {
    secrets: secrets.map(secret => ({
      ...secret.ref,
      finding: secret.finding,
      because: secret.because,
      entityRef: secret.entityRef,
      writtenBy: secret.writtenBy,
      state: secret.vault?.state,
      version: secret.vault?.versions?.current,
      changedAt: secret.vault?.changedAt,
      rotation: secret.vault?.rotation?.state,
      rotationDueAt: secret.vault?.rotation?.dueAt,
      deliveries: secret.deliveries.map(
        ({ cluster, message, name, namespace, state }) => ({
          cluster,
          namespace,
          name,
          state,
          message,
        }),
      ),
      next: secret.next,
    })),
    notLive: sources
      .filter(({ state }) => state !== 'live')
      .map(({ kind, name, reason, state }) =>
        [`${kind} ${name} is ${state}`, reason].filter(Boolean).join(': '),
      ),
    problems,
  };
}
