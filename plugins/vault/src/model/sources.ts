import type { SourceState } from '@idp/plugin-vault-common';

/** Why the news of a Vault or a cluster is old; undefined while it is current, or there is no such source. */
export function notLive(
  sources: readonly SourceState[],
  kind: SourceState['kind'],
  name: string,
): SourceState | undefined {
  return sources.find(
    source =>
      source.kind === kind && source.name === name && source.state !== 'live',
  );
}
