import type { SecretRow, VaultApi } from '@idp/plugin-vault-common';
import { needsSomebody, standingOfRow } from '../model/order';

/** What needs somebody comes first, so this is as much as a home page has to ask for. */
const LIMIT = 50;

/** Of the secrets that somebody's groups write those that need somebody, and how many they write. */
export async function readMine(
  api: Pick<VaultApi, 'listSecrets'>,
  ownershipEntityRefs: string[],
): Promise<{ items: SecretRow[]; total: number }> {
  const list = await api.listSecrets({
    writtenBy: ownershipEntityRefs,
    limit: LIMIT,
  });
  return {
    items: list.items.filter(row => needsSomebody(standingOfRow(row))),
    total: list.counts.total,
  };
}
