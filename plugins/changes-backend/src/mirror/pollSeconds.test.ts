import { ConfigReader } from '@backstage/config';
import { readPollSeconds } from './pollSeconds';

describe('changes.pollSeconds', () => {
  const read = (pollSeconds?: number, forge: 'local' | 'gitea' = 'gitea') =>
    readPollSeconds(new ConfigReader({ changes: { pollSeconds } }), forge);

  it('is short for a forge on this machine and a minute for others', () => {
    expect([read(undefined, 'local'), read(), read(10)]).toEqual([3, 60, 10]);
  });

  it.each([0, -1, 4000])('refuses %s and says what to write', seconds => {
    expect(() => read(seconds)).toThrow(
      `changes.pollSeconds is ${seconds}: write 1 to 3600`,
    );
  });
});
