import type { SecretRow } from '@idp/plugin-vault-common';
import type { ServerConfig } from '../config/readServer';
import type { SecretViews } from '../entities/SecretViews';
import { refKey } from '../inventory/InventoryRow';
import type { SecretIndex } from '../inventory/SecretIndex';
import type { Deliveries } from '../kubernetes/Deliveries';
import { claimedPaths } from '../ownership/claimedPaths';
import type { ClaimedEntities } from '../ownership/ClaimedEntities';
import {
  belongsTo,
  type Owned,
  type PathOwners,
} from '../ownership/PathOwners';
import { Turns } from './Turns';

/** A row of the list with what decides who sees it, and where it stands. */
export interface Entry {
  row: Omit<SecretRow, 'entityRef'>;
  /** Those that it belongs to, the nearest first; of a foreign one those that claim it. Empty where it is nobody's. */
  entityRefs: readonly string[];
  sortKey: string;
  /** What free text is looked for in. */
  haystack: string;
}

/** What needs somebody first. */
const ORDER: Record<SecretRow['finding'], number> = {
  missing: 0,
  'not-delivered': 1,
  foreign: 2,
  unknown: 4,
  unowned: 5,
  ok: 7,
};
const OVERDUE = 3;
const DUE_SOON = 6;

/** Of a path that is in nobody's hands. */
const NOBODY: Owned = { because: 'contract', entityRefs: [] };

/**
 * All secrets of all Vaults with those that Git asks for and those that are claimed, sorted as lists show them. Ten thousand
 * take a quarter of a second, so others get their turn in between.
 */
export async function secretTable(sources: {
  index: SecretIndex;
  deliveries: Deliveries;
  claimed: Pick<ClaimedEntities, 'all'>;
  owners: PathOwners;
  servers: readonly ServerConfig[];
  views: SecretViews;
}): Promise<Entry[]> {
  const { claimed, deliveries, index, owners, servers, views } = sources;
  const turns = new Turns();
  const entries = new Map<string, Entry>();
  const claimants = claimantsByPath(claimed.all, {
    servers,
    index,
    owners,
    views,
  });

  const addOwned = (ref: SecretRow['ref']) => {
    const key = refKey(ref);
    if (entries.has(key)) return;
    const owner = views.ownerOf(ref);
    const { finding, next, vault, writtenBy } = views.owned(
      ref,
      owner ?? NOBODY,
    );
    const entityRefs = owner?.entityRefs.length
      ? owner.entityRefs
      : claimants.confirmed.get(key) ?? [];
    entries.set(
      key,
      entryOf(
        {
          ref,
          finding,
          ...(owner?.group && { group: owner.group }),
          ...(writtenBy && { writtenBy }),
          ...(next && { next }),
          ...(vault && {
            vault: {
              state: vault.state,
              reason: vault.reason,
              changedAt: vault.changedAt,
              rotation: vault.rotation,
              versions: vault.versions,
              url: vault.url,
            },
          }),
        },
        entityRefs,
      ),
    );
  };
  const addForeign = (
    ref: SecretRow['ref'],
    because: 'annotation' | 'external-secret',
    entityRefs: readonly string[],
    group?: string,
  ) => {
    const { next } = views.foreign(ref, because);
    entries.set(
      `${refKey(ref)}\nby ${entityRefs[0]}`,
      entryOf(
        { ref, finding: 'foreign', ...(group && { group }), next },
        entityRefs,
      ),
    );
  };

  for (const { server, mount, path } of [...index.all()]) {
    await turns.next();
    // That the whole of an engine is closed says its server.
    if (path !== '/') addOwned({ server, mount, path });
  }
  for (const delivery of [...deliveries.all()]) {
    await turns.next();
    for (const { ref, covers } of delivery.sources) {
      const reader = delivery.owner?.entityRefs.map(lower) ?? [];
      const owner = views.ownerOf(ref);
      if (reader.length > 0 && !(owner && shares(owner, reader))) {
        addForeign(ref, 'external-secret', reader, delivery.owner?.group);
      } else if (covers === 'path') {
        addOwned(ref);
      }
    }
  }
  for (const ref of claimants.expected) addOwned(ref);
  for (const { ref, entityRef } of claimants.foreign) {
    addForeign(ref, 'annotation', [entityRef]);
  }
  return [...entries.values()].sort(compareEntries);
}

/** Which claims somebody confirms, by path, which of these nobody has written yet, and which nobody confirms. */
function claimantsByPath(
  claims: ClaimedEntities['all'],
  sources: {
    servers: readonly ServerConfig[];
    index: SecretIndex;
    owners: PathOwners;
    views: SecretViews;
  },
) {
  const { index, owners, servers, views } = sources;
  const confirmed = new Map<string, string[]>();
  const expected: Array<SecretRow['ref']> = [];
  const foreign: Array<{ ref: SecretRow['ref']; entityRef: string }> = [];
  for (const claimant of claims) {
    for (const ref of claimedPaths(claimant.claim, servers).refs) {
      const below = index.atOrBelow(ref);
      const own = [ref, ...below].filter(at => {
        const owner = views.ownerOf(at);
        return owner && belongsTo(owner, claimant);
      });
      if (!owners.isBelowPrefixOf(claimant.entityRef, ref)) {
        if (own.length === 0) {
          foreign.push({ ref, entityRef: claimant.entityRef });
        } else if (below.length === 0) {
          expected.push(ref);
        }
      }
      for (const at of own) {
        const key = refKey(at);
        const known = confirmed.get(key);
        if (!known) confirmed.set(key, [claimant.entityRef]);
        else if (!known.includes(claimant.entityRef)) {
          known.push(claimant.entityRef);
        }
      }
    }
  }
  return { confirmed, expected, foreign };
}

export function compareEntries(a: Entry, b: Entry): number {
  if (a.sortKey === b.sortKey) return 0;
  return a.sortKey < b.sortKey ? -1 : 1;
}

export function entryOf(
  row: Entry['row'],
  entityRefs: readonly string[],
): Entry {
  const { finding, group = '', ref, vault, writtenBy = '' } = row;
  const rotation = vault?.rotation?.state;
  const rank = Math.min(
    ORDER[finding],
    rotation === 'overdue' ? OVERDUE : Infinity,
    rotation === 'due-soon' ? DUE_SOON : Infinity,
  );
  return {
    row,
    entityRefs,
    // A path may hold spaces, so its parts are set apart by what it cannot hold.
    sortKey: [rank, ref.path, ref.mount, ref.server, entityRefs[0] ?? ''].join(
      '\u0001',
    ),
    haystack: [ref.server, ref.mount, ref.path, group, writtenBy, ...entityRefs]
      .join(' ')
      .toLowerCase(),
  };
}

function shares({ entityRefs, owner }: Owned, reader: string[]): boolean {
  return (
    entityRefs.some(ref => reader.includes(ref)) ||
    (owner !== undefined && reader.includes(owner))
  );
}

function lower(ref: string): string {
  return ref.toLowerCase();
}
