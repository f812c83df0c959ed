import { ConfigReader } from '@backstage/config';
import { readPollSeconds } from './pollSeconds';

describe.each(['changes.pollSeconds', 'catalog.providers.tenants.pollSeconds'])(
  '%s',
  key => {
    const read = (pollSeconds?: number, forge: 'local' | 'gitea' = 'gitea') =>
      readPollSeconds(
        new ConfigReader({
          changes: { pollSeconds },
          catalog: { providers: { tenants: { pollSeconds } } },
        }),
        key,
        forge,
      );

    it('is short for a forge on this machine and a minute for others', () => {
      expect([read(undefined, 'local'), read(), read(10)]).toEqual([3, 60, 10]);
    });

    it.each([0, -1, 4000])('refuses %s and says what to write', seconds => {
      expect(() => read(seconds)).toThrow(
        `${key} is ${seconds}: write 1 to 3600`,
      );
    });
  },
);
