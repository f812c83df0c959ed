import { renewedToken, type IssuedToken } from './renewedToken';

describe('a token that is renewed', () => {
  let time = 1_000_000;
  const SIXTY = 60_000;

  function issuing() {
    const asked: Array<string | undefined> = [];
    let fail = false;
    const credential = renewedToken({
      async get(current): Promise<IssuedToken> {
        asked.push(current);
        if (fail) throw new Error('down');
        return { token: `t${asked.length}`, expiresAt: time + SIXTY };
      },
      secrets: () => ['password'],
      now: () => time,
    });
    return {
      asked,
      credential,
      fails: (whether: boolean) => {
        fail = whether;
      },
    };
  }

  it('is got once for all who ask, and kept for three quarters of its life', async () => {
    const { asked, credential } = issuing();
    await Promise.all([credential.headers(), credential.headers()]);
    time += SIXTY * 0.75 - 1;
    expect(await credential.headers()).toEqual({ authorization: 'Bearer t1' });
    expect(asked).toEqual([undefined]);
    time += 1;
    expect(await credential.headers()).toEqual({ authorization: 'Bearer t2' });
    expect(asked).toEqual([undefined, 't1']);
    expect(credential.secrets()).toEqual(['password', 't2', 't1']);
  });

  it('goes on with the old one while no new one is to be had, and does not ask for each call', async () => {
    const { asked, credential, fails } = issuing();
    await credential.headers();
    time += SIXTY * 0.75;
    fails(true);
    for (const _ of [1, 2, 3]) {
      expect(await credential.headers()).toEqual({
        authorization: 'Bearer t1',
      });
    }
    expect(asked).toHaveLength(2);
    fails(false);
    time += 10_000;
    expect(await credential.headers()).toEqual({ authorization: 'Bearer t3' });
  });

  it('is another one after the upstream has refused it', async () => {
    const { asked, credential } = issuing();
    await credential.headers();
    expect(await credential.refused()).toBe(true);
    expect(asked).toEqual([undefined, undefined]);
    expect(await credential.headers()).toEqual({ authorization: 'Bearer t2' });
  });

  it('is no token at all where none was ever issued', async () => {
    const { credential, fails } = issuing();
    fails(true);
    await expect(credential.headers()).rejects.toThrow('down');
    expect(credential.secrets()).toEqual(['password']);
  });

  it('may be sent in a header of its own', async () => {
    const credential = renewedToken({
      get: async () => ({ token: 't' }),
      headers: token => ({ 'x-vault-token': token }),
    });
    expect(await credential.headers()).toEqual({ 'x-vault-token': 't' });
  });
});
