import { madeUpData } from './madeUpData';
import type { Vault } from './Vault';

const DAY = 24 * 60 * 60 * 1000;

/** Days ago that the versions of what Git expects were written; the last is the current one. Each path has one of these. */
const AGES = [[212, 121, 34], [48, 12], [310, 240, 155], [9]];

/**
 * What is in Vault when the sandbox starts: what main expects by then, with a past, and some that no one in Git knows of.
 *
 * @param wanted - the keys that are asked for, by path
 * @param turn - shifts the ages, so that environments differ
 */
export function seedVault(
  vault: Vault,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  turn: number,
): void {
  const { kv, clock } = vault;
  const daysAgo = (days: number) =>
    new Date(clock.now().getTime() - days * DAY);
  const write = (
    path: string,
    keys: Iterable<string>,
    ages: readonly number[],
  ) => {
    for (const days of ages) kv.write(path, madeUpData(keys), daysAgo(days));
  };
  [...wanted.keys()].sort().forEach((path, index) => {
    // A person may have been faster.
    if (kv.get(path)) return;
    write(path, wanted.get(path)!, AGES[(index + 2 * turn) % AGES.length]);
  });

  write('tenant-demo/hello/previous-token', ['API_TOKEN'], [400, 230]);
  kv.delete('tenant-demo/hello/previous-token');
  write('legacy/billing/ftp', ['user', 'password'], [710]);
  write('shared/mail/relay', ['username', 'password'], [95, 5]);
  kv.describe('shared/mail/relay', {
    customMetadata: {
      owner: 'group:default/platform',
      description: 'Account at the mail relay',
      'rotation-class': 'default',
    },
  });
}
