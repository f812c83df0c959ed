import { mockServices } from '@backstage/backend-test-utils';
import { readClusters } from './readClusters';

function read(methods: object[], kubernetes: object = {}) {
  return readClusters(
    mockServices.rootConfig({
      data: {
        kubernetes: { clusterLocatorMethods: methods },
        vault: { kubernetes },
      } as any,
    }),
  );
}

const config = (...clusters: object[]) => [{ type: 'config', clusters }];
const account = { authProvider: 'serviceAccount' };

describe('the clusters of the configuration', () => {
  it('are those of the Kubernetes plugin', () => {
    expect(
      read(
        config(
          {
            name: 'local',
            url: 'https://10.0.0.1:6443',
            ...account,
            serviceAccountToken: 'abc',
            caData: 'Y2E=',
            skipTLSVerify: true,
          },
          {
            name: 'eks',
            url: 'https://kubernetes.default.svc',
            authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
            caFile: '/ca.crt',
          },
        ),
      ),
    ).toEqual({
      clusters: [
        {
          name: 'local',
          url: 'https://10.0.0.1:6443',
          skipTLSVerify: true,
          caData: 'Y2E=',
          signIn: { type: 'token', token: 'abc' },
        },
        {
          name: 'eks',
          url: 'https://kubernetes.default.svc',
          skipTLSVerify: false,
          caFile: '/ca.crt',
          signIn: { type: 'pod' },
        },
      ],
      left: [],
      secretMetadata: false,
      warnings: [],
    });
  });

  it('may be what kubectl proxies', () => {
    expect(read([{ type: 'localKubectlProxy' }]).clusters).toEqual([
      {
        name: 'local',
        url: 'http://localhost:8001',
        skipTLSVerify: false,
        signIn: { type: 'none' },
      },
    ]);
  });

  it('are left where a person has to sign in, and of other locators, and both are told', () => {
    const { clusters, left, warnings } = read([
      ...config({ name: 'aws', url: 'https://a', authProvider: 'aws' }),
      { type: 'gke', projectId: 'x' },
    ]);
    expect(clusters).toEqual([]);
    expect(left).toEqual([
      { name: 'aws', reason: expect.stringContaining("'aws'") },
    ]);
    expect(warnings).toEqual([expect.stringContaining("type 'gke'")]);
  });

  it('may be some of them', () => {
    const methods = config(
      { name: 'a', url: 'https://a', ...account },
      { name: 'b', url: 'https://b', ...account },
      { name: 'c', url: 'https://c', authProvider: 'google' },
    );
    const { clusters, left, warnings } = read(methods, {
      clusters: ['b', 'z'],
      secretMetadata: true,
    });
    expect(clusters.map(({ name }) => name)).toEqual(['b']);
    expect(left).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("names 'z'")]);
  });

  it.each([
    [
      [
        { name: 'a', url: 'https://a', ...account },
        { name: 'a', url: 'https://b', ...account },
      ],
      /two clusters of the name 'a'/,
    ],
    [[{ name: 'a', url: 'unix:///x', ...account }], /url of cluster 'a'/],
  ])('are refused as %j', (clusters, words) => {
    expect(() => read(config(...clusters))).toThrow(words);
  });

  it('are none without the Kubernetes plugin', () => {
    expect(
      readClusters(mockServices.rootConfig({ data: {} })).clusters,
    ).toEqual([]);
  });
});
