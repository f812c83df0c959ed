import { SecretLists } from './SecretLists';
import { entryOf } from './SecretTable';

const credentials: any = { principal: { userEntityRef: 'user:default/kim' } };
const query = { filter: {}, limit: 10 };

describe('lists', () => {
  let time = 1_000_000;
  function lists(visible: any = 'all') {
    let changes = 0;
    const build = jest.fn(async () => {
      const entry = entryOf(
        {
          finding: 'ok',
          ref: { server: 'local', mount: 'kv', path: `at-${changes}` },
        },
        ['component:default/a'],
      );
      time += 300;
      return [entry];
    });
    const subject = new SecretLists({
      build,
      version: () => String(changes),
      visible: { of: async () => visible } as any,
      now: () => time,
    });
    return {
      build,
      change: () => {
        changes += 1;
      },
      path: async () =>
        (await subject.list(credentials, query))?.items[0]?.ref.path,
    };
  }

  it('are made once for all who look', async () => {
    const { build, path } = lists();
    await Promise.all([path(), path(), path()]);
    await path();
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('are made anew after a change, and then not for ten times as long as it took', async () => {
    const { build, change, path } = lists();
    await path();
    change();
    time += 2_999;
    expect(await path()).toBe('at-0');
    time += 1;
    expect(await path()).toBe('at-1');
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('are made anew each minute, as time alone makes a secret due', async () => {
    const { build, path } = lists();
    await path();
    time += 60_000;
    await path();
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('are none for who may see nothing', async () => {
    expect(await lists('none').path()).toBeUndefined();
    expect(await lists(new Set(['component:default/b'])).path()).toBe(
      undefined,
    );
    expect(await lists(new Set(['component:default/a'])).path()).toBe('at-0');
  });
});
