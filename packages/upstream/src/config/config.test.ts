import { ConfigReader } from '@backstage/config';
import { readName } from './readName';
import { readOidc } from './readOidc';
import { readTimeout } from './readTimeout';
import { reachable, readUrl } from './readUrl';

const address = (text: string, key = 'a.url') =>
  readUrl(text, key, 'write them in auth');

describe('an address', () => {
  it('is as it was written', () => {
    expect(address('https://a.example.com/b/')).toBe(
      'https://a.example.com/b/',
    );
  });

  it.each([
    ['argocd', 'a.url is no address: write one that begins with https://'],
    ['ftp://a', 'a.url is no address: write one that begins with https://'],
    ['https://u:p@a', 'a.url holds a user or password: write them in auth'],
    ['https://a?b=c', 'a.url holds a query or fragment: write it without'],
    ['https://a#b', 'a.url holds a query or fragment: write it without'],
  ])('%s is refused with its key, and not said again', (text, message) => {
    expect(() => address(text)).toThrow(message);
  });

  it.each([
    'http://argocd.argocd.svc',
    'http://argocd.argocd.svc.cluster.local:8080',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('%s is none that a browser gets to', url => {
    expect(reachable(url)).toBeUndefined();
  });

  it.each(['https://argocd.example.com', 'https://svc.example.com'])(
    '%s is one that a browser gets to',
    url => {
      expect(reachable(url)).toBe(url);
    },
  );
});

describe('what the configuration says of an upstream', () => {
  const oidc = (more: object) =>
    readOidc(
      new ConfigReader({ tokenUrl: 'https://a/token', clientId: 'b', ...more }),
      'a.oidc',
      address,
    );

  it('signs in by OpenID with a secret, or with one from a file', () => {
    expect(oidc({ clientSecret: 's', scope: 'c' })).toEqual({
      tokenUrl: 'https://a/token',
      clientId: 'b',
      clientSecret: 's',
      scope: 'c',
    });
    expect(oidc({ clientSecretFile: '/f', caFile: '/ca' })).toEqual({
      tokenUrl: 'https://a/token',
      clientId: 'b',
      clientSecretFile: '/f',
      caFile: '/ca',
    });
    for (const more of [{}, { clientSecret: 's', clientSecretFile: '/f' }]) {
      expect(() => oidc(more)).toThrow(
        'a.oidc: write clientSecret or clientSecretFile, and one',
      );
    }
    expect(() => oidc({ clientSecret: 's', tokenUrl: 'a' })).toThrow(
      'a.oidc.tokenUrl is no address',
    );
  });

  it('names it in a few letters', () => {
    expect(readName('eu-west.1', 'a.name')).toBe('eu-west.1');
    for (const name of ['', '-a', 'a/b', 'a b', 'a'.repeat(64)]) {
      expect(() => readName(name, 'a.name')).toThrow(
        `a.name is '${name}': write letters, digits, dots, - and _, at most 63`,
      );
    }
  });

  it('gives it some time', () => {
    const config = new ConfigReader({
      timeouts: { connect: '2s', answer: { seconds: 0 } },
    });
    const read = (key: string) => readTimeout(config, `timeouts.${key}`, 'a');
    expect(read('connect')).toBe(2_000);
    expect(read('idle')).toBeUndefined();
    expect(readTimeout(undefined, 'timeouts.idle', 'a')).toBeUndefined();
    expect(() => read('answer')).toThrow(
      'a.timeouts.answer must be longer than nothing',
    );
  });
});
