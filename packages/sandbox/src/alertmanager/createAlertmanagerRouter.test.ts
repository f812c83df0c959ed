import { ManualClock } from '../clock';
import type { Alert } from '../prometheus';
import { serveRouter } from '../__testUtils__/serveRouter';
import { ask } from '../__testUtils__/wire';
import { Alertmanager } from './Alertmanager';
import { parseConfig } from './config';
import { createAlertmanagerRouter } from './createAlertmanagerRouter';

const CONFIG = `
alertmanager:
  config:
    receivers: [{name: nobody}, {name: platform}, {name: tenants}]
    route:
      receiver: platform
      routes:
        - matchers: ['severity =~ "info|none"']
          receiver: nobody
        - matchers: ['tenant =~ ".+"']
          receiver: tenants
    inhibit_rules:
      - source_matchers: ['severity = "critical"']
        target_matchers: ['severity = "warning"']
        equal: [alertname, namespace]
`;

let clock: ManualClock;
let alerts: Alert[];
let alertmanager: Alertmanager;
let served: Awaited<ReturnType<typeof serveRouter>>;

function alert(
  labels: Record<string, string>,
  state: Alert['state'] = 'firing',
) {
  const now = clock.now().getTime();
  return {
    rule: { query: 'up == 0' },
    labels,
    annotations: { summary: 'It is down' },
    state,
    value: 0,
    activeAt: now - 60_000,
    firedAt: now - 30_000,
    lastTrue: now,
  } as unknown as Alert;
}

beforeEach(async () => {
  clock = new ManualClock('2026-01-01T08:00:00Z');
  alerts = [
    alert({ alertname: 'Down', namespace: 'tenant-demo', severity: 'warning' }),
    alert({ alertname: 'Slow', namespace: 'tenant-demo', severity: 'info' }),
    alert(
      { alertname: 'Later', namespace: 'x', severity: 'warning' },
      'pending',
    ),
  ];
  alertmanager = new Alertmanager(clock, { alerts: () => alerts });
  alertmanager.config = parseConfig(CONFIG);
  served = await serveRouter(
    createAlertmanagerRouter({ alertmanager, token: 'sandbox' }),
  );
});

afterEach(() => served.stop());

const names = async (
  query: Record<string, string> | Array<[string, string]> = {},
) =>
  (await served.get('/api/v2/alerts', query)).body
    .map(({ labels }: any) => labels.alertname)
    .sort();

const silence = (matchers: object[], minutes = 60, extra = {}) =>
  served.send('POST', '/api/v2/silences', {
    matchers,
    startsAt: clock.now().toISOString(),
    endsAt: new Date(clock.now().getTime() + minutes * 60_000).toISOString(),
    createdBy: 'kim',
    comment: 'Known',
    ...extra,
  });

describe('alerts', () => {
  it('are those that fire, with whom they go to', async () => {
    const { body } = await served.get('/api/v2/alerts', {
      filter: 'alertname=Down',
    });
    expect(body).toEqual([
      {
        annotations: { summary: 'It is down' },
        endsAt: '2026-01-01T08:04:00.000Z',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        receivers: [{ name: 'tenants' }],
        startsAt: '2026-01-01T07:59:30.000Z',
        status: {
          inhibitedBy: [],
          mutedBy: [],
          silencedBy: [],
          state: 'active',
        },
        updatedAt: '2026-01-01T08:00:00.000Z',
        generatorURL: '/graph?g0.expr=up%20%3D%3D%200&g0.tab=1',
        labels: {
          alertname: 'Down',
          namespace: 'tenant-demo',
          severity: 'warning',
          // Prometheus adds it when it sends the alert.
          tenant: 'demo',
        },
      },
    ]);
    expect(await names()).toEqual(['Down', 'Slow']);
  });

  it.each([
    [[['filter', 'severity="info"']], ['Slow']],
    [[['filter', 'severity=~"in.*"']], ['Slow']],
    [[['filter', 'severity!="info"']], ['Down']],
    [
      [
        ['filter', 'namespace=tenant-demo'],
        ['filter', 'severity!~"warn.+"'],
      ],
      ['Slow'],
    ],
    [[['receiver', 'tenants']], ['Down']],
    [[['active', 'false']], []],
  ])('are picked by %j', async (query, expected) => {
    expect(await names(query as Array<[string, string]>)).toEqual(expected);
  });

  it('are kept quiet by a worse one', async () => {
    alerts.push(
      alert({
        alertname: 'Down',
        namespace: 'tenant-demo',
        severity: 'critical',
      }),
    );
    const { body } = await served.get('/api/v2/alerts', {
      filter: 'severity=warning',
    });
    expect(body[0].status).toMatchObject({
      state: 'suppressed',
      inhibitedBy: [expect.any(String)],
    });
    expect(await names({ inhibited: 'false' })).toEqual(['Down', 'Slow']);
  });

  it('come in groups', async () => {
    const { body } = await served.get('/api/v2/alerts/groups');
    expect(body).toContainEqual({
      alerts: [expect.objectContaining({ receivers: [{ name: 'nobody' }] })],
      labels: { alertname: 'Slow', namespace: 'tenant-demo' },
      receiver: { name: 'nobody' },
    });
  });
});

describe('silences', () => {
  const OF_DOWN = [
    { name: 'alertname', value: 'Do.n', isRegex: true, isEqual: true },
  ];

  it('keep an alert quiet until they end', async () => {
    const { status, body } = await silence(OF_DOWN, 10);
    expect([status, body]).toEqual([200, { silenceID: expect.any(String) }]);
    const { body: quiet } = await served.get('/api/v2/alerts', {
      filter: 'alertname=Down',
    });
    expect(quiet[0].status).toMatchObject({
      state: 'suppressed',
      silencedBy: [body.silenceID],
    });
    expect(await names({ silenced: 'false' })).toEqual(['Slow']);
    clock.advance(11 * 60_000);
    expect(await names({ silenced: 'false' })).toEqual(['Down', 'Slow']);
    const { body: all } = await served.get('/api/v2/silences');
    expect(all).toEqual([
      {
        id: body.silenceID,
        status: { state: 'expired' },
        updatedAt: expect.any(String),
        comment: 'Known',
        createdBy: 'kim',
        startsAt: '2026-01-01T08:00:00.000Z',
        endsAt: '2026-01-01T08:10:00.000Z',
        matchers: OF_DOWN,
      },
    ]);
  });

  it('are ended, and taken the place of', async () => {
    const { body: first } = await silence(OF_DOWN);
    const { body: second } = await silence(OF_DOWN, 5, { id: first.silenceID });
    const state = async (id: string) =>
      (await served.get(`/api/v2/silence/${id}`)).body.status.state;
    expect(await state(first.silenceID)).toBe('expired');
    expect(await state(second.silenceID)).toBe('active');
    const answer = await served.send(
      'DELETE',
      `/api/v2/silence/${second.silenceID}`,
    );
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await state(second.silenceID)).toBe('expired');
  });
});

/** The other refusals are held against those of a real one: packages/testbed. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('what is refused', () => {
  it.each([
    [
      'GET',
      '/api/v2/alerts?filter=a~b',
      undefined,
      400,
      '"bad matcher format: a~b"',
    ],
    ['GET', `/api/v2/silence/${NOBODY}`, undefined, 404, ''],
    [
      'DELETE',
      `/api/v2/silence/${NOBODY}`,
      undefined,
      500,
      '"silence not found"',
    ],
  ])('%s %s %j', async (method, address, body, status, text) => {
    const answer = await served.send(method, address, body);
    expect([answer.status, answer.text]).toEqual([status, text]);
  });

  it('a silence that ends before it starts, or is of nothing', async () => {
    expect((await silence([{ name: 'a', value: 'b' }], -5)).body).toMatch(
      /start time must be before end time/,
    );
    expect((await silence([])).body.message).toMatch(/at least 1 items/);
  });

  it('whoever has no token', async () => {
    expect((await ask(`${served.url}/api/v2/alerts`)).status).toBe(401);
    expect((await ask(`${served.url}/-/healthy`)).text).toBe('OK');
  });
});
