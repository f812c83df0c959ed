import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { ArgoCDDeployments } from './ArgoCDDeployments';

const asked = {
  entityRef: 'component:payments/orders',
  from: new Date('2026-11-26T00:00:00Z'),
  to: new Date('2026-11-26T06:00:00Z'),
  credentials: mockCredentials.user('user:default/kim'),
};

const application = (rest: object = {}) => ({
  ref: { instance: 'eks', namespace: 'argocd', name: 'payments--orders' },
  confirmed: true,
  deployments: [
    {
      id: 2,
      revisions: ['b'.repeat(40)],
      deployedAt: '2026-11-26T05:00:00Z',
      by: 'kim',
      // Deployed at a later commit, of somebody else.
      change: { id: '7', title: 'Orders 1.4', revision: 'd'.repeat(40) },
    },
    {
      id: 1,
      revisions: ['a'.repeat(40)],
      deployedAt: '2026-11-26T01:00:00Z',
    },
    { id: 0, revisions: ['c'.repeat(40)], deployedAt: '2026-11-20T01:00:00Z' },
  ],
  ...rest,
});

function deployments(answer: () => Promise<unknown>) {
  const getEntityApplications = jest.fn(
    async (_ref: any, _options?: any) => answer() as any,
  );
  return {
    source: new ArgoCDDeployments({
      auth: mockServices.auth(),
      argocd: { getEntityApplications },
    }),
    getEntityApplications,
  };
}

const refusal = async (status: number) =>
  ResponseError.fromResponse(
    new Response('{}', { status }) as Parameters<
      typeof ResponseError.fromResponse
    >[0],
  );

describe('deployments of Argo CD', () => {
  it('are marks within the range, with the change that brought them', async () => {
    const { source, getEntityApplications } = deployments(async () => ({
      applications: [application()],
      revisions: {},
    }));
    expect(await source.markersOf(asked)).toEqual([
      {
        environment: 'eks',
        at: '2026-11-26T05:00:00Z',
        label: 'Orders 1.4',
        revision: 'b'.repeat(40),
        change: { id: '7', title: 'Orders 1.4' },
        by: 'kim',
      },
      {
        environment: 'eks',
        at: '2026-11-26T01:00:00Z',
        label: 'aaaaaaa',
        revision: 'a'.repeat(40),
      },
    ]);
    const [ref, options] = getEntityApplications.mock.calls[0];
    expect(ref).toBe('component:payments/orders');
    // Asked in the name of the person, so their permissions decide.
    expect(options.token).toContain('user:default/kim');
    expect(options.token).toContain('idp-argocd');
  });

  it('are none of an Application that is not confirmed', async () => {
    const { source } = deployments(async () => ({
      applications: [application({ confirmed: false })],
      revisions: {},
    }));
    expect(await source.markersOf(asked)).toEqual([]);
  });

  it.each([403, 404])('are none where the answer is %i', async status => {
    const { source } = deployments(async () => {
      throw await refusal(status);
    });
    expect(await source.markersOf(asked)).toEqual([]);
  });

  it('are an error where Argo CD’s plugin fails', async () => {
    const { source } = deployments(async () => {
      throw await refusal(500);
    });
    await expect(source.markersOf(asked)).rejects.toThrow('500');
  });
});
