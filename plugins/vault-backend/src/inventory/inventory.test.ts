import { useInventory } from '../__testUtils__/useInventory';
import { metadataOnly } from '../__testUtils__/FakeVault';

const HOUR_MS = 60 * 60 * 1000;

describe('the inventory', () => {
  const { fake, start } = useInventory();

  it('knows which secrets there are and how old they are, and asks for no value', async () => {
    const vault = await fake();
    vault.write('team/orders/db', { at: '2026-10-01T10:00:00Z' });
    vault.write('team/orders/db', { at: '2026-11-01T10:00:00Z' });
    vault.write('top', {
      custom: {
        owner: 'Group:default/Payments',
        'rotation-class': 'yearly',
        note: '<img src=x onerror=alert(1)>',
      },
    });
    const { inventories, rows, run } = await start(vault);
    await run();
    expect(rows()).toEqual({
      'kv/team/orders/db': {
        state: 'present',
        current: 2,
        oldest: 1,
        changedAt: '2026-11-01T10:00:00.000Z',
      },
      'kv/top': {
        state: 'present',
        current: 1,
        oldest: 1,
        changedAt: '2026-11-20T10:00:00.123Z',
        owner: 'group:default/payments',
        rotationClass: 'yearly',
      },
    });
    expect(inventories.states()).toMatchObject([
      { kind: 'vault', name: 'local', state: 'live', inventory: { paths: 2 } },
    ]);
    expect(vault.asked().sort()).toEqual([
      'LIST kv/metadata',
      'LIST kv/metadata/team',
      'LIST kv/metadata/team/orders',
      'kv/metadata/team/orders/db',
      'kv/metadata/top',
    ]);
  });

  it('afterwards lists folders, reads what is new, and what was read longest ago', async () => {
    let now = Date.parse('2026-11-26T10:00:00Z');
    const vault = await fake();
    for (const name of ['a', 'b', 'c']) vault.write(`team/${name}`);
    const { rows, run } = await start(vault, { now: () => now });
    await run();
    vault.asked();
    vault.write('team/new');
    vault.remove('team/b');
    await run();
    expect(vault.asked()).toEqual([
      'LIST kv/metadata',
      'LIST kv/metadata/team',
      'kv/metadata/team/new',
    ]);
    expect(Object.keys(rows())).toEqual([
      'kv/team/a',
      'kv/team/c',
      'kv/team/new',
    ]);
    now += HOUR_MS;
    vault.write('team/a', { at: '2026-11-26T10:30:00Z' });
    await run();
    expect(vault.asked().slice(2).sort()).toEqual([
      'kv/metadata/team/a',
      'kv/metadata/team/c',
      'kv/metadata/team/new',
    ]);
    expect(rows()['kv/team/a']).toMatchObject({
      current: 2,
      changedAt: '2026-11-26T10:30:00.000Z',
    });
  });

  it('knows a folder that is gone with all that was in it', async () => {
    const vault = await fake();
    vault.write('team/a/one');
    vault.write('team/b/two');
    const { index, rows, run } = await start(vault);
    await run();
    vault.remove('team/a/one');
    await run();
    expect(Object.keys(rows())).toEqual(['kv/team/b/two']);
    expect(
      index.atOrBelow({ server: 'local', mount: 'kv', path: 'team/a' }),
    ).toEqual([]);
  });

  it('is the same for a replica that did not look itself, and after a restart', async () => {
    const vault = await fake();
    vault.write('team/a');
    vault.write('team/b');
    const first = await start(vault);
    const second = await start(vault);
    const changes = jest.fn();
    second.inventories.onChange(changes);
    await first.run();
    vault.remove('team/a');
    await second.inventories.follow();
    expect(second.rows()).toEqual(first.rows());
    await first.run();
    await second.inventories.follow();
    expect(Object.keys(second.rows())).toEqual(['kv/team/b']);
    expect(second.inventories.states()).toEqual(first.inventories.states());
    expect(changes).toHaveBeenCalledTimes(2);
    const third = await start(vault);
    expect(third.rows()).toEqual(first.rows());
    vault.asked();
    await third.run();
    expect(vault.asked()).toEqual([
      'LIST kv/metadata',
      'LIST kv/metadata/team',
    ]);
  });

  it('tells nobody where nothing has changed but when Vault was asked', async () => {
    let now = Date.parse('2026-11-26T10:00:00Z');
    const vault = await fake();
    vault.write('team/a');
    const { inventories, run } = await start(vault, { now: () => now });
    await run();
    const changes = jest.fn();
    inventories.onChange(changes);
    now += HOUR_MS;
    await run();
    expect(vault.asked()).toContain('kv/metadata/team/a');
    expect(changes).not.toHaveBeenCalled();
    expect(inventories.states()[0].inventory?.oldestReadAt).toBe(
      '2026-11-26T11:00:00.000Z',
    );
  });

  it('has names without versions and times of an engine of version 1', async () => {
    const vault = await fake();
    vault.mounts.set('old', { version: 1, secrets: new Map() });
    vault.tokens.set('root-of-test', path =>
      path.startsWith('old/') ? ['list'] : metadataOnly(path),
    );
    vault.write('team/a', { mount: 'old' });
    const { rows, run } = await start(vault, {
      server: { engines: [{ mount: 'old', kvVersion: 1 }] },
    });
    await run();
    expect(rows()).toEqual({ 'old/team/a': { state: 'present' } });
    expect(vault.asked()).toEqual(['LIST old', 'LIST old/team']);
    vault.remove('team/a', 'old');
    await run();
    expect(rows()).toEqual({});
  });

  it('says that an engine is of another version', async () => {
    const vault = await fake();
    vault.mounts.set('kv', { version: 1, secrets: new Map() });
    const { inventories, run } = await start(vault);
    await run();
    expect(inventories.states()[0].problems).toEqual([
      'kv is of version 1: write kvVersion: 1',
    ]);
  });

  it('forgets an engine and a Vault that the configuration does not name any more', async () => {
    const vault = await fake();
    vault.mounts.set('two', { version: 2, secrets: new Map() });
    vault.tokens.set('root-of-test', path =>
      metadataOnly(path.replace(/^two\//, 'kv/')),
    );
    vault.write('a');
    vault.write('b', { mount: 'two' });
    const both = await start(vault, {
      server: { engines: [{ mount: 'kv' }, { mount: 'two' }] },
    });
    await both.run();
    expect(Object.keys(both.rows())).toEqual(['kv/a', 'two/b']);
    const one = await start(vault);
    await one.run();
    expect(Object.keys(one.rows())).toEqual(['kv/a']);
    const other = await start(vault, { server: { name: 'other' } });
    expect(other.rows()).toEqual({});
    expect(
      await other.knex('vault_secrets').where({ server: 'local' }),
    ).toEqual([]);
  });

  it('ends amid a run when the portal does, whatever it waits for, and says nothing of Vault', async () => {
    const vault = await fake();
    vault.write('team/a');
    const { inventories, logged, run } = await start(vault);
    const asked = new Promise<void>(resolve => {
      // Never answers
      vault.intercept = ({ path }) => {
        if (path.startsWith('kv/')) resolve();
        return path.startsWith('kv/');
      };
    });
    const running = run();
    await asked;
    await inventories.stop();
    await running;
    expect(inventories.states()).toMatchObject([
      { state: 'unknown', reason: undefined },
    ]);
    expect(logged).toEqual([]);
    vault.calls.length = 0;
    await run();
    expect(vault.calls).toEqual([]);
  });

  it('sends the namespace with every call but the one for its health', async () => {
    const vault = await fake();
    vault.write('a');
    const { run } = await start(vault, { server: { namespace: 'team/one' } });
    await run();
    const by = (wanted: boolean) =>
      vault.calls
        .filter(
          ({ headers }) =>
            (headers['x-vault-namespace'] === 'team/one') === wanted,
        )
        .map(({ path }) => path);
    expect(by(false)).toEqual(['sys/health']);
    expect(by(true)).toContain('kv/metadata/a');
  });
});
