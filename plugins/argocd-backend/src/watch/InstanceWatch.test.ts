import { mockServices } from '@backstage/backend-test-utils';
import { Freshness, type UpstreamLimits } from '@idp/upstream';
import { until, sendJson } from '@idp/testing-node';
import { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import { ApplicationIndex } from '../index/ApplicationIndex';
import { FakeArgoCD } from '../__testUtils__/FakeArgoCD';
import { wireApplication } from '../__testUtils__/wireApplication';
import { InstanceWatch, type WatchTimes } from './InstanceWatch';

jest.setTimeout(60_000);

describe('the watch of an Argo CD', () => {
  let argocd: FakeArgoCD;
  let watch: InstanceWatch;
  let index: ApplicationIndex;
  let freshness: Freshness;
  let changes: number;
  beforeEach(async () => {
    argocd = await FakeArgoCD.start();
  });
  afterEach(async () => {
    await watch.stop();
    await argocd.stop();
  });

  function follow(
    times: Partial<WatchTimes> = {},
    limits: Partial<UpstreamLimits> = {},
  ) {
    index = new ApplicationIndex({ ownership: [], rules: [] });
    changes = 0;
    index.onChange(() => {
      changes += 1;
    });
    freshness = new Freshness();
    watch = new InstanceWatch({
      instance: new ArgoCDInstance(
        {
          name: 'local',
          url: argocd.url,
          signIn: { type: 'token', token: 'a-token' },
        },
        limits,
      ),
      index,
      freshness,
      logger: mockServices.logger.mock(),
      times: {
        firstRetryMs: 5,
        maxRetryMs: 10,
        quietMs: 50,
        secondStreamMs: 60_000,
        ...times,
      },
    });
    watch.start();
  }
  const names = () =>
    index.sorted.all.map(({ application }) => application.ref.name);
  const health = (name: string) =>
    index.get({ instance: 'local', namespace: 'argocd', name })?.application
      .health.status;
  const seen = (...wanted: string[]) =>
    until(names, found => JSON.stringify(found) === JSON.stringify(wanted));
  const put = (name: string, more: object = {}) =>
    argocd.set(wireApplication({ name, ...more }));

  it('learns what there is, and what becomes of it', async () => {
    put('a');
    put('b');
    follow();
    await seen('a', 'b');
    expect(freshness.current.state).toBe('live');
    put('a', { health: 'Degraded' });
    put('c');
    await until(
      () => health('a'),
      status => status === 'Degraded',
    );
    await seen('a', 'b', 'c');
    argocd.delete('argocd/b');
    await seen('a', 'c');
  });

  it('asks for what it keeps and nothing that changes all the time', async () => {
    put('a');
    follow();
    await seen('a');
    const { query } = await argocd.called(({ path }) =>
      path.endsWith('/stream/applications'),
    );
    expect(query.resourceVersion).toBeUndefined();
    expect(query.fields).not.toMatch(/resourceVersion|reconciledAt|helm/);
  });

  it('is not moved by what says nothing new', async () => {
    put('a');
    follow();
    await seen('a');
    const before = changes;
    argocd.send('MODIFIED', wireApplication({ name: 'a' }));
    argocd.send('ADDED', wireApplication({ name: 'a' }));
    put('b');
    await seen('a', 'b');
    expect(changes).toBe(before + 1);
  });

  it('does not go back to what was before', async () => {
    const at = (id: number, status: string) =>
      wireApplication({
        name: 'a',
        health: status,
        status: { history: [{ id, deployedAt: '2026-11-20T10:00:00Z' }] },
      });
    argocd.set(at(4, 'Progressing'));
    follow();
    await seen('a');
    argocd.set(at(5, 'Healthy'));
    argocd.send('MODIFIED', at(4, 'Degraded'));
    put('b');
    await seen('a', 'b');
    expect(health('a')).toBe('Healthy');
  });

  it('keeps what it knows while the Argo CD is away, and then catches up', async () => {
    put('a');
    put('b');
    put('c');
    follow();
    await seen('a', 'b', 'c');
    argocd.intercept = ({ path }, res) => {
      if (!path.includes('/stream/')) return false;
      sendJson(res, 503, { error: 'away' });
      return true;
    };
    argocd.cutStreams('data: {"result":{"type":"DELETED","applic');
    await until(
      () => freshness.current,
      ({ state, reason }) => state === 'stale' && reason === 'failed (503)',
    );
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(freshness.current.since.getTime()).toBeLessThanOrEqual(Date.now());

    argocd.delete('argocd/b');
    put('c', {
      uid: 'another',
      health: 'Missing',
      createdAt: '2026-11-26T00:00:00Z',
    });
    put('d');
    argocd.intercept = () => false;
    await until(
      () => names().sort().join(),
      found => found === 'a,c,d',
    );
    expect(health('c')).toBe('Missing');
    expect(freshness.current.state).toBe('live');
  });

  it('takes an Application that was deleted and made again for another', async () => {
    put('a', { uid: 'first', health: 'Degraded' });
    follow();
    await seen('a');
    const second = { uid: 'second', createdAt: '2026-11-26T00:00:00Z' };
    put('a', second);
    // The end of the first arrives late.
    argocd.send('DELETED', wireApplication({ name: 'a', uid: 'first' }));
    argocd.send(
      'MODIFIED',
      wireApplication({ name: 'a', uid: 'first', health: 'Degraded' }),
    );
    put('b');
    await seen('a', 'b');
    expect(health('a')).toBe('Healthy');
    argocd.delete('argocd/a');
    await seen('b');
  });

  it('looks again by a second stream, for what the first was not told', async () => {
    put('a');
    put('b');
    follow({ secondStreamMs: 30, reopenMs: 30 });
    await seen('a', 'b');
    // Changes that no stream tells of
    argocd.apps.delete('argocd/a');
    argocd.apps.set(
      'argocd/b',
      wireApplication({ name: 'b', health: 'Degraded' }),
    );
    argocd.apps.set('argocd/c', wireApplication({ name: 'c' }));
    await seen('b', 'c');
    expect(health('b')).toBe('Degraded');
    await until(
      () => argocd.openStreams,
      open => open === 1,
    );
    expect(freshness.current.state).toBe('live');
  });

  it('does without a list of names, and says so', async () => {
    put('a');
    argocd.intercept = ({ path }, res) => {
      if (!path.endsWith('/v1/applications')) return false;
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"a":');
      return true;
    };
    follow();
    await seen('a');
    put('b');
    await seen('a', 'b');
    expect(freshness.current.state).toBe('live');
  });

  it('is live with an Argo CD that has no Applications', async () => {
    follow();
    await until(
      () => freshness.current.state,
      state => state === 'live',
    );
    put('a');
    await seen('a');
    expect(argocd.openStreams).toBe(1);
  });

  it.each<[string, (res: any) => void, RegExp]>([
    ['401', res => sendJson(res, 401, {}), /refuses the portal’s credential/],
    ['403', res => sendJson(res, 403, {}), /does not let the portal’s account/],
    ['404', res => sendJson(res, 404, {}), /does not have this/],
    ['429', res => sendJson(res, 429, {}), /fewer calls/],
    [
      '500',
      res => sendJson(res, 500, { error: 'at 10.0.0.1' }),
      /^failed \(500\)$/,
    ],
    [
      'a page',
      res => res.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      /a page for browsers/,
    ],
    [
      'a redirect',
      res => res.writeHead(307, { location: 'https://example.com/?t=x' }).end(),
      /redirects to the host example.com/,
    ],
    [
      'broken messages',
      res => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write('data: {"result":\n\n');
      },
      /not JSON/,
    ],
    [
      'an error in the stream',
      res => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write('data: {"error":{"message":"at 10.0.0.1"}}\n\n');
      },
      /^ended its stream with an error$/,
    ],
    ['nothing', () => {}, /did not begin its stream within 0.04 s/],
    [
      'silence',
      res => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write(':\n');
      },
      /silent/,
    ],
  ])('says what is wrong when it gets %s', async (_, answer, words) => {
    argocd.intercept = ({ path }, res) => {
      if (!path.includes('/stream/')) return false;
      answer(res);
      return true;
    };
    follow({ beginMs: 40 }, { idleMs: 40 });
    const { reason } = await until(
      () => freshness.current,
      ({ reason: said }) => said !== undefined,
    );
    expect(reason).toMatch(words);
    expect(reason).not.toContain('10.0.0.1');
  });

  it('takes no harm from messages that are none', async () => {
    put('a');
    follow();
    await seen('a');
    for (const application of [
      null,
      [],
      'x',
      {},
      { metadata: { name: 7 } },
      { metadata: { name: 'b' } },
      { metadata: { name: 'c', namespace: 'argocd' }, spec: 1, status: [1] },
    ]) {
      argocd.send('MODIFIED', application);
    }
    put('d');
    await until(() => names().includes('d'), Boolean);
    expect(names().sort()).toEqual(['a', 'c', 'd']);
    expect(health('c')).toBe('Unknown');
  });
});
