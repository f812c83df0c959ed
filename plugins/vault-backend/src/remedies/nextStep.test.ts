import type { Rotation } from '@idp/plugin-vault-common';
import { putCommand, undeleteCommand } from './commands';
import { nextStep, type Standing } from './nextStep';

const ref = { server: 'local', mount: 'kv', path: 'tenant-a/shop/db' };
const step = (more: Partial<Standing>) =>
  nextStep({
    ref,
    because: 'contract',
    finding: 'ok',
    vault: { ref, state: 'present' },
    deliveries: [],
    writtenBy: 'group:default/a',
    ...more,
  });
const rotation = (state: Rotation['state']): Rotation => ({
  class: 'default',
  maxAgeDays: 90,
  dueAt: '2026-11-20T10:00:00.000Z',
  state,
});
const delivery = (more: object) => ({
  cluster: 'eks',
  state: 'waiting' as const,
  ...more,
});

describe('the next step', () => {
  it('is none where all is well', () => {
    expect(step({})).toBeUndefined();
    expect(
      step({
        vault: { ref, state: 'present', rotation: rotation('fresh') },
      }),
    ).toBeUndefined();
  });

  it('of a missing secret is to write it, with all keys that are asked for', () => {
    expect(
      step({
        finding: 'missing',
        vault: { ref, state: 'missing' },
        deliveries: [
          delivery({ keys: ['USER', 'PASSWORD'] }),
          delivery({ cluster: 'local', keys: ['USER', 'bad key; rm'] }),
        ],
      }),
    ).toEqual({
      message:
        'Nothing has been written to kv/tenant-a/shop/db yet. Somebody in the group a writes it. The command reads the JSON object {"USER": "…", "PASSWORD": "…"} from standard input.',
      command: 'vault kv put -mount=kv tenant-a/shop/db -',
    });
  });

  it('of a deleted one is to bring it back, of a destroyed one to write it anew', () => {
    const versions = { current: 3, oldest: 1 };
    expect(
      step({ finding: 'missing', vault: { ref, state: 'deleted', versions } }),
    ).toEqual({
      message:
        'Version 3 of kv/tenant-a/shop/db is deleted. Somebody in the group a brings it back, or writes a new one.',
      command: 'vault kv undelete -mount=kv -versions=3 tenant-a/shop/db',
    });
    expect(
      step({
        finding: 'missing',
        vault: { ref, state: 'destroyed', versions },
        writtenBy: undefined,
      }),
    ).toEqual({
      message:
        'Version 3 of kv/tenant-a/shop/db is destroyed and cannot be brought back. Whoever may write it writes it. The command reads the value from standard input.',
      command: 'vault kv put -mount=kv tenant-a/shop/db <key>=-',
    });
  });

  it.each([
    ['overdue', /^It should have been changed by 2026-11-20, after 90 days/],
    ['due-soon', /^It is to be changed by 2026-11-20 \(class default\)/],
  ] as const)('of one that is %s is to change it', (state, words) => {
    const found = step({
      vault: { ref, state: 'present', rotation: rotation(state) },
    });
    expect(found?.message).toMatch(words);
    expect(found?.command).toMatch(/^vault kv put/);
  });

  it('of one that has not arrived is what the delivery says', () => {
    const deliveries = [
      delivery({ state: 'delivered', message: 'fine' }),
      delivery({ state: 'stale', message: 'The store is not ready.' }),
    ];
    expect(step({ finding: 'not-delivered', deliveries })).toEqual({
      message: 'The store is not ready.',
    });
  });

  it('of what cannot be told is why', () => {
    expect(
      step({
        finding: 'unknown',
        vault: { ref, state: 'unknown', reason: 'It is sealed.' },
      }),
    ).toEqual({ message: 'It is sealed.' });
  });

  it.each([
    ['annotation', /^The annotation names kv\/tenant-a\/shop\/db, and nobody/],
    ['external-secret', /^An ExternalSecret reads kv\/tenant-a\/shop\/db/],
  ] as const)(
    'of a foreign one by %s is to have it confirmed',
    (because, words) => {
      expect(step({ because, finding: 'foreign', vault: undefined })).toEqual({
        message: expect.stringMatching(words),
      });
    },
  );

  it('of one that nobody asks for and that is deleted is to clear it away', () => {
    expect(
      step({ finding: 'unowned', vault: { ref, state: 'deleted' } }),
    ).toEqual({
      message: expect.stringMatching(/is deleted, .* takes away what is left/),
    });
  });

  it('of one that nobody asks for is to put it to use', () => {
    expect(step({ finding: 'unowned' })?.message).toMatch(
      /^No ExternalSecret reads kv\/tenant-a\/shop\/db/,
    );
  });
});

describe('a command', () => {
  it('holds nothing that a shell takes for something else', () => {
    const odd = { server: 's', mount: 'my kv', path: "it's; rm -rf ~ $(x)" };
    expect(putCommand(odd, ['A']).command).toBe(
      `vault kv put -mount='my kv' 'it'\\''s; rm -rf ~ $(x)' A=-`,
    );
    expect(putCommand({ ...ref, path: '-x' }, ['A']).command).toBe(
      `vault kv put -mount=kv '-x' A=-`,
    );
  });

  it('names the namespace where there is one', () => {
    expect(undeleteCommand(ref, 2, { namespace: 'team/one' })).toBe(
      'vault kv undelete -namespace=team/one -mount=kv -versions=2 tenant-a/shop/db',
    );
  });
});
