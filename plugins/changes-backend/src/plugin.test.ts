import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  DefaultEventsService,
  eventsServiceRef,
  type EventParams,
} from '@backstage/plugin-events-node';
import { changesEventTopic } from '@idp/plugin-changes-common';
import {
  createLocalForge,
  forgeServiceRef,
  ForgeError,
  type ForgeClient,
  type OpenChangeRequest,
} from '@idp/plugin-changes-node';
import { startBackend, until } from '@idp/testing-node';
import request from 'supertest';
import changesPlugin from '.';

const sam = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'sam', namespace: 'default' },
  spec: { profile: { displayName: 'Sam Rivera', email: 'sam@example.com' } },
};

const portal = { name: 'Portal', email: 'portal@users.noreply.invalid' };

function changeOf(
  key: string,
  file: string,
  content = 'a: 1\n',
): OpenChangeRequest {
  return {
    key,
    title: `Change ${key}`,
    body: 'What will exist',
    entityRefs: [`system:default/${key.split('/')[1]}`],
    author: {
      name: 'Sam',
      email: 'sam@example.com',
      entityRef: 'user:default/sam',
    },
    files: [{ path: file, content: Buffer.from(content) }],
  };
}

const tenantFile = (tenant: string) =>
  `gitops/tenants/${tenant}/boundary/tenant.yaml`;

const workloadFile = (tenant: string) =>
  `gitops/tenants/${tenant}/workloads/hello/base/workload.yaml`;

describe('idp-changes', () => {
  let folder: string;
  let forge: ForgeClient;
  let stop: (() => Promise<void>) | undefined;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'idp-changes-'));
    const seed = path.join(folder, 'seed');
    await fs.mkdir(path.join(seed, 'gitops/tenants/demo/boundary'), {
      recursive: true,
    });
    await fs.writeFile(path.join(seed, tenantFile('demo')), 'kind: Tenant\n');
    forge = createLocalForge({
      path: path.join(folder, 'forge.git'),
      seedFrom: seed,
      branchPrefix: 'portal/',
      portal,
      logger: mockServices.logger.mock(),
    });
  });
  afterEach(async () => {
    await stop?.();
    stop = undefined;
    await forge.close?.();
    await fs.rm(folder, { recursive: true, force: true });
  });

  async function start(
    options: {
      owns?: string[];
      admin?: boolean;
      reads?: boolean;
      client?: ForgeClient;
    } = {},
  ) {
    const { owns = [], admin = false, reads = true, client = forge } = options;
    const events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    const published: EventParams[] = [];
    await events.subscribe({
      id: 'test',
      topics: [changesEventTopic],
      onEvent: async params => {
        published.push(params);
      },
    });
    const plugin = await startBackend({
      pluginId: 'idp-changes',
      features: [
        changesPlugin,
        createServiceFactory({
          service: forgeServiceRef,
          deps: {},
          factory: () => client,
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
      ],
      config: { changes: { pollSeconds: 3600 } },
      entities: [sam],
      decide: ({ permission, resourceRef }) =>
        ({
          'idp.changes.read': reads,
          'idp.changes.administer': admin,
          'idp.changes.merge': owns.includes(resourceRef!),
        }[permission.name] ?? false),
    });
    stop = plugin.stop;
    return { ...plugin, ...plugin.as('user:default/sam'), published, events };
  }

  it('lists, filters and pages through changes', async () => {
    for (const tenant of ['payments', 'billing', 'search']) {
      await forge.openChange(
        changeOf(`onboard-tenant/${tenant}`, tenantFile(tenant)),
      );
    }
    await forge.closeChange('2', { person: portal });
    const { call } = await start();

    const open = await call('get', '/changes');
    expect(open.body.items.map((c: any) => c.id)).toEqual(['3', '1']);
    expect(open.body.freshness.since).toMatch(/^20/);

    const first = await call('get', '/changes?state=all&limit=2');
    expect(first.body.items.map((c: any) => c.id)).toEqual(['3', '2']);
    const second = await call(
      'get',
      `/changes?state=all&limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(second.body.items.map((c: any) => c.id)).toEqual(['1']);
    expect(second.body.nextCursor).toBeUndefined();

    const one = async (query: string) =>
      (await call('get', `/changes?${query}`)).body.items.map((c: any) => c.id);
    expect(await one('entityRef=system:default/payments')).toEqual(['1']);
    expect(await one('q=SEARCH+tenant')).toEqual(['3']);
    expect(await one('author=user:default/kim')).toEqual([]);
    expect(await one('state=closed')).toEqual(['2']);
  });

  it('shows one change with its files and what the person may do', async () => {
    await forge.openChange(
      changeOf('onboard-tenant/payments', tenantFile('payments')),
    );
    const { call } = await start({ admin: true });
    const change = await call('get', '/changes/1');
    expect(change.body).toMatchObject({
      title: 'Change onboard-tenant/payments',
      mergeability: { status: 'mergeable', conflicts: [] },
      permissions: { merge: true, close: true },
    });
    const files = await call('get', '/changes/1/files');
    expect(files.body.items).toMatchObject([
      { path: tenantFile('payments'), status: 'added', additions: 1 },
    ]);
    expect(files.body.items[0].patch).toContain('+a: 1');
    await call('get', '/changes/99').expect(404);
  });

  it('merges for an owner, tells everybody, and answers the same when asked again', async () => {
    await forge.openChange(
      changeOf('add/demo', workloadFile('demo'), 'b: 2\n'),
    );
    const { call, signals, published } = await start({
      owns: ['system:default/demo'],
    });
    const merged = await call('post', '/changes/1/merge').expect(200);
    expect(merged.body).toMatchObject({ state: 'merged' });
    const { commit } = await forge.getHead();
    expect(merged.body.mergeCommit).toBe(commit);
    const files = await forge.readFiles({
      commit,
      paths: [workloadFile('demo')],
    });
    expect(files.get(workloadFile('demo'))!.content.toString()).toBe('b: 2\n');

    await call('post', '/changes/1/merge').expect(200);
    expect((await call('get', '/changes/1')).body.permissions).toEqual({
      merge: false,
      close: false,
    });
    expect(published.map(p => p.eventPayload)).toContainEqual({
      reason: 'change-updated',
      changeId: '1',
    });
    expect(published.map(p => p.eventPayload)).toContainEqual({
      reason: 'head-moved',
      commit,
    });
    await until(
      () => signals.publish.mock.calls.length,
      calls => calls > 0,
    );
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'idp:changes',
      message: {},
    });
  });

  it('refuses who owns none of what the files belong to, whatever the change says of itself', async () => {
    await forge.openChange({
      ...changeOf('add/demo', tenantFile('payments')),
      entityRefs: ['system:default/demo'],
    });
    const { call } = await start({ owns: ['system:default/demo'] });
    const refused = await call('post', '/changes/1/merge').expect(403);
    expect(refused.body.error.message).toMatch(/may not merge change 1/);
    expect((await forge.getChange('1')).state).toBe('open');
    await call('post', '/changes/1/close').expect(403);
  });

  it('merges what it has judged, and not what came in the meantime', async () => {
    await forge.openChange(changeOf('edit/demo', workloadFile('demo')));
    const { call } = await start({ owns: ['system:default/demo'] });
    const read = forge.getChangeFiles.bind(forge);
    jest.spyOn(forge, 'getChangeFiles').mockImplementationOnce(async id => {
      const files = await read(id);
      await forge.openChange(
        changeOf('edit/demo', 'templates/x/template.yaml'),
      );
      return files;
    });
    const refused = await call('post', '/changes/1/merge').expect(409);
    expect(refused.body.error.message).toMatch(/updated in the meantime/);
    expect((await forge.getChange('1')).state).toBe('open');
  });

  it('judges the files as they are, and not as they were when somebody looked', async () => {
    await forge.openChange(changeOf('edit/demo', workloadFile('demo')));
    const { call } = await start({ owns: ['system:default/demo'] });
    await call('get', '/changes/1/files').expect(200);
    jest.spyOn(forge, 'getChangeFiles').mockResolvedValueOnce([
      {
        path: 'templates/x/template.yaml',
        status: 'modified',
        additions: 1,
        deletions: 0,
      },
    ]);
    await call('post', '/changes/1/merge').expect(403);
    expect((await forge.getChange('1')).state).toBe('open');
  });

  it('merges into the base branch only', async () => {
    await forge.openChange(changeOf('edit/demo', workloadFile('demo')));
    const { call } = await start({ admin: true });
    const change = await forge.getChange('1');
    jest
      .spyOn(forge, 'getChange')
      .mockResolvedValueOnce({ ...change, baseBranch: 'elsewhere' });
    const refused = await call('post', '/changes/1/merge').expect(409);
    expect(refused.body.error.message).toMatch(/goes into elsewhere/);
    expect((await forge.getChange('1')).state).toBe('open');
  });

  it('leaves the boundary that holds an owner in to administrators', async () => {
    await forge.openChange(changeOf('edit/demo', tenantFile('demo'), 'b: 2\n'));
    const owner = await start({ owns: ['system:default/demo'] });
    const { body } = await owner.call('get', '/changes/1').expect(200);
    expect(body.permissions).toEqual({ merge: false, close: false });
    await owner.call('post', '/changes/1/merge').expect(403);
  });

  it('leaves files outside of every tenant to administrators', async () => {
    await forge.openChange(changeOf('edit/path', 'templates/x/template.yaml'));
    const owner = await start({ owns: ['system:default/demo'] });
    await owner.call('post', '/changes/1/merge').expect(403);
    await stop!();
    const admin = await start({ admin: true });
    const closed = await admin.call('post', '/changes/1/close').expect(200);
    expect(closed.body.state).toBe('closed');
  });

  it('answers 409 with the files that conflict', async () => {
    await forge.openChange(
      changeOf('add/demo', tenantFile('demo'), 'one: 1\n'),
    );
    await forge.openChange(
      changeOf('edit/demo', tenantFile('demo'), 'two: 2\n'),
    );
    const { call } = await start({ admin: true });
    await call('post', '/changes/1/merge').expect(200);
    const conflict = await call('post', '/changes/2/merge').expect(409);
    expect(conflict.body.error.message).toContain(tenantFile('demo'));
    expect(conflict.body.error.files).toEqual([tenantFile('demo')]);
    expect((await call('get', '/changes/2')).body.mergeability).toEqual({
      status: 'conflict',
      conflicts: [tenantFile('demo')],
    });
  });

  it('loses none of 30 merges at once', async () => {
    const tenants = Array.from(
      { length: 30 },
      (_, index) => `team-${String.fromCharCode(97 + (index % 26))}${index}`,
    );
    for (const tenant of tenants) {
      await forge.openChange(
        changeOf(`onboard-tenant/${tenant}`, tenantFile(tenant)),
      );
    }
    const { call } = await start({ admin: true });
    const answers = await Promise.all(
      tenants.map((_, index) => call('post', `/changes/${index + 1}/merge`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(tenants.map(() => 200));
    const { commit } = await forge.getHead();
    const files = await forge.listFiles({ commit, folder: 'gitops/tenants' });
    expect(files.map(({ path: file }) => file).sort()).toEqual(
      ['demo', ...tenants].map(tenantFile).sort(),
    );
  }, 60_000);

  it('says who has a name already', async () => {
    await forge.openChange(
      changeOf('onboard-tenant/payments', tenantFile('payments')),
    );
    const { call } = await start();
    const ask = async (query: string) =>
      (await call('get', `/names?${query}`)).body;
    expect(await ask('tenant=search')).toEqual({ available: true });
    expect(await ask('tenant=demo')).toEqual({
      available: false,
      takenBy: { kind: 'main' },
    });
    expect(await ask('tenant=payments')).toMatchObject({
      takenBy: { kind: 'change', id: '1', author: { name: 'Sam' } },
    });
    expect((await ask('tenant=Pay--ments')).problem).toMatch(/upper-case/);
    expect(await ask('tenant=demo&workload=hello')).toEqual({
      available: true,
    });
    await call('get', '/names?tenant=demo&secret=x').expect(400);
  });

  it('shows nothing of a change to who may not read changes', async () => {
    await forge.openChange(
      changeOf('onboard-tenant/payments', tenantFile('payments')),
    );
    const { call, server } = await start({ reads: false });
    await call('get', '/changes').expect(403);
    await call('get', '/changes/1/files').expect(403);
    await call('post', '/changes/1/merge').expect(403);
    expect((await call('get', '/names?tenant=payments')).body).toEqual({
      available: false,
      takenBy: { kind: 'change' },
    });
    await request(server)
      .get('/api/idp-changes/changes')
      .set('authorization', mockCredentials.none.header())
      .expect(401);
  });

  it.each([
    '/changes?state=nope',
    '/changes?limit=1000',
    '/changes?cursor=../../x',
    '/changes?entityRef=%00',
    '/changes?unknown=1',
    '/changes/0x1',
    '/changes/..%2f1',
    '/changes/1%20or%201',
  ])('refuses %s with a reason', async url => {
    const { call } = await start();
    const answer = await call('get', url).expect(400);
    expect(answer.body.error.message).toMatch(/^The (query|id): /);
  });

  it('goes on showing what it knows while the forge is down', async () => {
    await forge.openChange(
      changeOf('onboard-tenant/payments', tenantFile('payments')),
    );
    let down = false;
    const client = new Proxy(forge, {
      get(target, name) {
        const member = (target as any)[name];
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          if (down) throw new ForgeError('unavailable', 'The forge is down');
          return member.apply(target, args);
        };
      },
    });
    const { call, events } = await start({ client, admin: true });
    expect((await call('get', '/changes')).body.items).toHaveLength(1);
    down = true;
    await events.publish({
      topic: changesEventTopic,
      eventPayload: { reason: 'change-updated' },
    });
    const stale = await call('get', '/changes');
    expect(stale.body.items).toHaveLength(1);
    expect(stale.body.freshness.error).toBe('The forge is down');
    await call('get', '/changes/1').expect(200);
    const refused = await call('post', '/changes/1/merge').expect(503);
    expect(refused.body.error.message).toBe('The forge is down');
    down = false;
    await events.publish({
      topic: changesEventTopic,
      eventPayload: { reason: 'change-updated' },
    });
    expect(
      (await call('get', '/changes')).body.freshness.error,
    ).toBeUndefined();
  });

  it('sees what the scaffolder opened as soon as it is told', async () => {
    const { call, events } = await start();
    expect((await call('get', '/changes')).body.items).toEqual([]);
    await forge.openChange(
      changeOf('onboard-tenant/payments', tenantFile('payments')),
    );
    await events.publish({
      topic: changesEventTopic,
      eventPayload: { reason: 'change-updated', changeId: '1' },
    });
    expect((await call('get', '/changes')).body.items).toHaveLength(1);
  });
});
