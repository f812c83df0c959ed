import { observe } from './__testUtils__/observe';

const HELLO = '{namespace="tenant-demo", workload="hello"}';
const RATIO = `workload:gateway_errors:ratio_rate5m${HELLO}`;
const LINES = '/loki/loki/api/v1/query_range';

let sandbox: Awaited<ReturnType<typeof observe>>;

beforeEach(async () => {
  sandbox = await observe();
});

afterEach(() => sandbox.stop());

const alerts = async () => {
  const { body } = await sandbox.get('/prometheus/api/v1/alerts');
  return body.data.alerts.map(
    ({ labels, state }: any) => `${labels.alertname} ${state}`,
  );
};

describe('what observes the world', () => {
  it('evaluates every rule of the repository, and finds nothing wrong in a world that is well', async () => {
    const { body } = await sandbox.get('/prometheus/api/v1/rules');
    const rules = body.data.groups.flatMap((group: any) => group.rules);
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((rule: any) => rule.health !== 'ok')).toEqual([]);
    expect(await alerts()).toEqual(['Watchdog firing']);
  });

  it('has a past from the first moment', async () => {
    const now = sandbox.clock.now().getTime() / 1000;
    const { body } = await sandbox.get('/prometheus/api/v1/query_range', {
      query: `sum(rate(envoy_cluster_upstream_rq_xx${HELLO}[5m]))`,
      start: String(now - 86_400),
      end: String(now),
      step: '600',
    });
    const values = body.data.result[0].values.map(([, value]: any) =>
      Number(value),
    );
    expect(values).toHaveLength(145);
    expect(Math.min(...values)).toBeGreaterThan(0);
    // The day is busier than the night.
    expect(Math.max(...values)).toBeGreaterThan(2 * Math.min(...values));
  });

  it('shows a faulty release in the error rate, in the lines and as an alert, and the way back, too', async () => {
    expect(await sandbox.query(RATIO)).toBeLessThan(0.01);
    await sandbox.release('registry.example.com/hello:faulty-2.0.0');
    sandbox.clock.advance(120_000);
    expect(await sandbox.query(RATIO)).toBeGreaterThan(0.1);
    expect(await alerts()).toContain('WorkloadServerErrors firing');

    const { body } = await sandbox.get('/alertmanager/api/v2/alerts', {
      filter: 'alertname="WorkloadServerErrors"',
    });
    expect(body).toEqual([
      expect.objectContaining({
        labels: {
          alertname: 'WorkloadServerErrors',
          namespace: 'tenant-demo',
          severity: 'warning',
          tenant: 'demo',
          workload: 'hello',
        },
        annotations: expect.objectContaining({
          summary: expect.stringMatching(
            /^hello answers \d+(\.\d+)?% of requests with an error$/,
          ),
          runbook_url: expect.stringContaining(
            'https://portal.apps.local.example.com/docs/',
          ),
        }),
        receivers: [{ name: 'tenants' }],
        status: expect.objectContaining({ state: 'active' }),
      }),
    ]);
    const lines = await sandbox.get(LINES, {
      query: `${HELLO} | json | level="error"`,
    });
    expect(lines.body.data.result[0].stream).toMatchObject({
      workload: 'hello',
      status: expect.stringMatching(/^5/),
    });

    await sandbox.release('registry.example.com/hello:2.0.1');
    sandbox.clock.advance(400_000);
    expect(await sandbox.query(RATIO)).toBeLessThan(0.01);
    expect(await alerts()).toEqual(['Watchdog firing']);
  });

  it('shows a release that cannot start, while the old one answers on', async () => {
    await sandbox.release('registry.example.com/hello:bad-2.0.0');
    sandbox.clock.advance(90_000);
    expect(await sandbox.query(RATIO)).toBeLessThan(0.01);
    expect(
      await sandbox.query(
        'kube_pod_container_status_waiting_reason{namespace="tenant-demo"}',
        'reason',
      ),
    ).toEqual({ ImagePullBackOff: 1 });
    expect(await alerts()).toContain('WorkloadCannotStart firing');
    // What does not run writes nothing.
    const { body } = await sandbox.get('/loki/loki/api/v1/label/pod/values');
    expect(body.data).toHaveLength(1);
  });

  it('follows a change by hand', async () => {
    const replicas = () =>
      sandbox.query(
        'kube_deployment_status_replicas_available{namespace="tenant-demo"}',
      );
    const busy = `sum(rate(container_cpu_usage_seconds_total{namespace="tenant-demo", container!=""}[1m])) by (pod)`;
    const used = () =>
      sandbox.query(
        'sum(kube_resourcequota{type="used", resource="requests.memory"})',
      );
    expect(await used()).toBe(128 * 2 ** 20);
    expect(await replicas()).toBe(1);
    const { cluster, delivery } = sandbox.environment;
    delivery.hold('demo--hello', 600_000);
    cluster.edit(
      {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'tenant-demo',
        name: 'hello',
      },
      draft => {
        draft.spec.replicas = 3;
      },
    );
    sandbox.clock.advance(120_000);
    expect(await replicas()).toBe(3);
    expect(await used()).toBe(3 * 128 * 2 ** 20);
    expect(
      Object.keys((await sandbox.query(busy, 'pod')) as object),
    ).toHaveLength(3);
  });

  it('raises requests and errors for a while when it is told to', async () => {
    const rate = () =>
      sandbox.query(`sum(rate(envoy_cluster_upstream_rq_xx${HELLO}[1m]))`);
    const usual = (await rate()) as number;
    const workload = sandbox.telemetry.workloads.get('tenant-demo', 'hello')!;
    sandbox.telemetry.begin(workload, { kind: 'load', factor: 10 }, 90_000);
    sandbox.telemetry.begin(workload, { kind: 'fault', factor: 1 }, 90_000);
    sandbox.clock.advance(75_000);
    expect(await rate()).toBeGreaterThan(8 * usual);
    expect(await sandbox.query(RATIO)).toBeGreaterThan(0.05);
    sandbox.clock.advance(120_000);
    expect(await rate()).toBeLessThan(1.5 * usual);
  });
});
