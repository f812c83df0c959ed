import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';
import { ownerByRules } from './readOwners';

const read = (argocd: object) => readConfig(new ConfigReader({ argocd }));
const one = (instance: object, more: object = {}) =>
  read({
    appLocatorMethods: [
      {
        type: 'config',
        instances: [
          { name: 'local', url: 'https://argocd.example.com', ...instance },
        ],
      },
    ],
    ...more,
  });

describe('the configuration', () => {
  it('is that of the community plugins', () => {
    expect(
      read({
        username: 'portal',
        password: 'p',
        namespacedApps: true,
        appLocatorMethods: [
          {
            type: 'config',
            instances: [
              {
                name: 'local',
                url: 'http://argocd-server.argocd.svc',
                externalUrl: 'https://argocd.example.com/',
                token: 't',
              },
              { name: 'eks', url: 'https://argocd.eks.example.com' },
            ],
          },
        ],
      }),
    ).toMatchObject({
      confirmDetails: true,
      instances: [
        {
          name: 'local',
          publicUrl: 'https://argocd.example.com',
          signIn: { type: 'token', token: 't' },
        },
        {
          name: 'eks',
          publicUrl: 'https://argocd.eks.example.com',
          signIn: { type: 'password', username: 'portal', password: 'p' },
        },
      ],
    });
    expect(readConfig(new ConfigReader({})).instances).toEqual([]);
    expect(
      one({ url: 'http://argocd.argocd.svc.cluster.local', token: 't' }),
    ).toMatchObject({ instances: [{ publicUrl: undefined }] });
  });

  it('says that TLS stays on', () => {
    expect(one({ token: 't' }, { localDevelopment: true }).warnings).toEqual([
      expect.stringMatching(/caFile/),
    ]);
  });

  it.each<[() => unknown, RegExp]>([
    [() => one({}), /instances\[0\] has no way to sign in: write token/],
    [() => one({ token: 't', tokenFile: '/t' }), /several ways to sign in/],
    [() => one({ token: 't', url: 'argocd' }), /url is no address/],
    [
      () => one({ token: 't', url: 'https://a:secret@argocd' }),
      /url holds a user or password: write them/,
    ],
    [() => one({ token: 't', name: 'a/b' }), /name is 'a\/b': write letters/],
    [
      () => one({ oidc: { tokenUrl: 'https://k/t', clientId: 'c' } }),
      /oidc: write clientSecret or clientSecretFile/,
    ],
    [
      () => read({ appLocatorMethods: [{ type: 'cluster' }] }),
      /type is 'cluster': write config/,
    ],
    [
      () =>
        read({
          appLocatorMethods: [1, 2].map(() => ({
            type: 'config',
            instances: [{ name: 'a', url: 'https://a', token: 't' }],
          })),
        }),
      /names the instance 'a' twice/,
    ],
    [
      () => one({ token: 't' }, { claims: { details: 'all' } }),
      /claims.details is 'all': write confirmed or claimed/,
    ],
    [
      () => one({ token: 't' }, { owners: [{ owner: 'group:a/b' }] }),
      /owners\[0\] fits every Application/,
    ],
    [
      () =>
        one(
          { token: 't' },
          { owners: [{ owner: 'group:default/', project: 'x' }] },
        ),
      /owners\[0\].owner is 'group:default\/': write a full reference/,
    ],
    [
      () =>
        one(
          { token: 't' },
          { owners: [{ owner: 'a', project: 'x', instance: 'none' }] },
        ),
      /owners\[0\].instance is 'none': write one of local/,
    ],
    [
      () => one({ token: 't' }, { timeouts: { answer: '0s' } }),
      /timeouts.answer must be longer/,
    ],
  ])('is refused, in words: %#', (call, words) => {
    expect(call).toThrow(words);
    expect(call).not.toThrow(/secret@/);
  });

  it('says whose an Application is: the first rule that fits', () => {
    const { owners } = one(
      { token: 't' },
      {
        owners: [
          { owner: 'sre', project: 'payments', instance: 'local' },
          { owner: 'group:acme/pay', destinationNamespace: 'pay' },
        ],
      },
    );
    const app = {
      instance: 'local',
      namespace: 'argocd',
      name: 'a',
      project: 'payments',
      destination: { cluster: 'c', namespace: 'pay' },
      labels: {},
    };
    expect(ownerByRules(owners, app)).toBe('group:default/sre');
    expect(ownerByRules(owners, { ...app, instance: 'eks' })).toBe(
      'group:acme/pay',
    );
    expect(
      ownerByRules(owners, {
        ...app,
        project: 'x',
        destination: { cluster: 'c' },
      }),
    ).toBeUndefined();
  });
});
