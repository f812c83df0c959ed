import type {
  ChainLink,
  Delivery,
  EntitySecret,
  EntitySecrets,
  RotationCalendar,
  SecretList,
  SecretRow,
  SourceState,
  VaultSecret,
} from '@idp/plugin-vault-common';

const now = Date.now();
const DAY = 86_400_000;

/** An ISO date in the past; in the future for less than nothing. */
export function ago(days: number): string {
  return new Date(now - days * DAY).toISOString();
}

export const ref = (name = 'database', server = 'local') => ({
  server,
  mount: 'kv',
  path: `tenant-payments/orders/${name}`,
});

export const rotation = (fields: object = {}) => ({
  class: 'default',
  maxAgeDays: 90,
  dueAt: ago(-50),
  state: 'fresh' as const,
  ...fields,
});

export const vault = (fields: Partial<VaultSecret> = {}): VaultSecret => ({
  ref: ref(),
  state: 'present',
  versions: { current: 4, oldest: 2 },
  createdAt: ago(200),
  changedAt: ago(40),
  readAt: ago(0.01),
  rotation: rotation(),
  url: 'https://vault.example.com/ui/vault/secrets/kv/show/x',
  ...fields,
});

export const chain = (
  broken?: ChainLink['kind'],
  message = 'It is broken.',
): ChainLink[] => {
  const kinds = [
    ['path', 'kv/tenant-payments/orders/database'],
    ['store', 'SecretStore vault'],
    ['external-secret', 'orders--database'],
    ['secret', 'orders--database'],
    ['workload', 'Deployment orders'],
  ] as const;
  const at = kinds.findIndex(([kind]) => kind === broken);
  return kinds.map(([kind, name], index) => {
    if (at < 0 || index < at) return { kind, name, state: 'ok' };
    return index === at
      ? { kind, name, state: 'broken', message }
      : { kind, name, state: 'waiting' };
  });
};

export const delivery = (fields: Partial<Delivery> = {}): Delivery => ({
  cluster: 'local',
  namespace: 'tenant-payments',
  name: 'orders--database',
  state: 'delivered',
  lastRefreshAt: ago(0.02),
  refreshInterval: '1h',
  store: { kind: 'SecretStore', name: 'vault', ready: true },
  target: { name: 'orders--database', exists: true },
  keys: ['DATABASE_URL'],
  usedBy: [{ kind: 'Deployment', name: 'orders' }],
  chain: chain(),
  ...fields,
});

export const secret = (fields: Partial<EntitySecret> = {}): EntitySecret => ({
  ref: ref(),
  because: 'contract',
  standing: 'owned',
  writtenBy: 'group:default/payments',
  declared: true,
  finding: 'ok',
  vault: vault(),
  deliveries: [delivery()],
  ...fields,
});

export const COMMAND =
  'vault kv put -mount=kv tenant-payments/orders/database DATABASE_URL=-';

/** A path that Git asks for and nobody has written. */
export const missing = (fields: Partial<EntitySecret> = {}): EntitySecret =>
  secret({
    finding: 'missing',
    vault: { ref: ref(), state: 'missing' },
    deliveries: [
      delivery({
        state: 'waiting',
        reason: 'SecretSyncedError',
        lastRefreshAt: undefined,
        target: { name: 'orders--database', exists: false },
        chain: chain('path', 'Nothing has been written there yet.'),
      }),
    ],
    next: {
      message: 'Somebody in the group payments writes it.',
      command: COMMAND,
    },
    ...fields,
  });

export const source = (
  kind: SourceState['kind'],
  name: string,
  fields: Partial<SourceState> = {},
): SourceState => ({
  kind,
  name,
  state: 'live',
  since: ago(1),
  ...(kind === 'vault' && {
    inventory: { paths: 12, listedAt: ago(0.001), oldestReadAt: ago(0.1) },
  }),
  ...fields,
});

export const sources = [source('vault', 'local'), source('cluster', 'local')];

export const answer = (fields: Partial<EntitySecrets> = {}): EntitySecrets => ({
  secrets: [secret()],
  otherDeliveries: [],
  sources,
  problems: [],
  permissions: { refresh: true },
  ...fields,
});

export const row = (
  name: string,
  fields: Partial<SecretRow> = {},
): SecretRow => ({
  ref: ref(name),
  finding: 'ok',
  entityRef: 'component:payments/orders',
  writtenBy: 'group:default/payments',
  group: 'payments',
  vault: { state: 'present', changedAt: ago(40), rotation: rotation() },
  ...fields,
});

export const listOf = (items: SecretRow[]): SecretList => {
  const countBy = (keyOf: (item: SecretRow) => string | undefined) => {
    const counts: Record<string, number> = {};
    for (const key of items.map(keyOf)) {
      if (key) counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };
  const inState = (state: string) =>
    items.filter(item => item.vault?.rotation?.state === state).length;
  return {
    items,
    counts: {
      total: items.length,
      finding: countBy(item => item.finding),
      group: countBy(item => item.group),
      overdue: inState('overdue'),
      dueSoon: inState('due-soon'),
    },
    sources,
  };
};

export const calendar = (
  fields: Partial<RotationCalendar> = {},
): RotationCalendar => ({ days: [], overdue: [], ...fields });
