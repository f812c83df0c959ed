import { describeChange } from './summary';

describe('describeChange', () => {
  it('names what a new boundary brings', () => {
    expect(describeChange({ tenant: 'payments', boundary: true })).toEqual({
      willChange: [],
      willExist: [
        '- namespace `tenant-payments` with restricted pod security, quota, limits and a default-deny network policy',
        '- Argo CD project `payments` and Application `tenant--payments`',
        '- SecretStore `vault`, which reads `kv/tenant-payments/` and nothing else',
      ],
      toFill: [],
    });
  });

  it('names Application, hosts and secrets of a new workload, and what to fill by whom', () => {
    expect(
      describeChange({
        tenant: 'payments',
        owner: 'group:default/payments',
        domains: { local: 'local.example.com' },
        workloads: [
          {
            name: 'orders',
            created: true,
            secrets: [{ name: 'database' }, { name: 'smtp', keys: ['TOKEN'] }],
          },
        ],
      }),
    ).toEqual({
      willChange: [],
      willExist: [
        '- Argo CD Application `payments--orders` in local and eks',
        '- `https://payments--orders.local.example.com` in local',
        '- Secret `orders--database` in `tenant-payments`, delivered from `kv/tenant-payments/orders/database`',
        '- Secret `orders--smtp` in `tenant-payments`, delivered from `kv/tenant-payments/orders/smtp`',
      ],
      toFill: [
        '- `kv/tenant-payments/orders/database`, by `group:default/payments`: `vault kv put -mount=kv tenant-payments/orders/database <key>=-`',
        '- `kv/tenant-payments/orders/smtp`, by `group:default/payments`: `vault kv put -mount=kv tenant-payments/orders/smtp TOKEN=-`',
      ],
    });
  });

  it('names the environments that are wanted, and no host of another', () => {
    const { willExist } = describeChange({
      tenant: 'payments',
      domains: { local: 'local.example.com', eks: 'example.com' },
      workloads: [
        { name: 'orders', created: true, environments: ['local'], secrets: [] },
      ],
    });
    expect(willExist).toEqual([
      '- Argo CD Application `payments--orders` in local',
      '- `https://payments--orders.local.example.com` in local',
    ]);
  });

  it('names only the secret that a workload gets', () => {
    const { willExist, toFill } = describeChange({
      tenant: 'payments',
      workloads: [
        { name: 'orders', created: false, secrets: [{ name: 'smtp' }] },
        { name: 'refunds', created: false, secrets: [] },
      ],
    });
    expect(willExist).toHaveLength(1);
    expect(toFill).toEqual([expect.stringContaining('by the tenant’s owner')]);
  });

  it('is empty for a change of nothing', () => {
    expect(describeChange({ tenant: 'payments' })).toEqual({
      willExist: [],
      willChange: [],
      toFill: [],
    });
  });

  it('says what a release brings, and what was there where that differs', () => {
    const { willChange } = describeChange({
      tenant: 'payments',
      workloads: [
        {
          name: 'orders',
          created: false,
          secrets: [],
          releases: [
            {
              environment: 'local',
              image: 'ghcr.io/acme/orders:2',
              replicas: 1,
              before: { image: 'ghcr.io/acme/orders:1', replicas: 1 },
            },
            { environment: 'eks', image: 'ghcr.io/acme/orders:2' },
            { environment: 'eks', image: '`<b>`' },
          ],
        },
      ],
    });
    expect(willChange).toEqual([
      '- `orders` in local runs `ghcr.io/acme/orders:2`, before that `ghcr.io/acme/orders:1`; has 1 replica',
      '- `orders` in eks runs `ghcr.io/acme/orders:2`',
      '- `orders` in eks changes',
    ]);
  });

  it('puts nothing but keys into a command', () => {
    const { toFill } = describeChange({
      tenant: 'payments',
      workloads: [
        {
          name: 'orders',
          created: true,
          secrets: [{ name: 'smtp', keys: ['`; rm -rf ~ #', 'TOKEN'] }],
        },
      ],
    });
    expect(toFill.join()).not.toContain('rm -rf');
    expect(toFill.join()).toContain(' TOKEN=-`');
  });

  it('reads standard input once, since Vault does', () => {
    const { toFill } = describeChange({
      tenant: 'payments',
      workloads: [
        {
          name: 'orders',
          created: true,
          secrets: [{ name: 'smtp', keys: ['USER', 'PASSWORD'] }],
        },
      ],
    });
    expect(toFill).toEqual([
      '- `kv/tenant-payments/orders/smtp`, by the tenant’s owner: `vault kv put -mount=kv tenant-payments/orders/smtp -` with the JSON object `{"USER": "…", "PASSWORD": "…"}`',
    ]);
  });
});
