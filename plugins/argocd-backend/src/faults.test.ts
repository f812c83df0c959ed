import { component, until, sendJson } from '@idp/testing-node';
import { TOKEN } from './__testUtils__/startPlugin';
import { usePlugin } from './__testUtils__/usePlugin';
import { type FakeArgoCD } from './__testUtils__/FakeArgoCD';
import { wireApplication } from './__testUtils__/wireApplication';

const orders = '/entities/component/default/orders/applications';
const owned = {
  ownerOf: ({ name }: { name: string }) => ({
    entityRefs: [`component:default/${name}`],
  }),
};
const CANARY = 'canary-value-of-a-secret';

describe('an Argo CD that fails', () => {
  const { fake, start } = usePlugin();

  async function started(config: object = {}) {
    const local = await fake(wireApplication());
    const eks = await fake(wireApplication());
    const plugin = await start({
      instances: { local, eks },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
      ownership: owned,
      config,
    });
    return { local, eks, plugin };
  }
  type Answer = Parameters<FakeArgoCD['intercept']>[1];

  it.each<[string, (res: Answer) => void, number, string, RegExp]>([
    [
      '401',
      res => sendJson(res, 401, {}),
      502,
      'unauthorized',
      /credential \(401\)/,
    ],
    [
      '403',
      res => sendJson(res, 403, {}),
      502,
      'forbidden',
      /account do this \(403\)/,
    ],
    [
      '404',
      res => sendJson(res, 404, {}),
      404,
      'not-found',
      /does not have this/,
    ],
    ['429', res => sendJson(res, 429, {}), 503, 'rate-limited', /fewer calls/],
    ['500', res => sendJson(res, 500, {}), 502, 'failed', /failed \(500\)/],
    [
      'a page',
      res => res.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      502,
      'bad-answer',
      /a page for browsers/,
    ],
    [
      'JSON cut short',
      res =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"nodes":[{"kind":'),
      502,
      'bad-answer',
      /broken or cut short/,
    ],
    [
      '200 MB',
      res => {
        res.writeHead(200, {
          'content-type': 'application/json',
          'content-length': String(200 * 1024 * 1024),
        });
        res.write(' ');
      },
      502,
      'too-large',
      /answered with more than 32768 KiB/,
    ],
    ['nothing', () => {}, 504, 'timeout', /did not answer within 0.3 s/],
    [
      'bytes, slowly',
      res => {
        res.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => res.write(' '), 20);
        res.on('close', () => clearInterval(timer));
      },
      504,
      'timeout',
      /did not answer within 0.3 s/,
    ],
    [
      'a redirect',
      res =>
        res
          .writeHead(302, { location: 'https://example.com/login?state=x' })
          .end(),
      502,
      'redirected',
      /the host example.com, which is not followed/,
    ],
    [
      'an end',
      res => res.destroy(),
      503,
      'unreachable',
      /closed the connection/,
    ],
  ])('with %s is told of in words, and the rest goes on', async (...row) => {
    const [, answer, status, code, words] = row;
    const { eks, plugin } = await started({ timeouts: { answer: '300ms' } });
    eks.intercept = ({ path }, res) => {
      if (!path.endsWith('/resource-tree')) return false;
      answer(res);
      return true;
    };
    const failed = await plugin.call(
      'get',
      `${orders}/eks/argocd/orders/resources`,
    );
    expect([failed.status, failed.body.error.code]).toEqual([status, code]);
    expect(failed.body.error.message).toMatch(words);
    expect(failed.body.error.message).not.toMatch(/127\.0\.0\.1|state=x/);

    const state = await plugin.call('get', orders);
    expect(state.body.applications).toHaveLength(2);
    const other = await plugin.call(
      'get',
      `${orders}/local/argocd/orders/resources`,
    );
    expect(other.status).toBe(200);
  });

  it('is shown as it was, and since when', async () => {
    const { eks, plugin } = await started();
    eks.intercept = (_, res) => {
      res.destroy();
      return true;
    };
    eks.cutStreams();
    const { body } = await until(
      () => plugin.call('get', orders),
      answer =>
        answer.body.instances.find(({ name }: any) => name === 'eks').state ===
        'stale',
    );
    expect(body.applications).toHaveLength(2);
    expect(body.instances).toMatchObject([
      { name: 'local', state: 'live' },
      {
        name: 'eks',
        state: 'stale',
        since: expect.stringMatching(/^20/),
        reason: expect.stringMatching(/closed the connection|ended its stream/),
      },
    ]);
    expect(body.missing).toEqual([]);
  });

  it('tells open pages of a change, without a word of what', async () => {
    const { local, plugin } = await started();
    plugin.signals.publish.mockClear();
    local.set(wireApplication({ health: 'Degraded' }));
    await until(
      () => plugin.signals.publish.mock.calls.length,
      calls => calls > 0,
    );
    expect(plugin.signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'idp:argocd',
      message: {},
    });
  });

  it('leaks no token and no secret value, in answers, errors or logs', async () => {
    const { local, eks, plugin } = await started();
    const secret = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: CANARY },
    });
    local.details.set('orders/managed-resources', {
      items: [
        {
          kind: 'Secret',
          name: 'db',
          liveState: secret,
          targetState: secret.replace(CANARY, `${CANARY}-2`),
          normalizedLiveState: secret,
          predictedLiveState: secret.replace(CANARY, `${CANARY}-2`),
        },
      ],
    });
    local.details.set('orders/manifests', ({ query }: any) => ({
      manifests: [secret.replace(CANARY, `${CANARY}-${query.revision}`)],
    }));
    eks.intercept = ({ path }, res) => {
      if (path.includes('/stream/')) return false;
      sendJson(res, 500, {
        message: `Bearer ${TOKEN} for https://user:${CANARY}@git.example.com`,
      });
      return true;
    };
    const said: string[] = [];
    for (const [method, url] of [
      ['get', orders],
      ['get', `${orders}/local/argocd/orders/diff`],
      ['get', `${orders}/local/argocd/orders/compare?from=0&to=1`],
      ['get', `${orders}/eks/argocd/orders/diff`],
      ['get', `${orders}/eks/argocd/orders/resources`],
      ['post', `${orders}/eks/argocd/orders/sync`],
      ['get', '/applications'],
    ] as const) {
      const { text, headers } = await plugin.call(method, url);
      said.push(text, JSON.stringify(headers));
    }
    expect(said.join()).toContain('+  password: +++++++++');
    eks.cutStreams(`data: ${TOKEN} ${CANARY}\n\n`);
    await until(
      () => plugin.logged.some(line => line.includes('not followed')),
      Boolean,
    );
    const all = [...said, ...plugin.logged, JSON.stringify(plugin.audited)];
    for (const hidden of [TOKEN, CANARY]) {
      expect(all.filter(line => line.includes(hidden))).toEqual([]);
    }
  });

  it('is signed in to again when its session ends', async () => {
    const argocd = await fake(wireApplication());
    argocd.tokens.add('only-sessions');
    const plugin = await start({
      instances: {
        local: {
          url: argocd.url,
          username: 'portal',
          password: 'canary-password',
        },
      },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
      ownership: owned,
    });
    const resources = `${orders}/local/argocd/orders/resources`;
    expect((await plugin.call('get', resources)).status).toBe(200);
    const sessions = () =>
      argocd.calls.filter(({ path }) => path === '/api/v1/session').length;
    expect(sessions()).toBe(1);
    argocd.tokens.clear();
    argocd.tokens.add('only-sessions');
    expect(
      (await plugin.call('get', `${orders}/local/argocd/orders/diff`)).status,
    ).toBe(200);
    expect(sessions()).toBe(2);
    expect(plugin.logged.join()).not.toContain('canary-password');
  });
});

describe('a clock that is an hour off', () => {
  const { fake, start } = usePlugin();

  it('changes neither what is shown nor since when it is known', async () => {
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const argocd = await fake(
      wireApplication({
        createdAt: future,
        status: { operationState: { phase: 'Running', startedAt: future } },
      }),
    );
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
    });
    argocd.set(
      wireApplication({
        createdAt: future,
        health: 'Degraded',
        status: {
          operationState: {
            phase: 'Failed',
            startedAt: future,
            finishedAt: new Date().toISOString(),
          },
        },
      }),
    );
    const { body } = await until(
      () => plugin.call('get', orders),
      answer => answer.body.applications[0].operation.phase === 'Failed',
    );
    expect(body.instances[0].state).toBe('live');
    expect(Date.parse(body.instances[0].since)).toBeLessThanOrEqual(Date.now());
  });
});
