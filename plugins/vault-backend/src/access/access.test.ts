import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { component } from '@idp/testing-node';
import {
  KINDS,
  wireExternalSecret,
  wireStore,
} from '../kubernetes/__testUtils__/objects';
import { TOKEN } from '../__testUtils__/startPlugin';
import { platform, tenant, usePlugin } from '../__testUtils__/usePlugin';
import { metadataOnly } from '../__testUtils__/FakeVault';

const claims = (path: string, more: Record<string, string> = {}) => ({
  'vault.io/secrets-path': path,
  ...more,
});
const of = (name: string, namespace = 'default') =>
  `/entities/component/${namespace}/${name}/secrets`;

describe('a path that an annotation names', () => {
  const { cluster, start, vault } = usePlugin();

  it('is foreign where nobody confirms it, and looks the same whether it is there or not', async () => {
    const local = await vault();
    local.write('tenant-payments/orders/database', {
      custom: { owner: 'group:default/thieves' },
    });
    local.write('team/below/one');
    const { call } = await start({
      vaults: { local },
      entities: [
        component(
          'thief',
          claims(
            'tenant-payments/orders/database,tenant-payments/none,team/below',
          ),
          'group:default/thieves',
        ),
      ],
      ...platform,
    });
    const { body } = await call('get', of('thief'));
    const foreign = (path: string) => ({
      ref: { server: 'local', mount: 'kv', path },
      because: 'annotation',
      standing: 'foreign',
      declared: false,
      finding: 'foreign',
      deliveries: [],
      next: {
        message: expect.stringMatching(/nobody but the entity's author/),
      },
    });
    expect(body.secrets).toEqual([
      foreign('team/below'),
      foreign('tenant-payments/none'),
      foreign('tenant-payments/orders/database'),
    ]);
  });

  it('is the entity’s where the configuration says whose it is, with all below', async () => {
    const local = await vault();
    local.write('team/orders/db');
    local.write('team/orders/deep/er');
    local.write('team/orders2/db');
    const { call } = await start({
      vaults: { local },
      entities: [
        component('orders', claims('team/orders,team/orders-to-come')),
        component('other', claims('team/orders'), 'group:default/other'),
      ],
      config: {
        owners: [
          { owner: 'payments', prefix: 'team' },
          { owner: 'other', prefix: 'team/orders/deep' },
        ],
        rotation: { classes: { fast: 'P2D' } },
      },
    });
    const seen = async (name: string) =>
      (await call('get', of(name))).body.secrets.map(
        ({ finding, ref, standing }: any) => [ref.path, standing, finding],
      );
    expect(await seen('orders')).toEqual([
      ['team/orders-to-come', 'owned', 'missing'],
      ['team/orders/db', 'owned', 'ok'],
    ]);
    expect(await seen('other')).toEqual([
      ['team/orders/deep/er', 'owned', 'ok'],
    ]);
    const { body } = await call('get', '/secrets');
    expect(
      body.items.map(({ entityRef, finding, ref }: any) => [
        ref.path,
        finding,
        entityRef,
      ]),
    ).toEqual([
      ['team/orders-to-come', 'missing', 'component:default/orders'],
      ['team/orders/db', 'ok', 'component:default/orders'],
      ['team/orders/deep/er', 'ok', 'component:default/other'],
      ['team/orders2/db', 'ok', undefined],
    ]);
  });

  it('is the entity’s where whoever writes the secret says so, and nobody else has it', async () => {
    const local = await vault();
    local.write('shared/mail', { custom: { owner: 'group:default/payments' } });
    local.write('shared/text', { custom: { owner: 'payments' } });
    local.write('shared/html', {
      custom: { owner: 'group:default/<script>alert(1)</script>' },
    });
    const { call } = await start({
      vaults: { local },
      entities: [
        component('orders', claims('shared/mail,shared/text,shared/html')),
      ],
    });
    const { body } = await call('get', of('orders'));
    expect(
      body.secrets.map(({ because, ref, standing }: any) => [
        ref.path,
        standing,
        because,
      ]),
    ).toEqual([
      ['shared/html', 'foreign', 'annotation'],
      ['shared/mail', 'owned', 'metadata'],
      ['shared/text', 'foreign', 'annotation'],
    ]);
    expect(JSON.stringify(body)).not.toContain('script');
  });

  it('that is hostile asks Vault nothing, and is told of in words', async () => {
    const local = await vault();
    local.write('team/a');
    const hostile = [
      '../../sys/raw/core',
      'team/%2e%2e/%2e%2e/sys/policies',
      'team/..;/x',
      'team?list=true',
      `${'a/'.repeat(511)}a`,
      'team/<script>',
    ];
    const { call } = await start({
      vaults: { local },
      entities: [
        ...hostile.map((path, at) => component(`h${at}`, claims(path))),
        component(
          'engine',
          claims('team/a', { 'vault.io/secrets-engine': '../sys' }),
        ),
        component(
          'elsewhere',
          claims('team/a', { 'vault.io/secrets-engine': 'other' }),
        ),
        component(
          'nowhere',
          claims('team/a', { 'vault.io/secrets-server': 'nope' }),
        ),
      ],
    });
    local.calls.length = 0;
    for (const name of [
      ...hostile.map((_, at) => `h${at}`),
      'engine',
      'elsewhere',
      'nowhere',
    ]) {
      const { body, status } = await call('get', of(name));
      expect([name, status, body.secrets]).toEqual([name, 200, []]);
      expect(body.problems).toEqual([
        expect.stringMatching(/^The annotation vault\.io\/secrets-/),
      ]);
    }
    expect(local.calls).toEqual([]);
  });

  it('is nothing to tell of where it is a prefix of the contract in which nothing is yet', async () => {
    const local = await vault();
    const { call } = await start({
      vaults: { local },
      entities: [
        component(
          'orders',
          claims('tenant-payments/orders'),
          'group:default/payments',
          'payments',
        ),
      ],
      paths: {
        ...platform.paths,
        // As the contract does: a path has three parts.
        ownerOf: identity =>
          identity.path.split('/').length === 3
            ? platform.paths.ownerOf(identity)
            : undefined,
      },
    });
    const entity = await call('get', of('orders', 'payments'));
    expect(entity.body.secrets).toEqual([]);
    expect((await call('get', '/secrets')).body.items).toEqual([]);
  });

  it('and an ExternalSecret that reads another’s path shows nothing of it', async () => {
    const local = await vault();
    local.write('tenant-other/shop/key', { at: '2020-01-01T00:00:00Z' });
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(
      KINDS.externalSecrets,
      wireExternalSecret({
        spec: { dataFrom: [{ extract: { key: 'tenant-other/shop/key' } }] },
      }),
    );
    const { call } = await start({
      vaults: { local },
      clusters: { local: kube },
      entities: [component('orders', {}, 'group:default/payments', 'payments')],
      ...platform,
    });
    const { body } = await call('get', of('orders', 'payments'));
    expect(body.secrets).toMatchObject([
      {
        ref: { path: 'tenant-other/shop/key' },
        standing: 'foreign',
        because: 'external-secret',
        finding: 'foreign',
        deliveries: [{ name: 'orders--database' }],
      },
    ]);
    expect(body.secrets[0].vault).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('2020-01-01');
    expect(body.secrets[0].deliveries[0].chain[0]).toMatchObject({
      kind: 'path',
      state: 'unknown',
    });
  });
});

describe('who sees what', () => {
  const { start, vault } = usePlugin();

  async function started(options: Partial<Parameters<typeof start>[0]> = {}) {
    const local = await vault();
    local.write('tenant-payments/orders/database');
    local.write('tenant-other/shop/key');
    local.write('nobodys/thing');
    return start({
      vaults: { local },
      entities: [
        component('orders', {}, 'group:default/payments', 'payments'),
        component('shop', {}, 'group:default/other', 'other'),
        component('thief', claims('nobodys/thing'), 'group:default/x'),
        tenant('payments'),
      ],
      ...platform,
      ...options,
    });
  }
  const paths = ({ body }: any) => body.items.map(({ ref }: any) => ref.path);

  it('an entity that may not be seen is not there; one whose secrets may not be seen is refused', async () => {
    const { call } = await started({
      decide: ({ permission }) => permission.name !== 'idp.vault.read',
    });
    expect((await call('get', of('none'))).status).toBe(404);
    const refused = await call('get', of('orders', 'payments'));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      'You may not see the secrets of component:payments/orders',
    );
    expect((await call('get', '/secrets')).status).toBe(403);
    expect(
      (await call('get', '/rotations?from=2026-11-01&to=2026-11-02')).status,
    ).toBe(403);
  });

  it('all see all where the policy says so, what is nobody’s included', async () => {
    const plugin = await started();
    const all = await plugin.call('get', '/secrets');
    expect(paths(all).sort()).toEqual([
      'nobodys/thing',
      'nobodys/thing',
      'tenant-other/shop/key',
      'tenant-payments/orders/database',
    ]);
    expect(all.body.counts).toMatchObject({
      total: 4,
      finding: { foreign: 1, ok: 3 },
      group: { payments: 1, other: 1 },
    });
    expect(plugin.authorize).not.toHaveBeenCalled();
  });

  it('lists hold what one may see an entity of, and count nothing else', async () => {
    const plugin = await started({
      conditional: true,
      decide: ({ resourceRef }) => resourceRef === 'component:payments/orders',
    });
    const list = await plugin.call('get', '/secrets');
    expect(list.body.items).toMatchObject([
      {
        ref: { path: 'tenant-payments/orders/database' },
        entityRef: 'component:payments/orders',
        group: 'payments',
      },
    ]);
    expect(list.body.counts).toMatchObject({
      total: 1,
      group: { payments: 1 },
    });
    const calendar = await plugin.call(
      'get',
      '/rotations?from=2026-11-01&to=2027-11-01',
    );
    expect(
      calendar.body.days.flatMap(({ secrets }: any) =>
        secrets.map(({ ref }: any) => ref.path),
      ),
    ).toEqual(['tenant-payments/orders/database']);
  });

  it('nobody who is not signed in sees anything', async () => {
    const { server } = await started();
    for (const url of ['/secrets', of('orders', 'payments')]) {
      const { status } = await request(server)
        .get(`/api/idp-vault${url}`)
        .set('authorization', mockCredentials.none.header());
      expect([url, status]).toEqual([url, 401]);
    }
  });

  it('no token is in an answer or a log line, whatever fails', async () => {
    const local = await vault();
    local.tokens.set(TOKEN, metadataOnly);
    local.intercept = ({ headers, path }, res) => {
      if (!path.startsWith('kv/')) return false;
      res
        .writeHead(400, { 'content-type': 'application/json' })
        .end(
          JSON.stringify({ errors: [`bad token ${headers['x-vault-token']}`] }),
        );
      return true;
    };
    const plugin = await start({
      vaults: { local },
      entities: [tenant('payments')],
      ...platform,
    });
    const { text } = await plugin.call('get', '/secrets');
    expect(text).toContain('bad token ***');
    expect(`${text}${plugin.logged.join()}`).not.toContain(TOKEN);
  });
});
