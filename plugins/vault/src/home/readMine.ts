import type { SecretRow, VaultApi } from '@idp/plugin-vault-common';
import { needsSomebody, standingOfRow } from '../model/order';

/** What needs somebody comes first, so this is as much as a home page has to ask for. */
const LIMIT = 50;

/** Of the secrets that somebody's groups write those that need somebody, and how many there are of either. */
export async function readMine(
  api: Pick<VaultApi, 'listSecrets'>,
  ownershipEntityRefs: string[],
): Promise<{ items: SecretRow[]; needs: number; total: number }> {
  const list = await api.listSecrets({
    writtenBy: ownershipEntityRefs,
    limit: LIMIT,
  });
  const items = list.items.filter(row => needsSomebody(standingOfRow(row)));
  return { items, needs: items.length, total: list.counts.total };
}
