import { stored } from './history';

const scrape = {
  endpoint: 'envoy' as const,
  labels: { job: 'monitoring/envoy', namespace: 'envoy-gateway-system' },
  metricRelabelings: [
    { sourceLabels: ['__name__'], regex: 'kept_.+', action: 'keep' },
    {
      sourceLabels: ['cluster'],
      regex: 'route/([^/]+)/.+',
      targetLabel: 'namespace',
      replacement: '$1',
    },
  ],
  honorLabels: false,
};
const sample = (name: string, labels: Record<string, string>) => ({
  name,
  labels,
  value: 1,
});

describe('what Prometheus keeps of a sample', () => {
  it('has the labels of its target, and then what the monitor makes of them', () => {
    expect(
      stored(
        sample('kept_total', { cluster: 'route/tenant-a/b', empty: '' }),
        scrape,
        '10.0.0.1:1',
      ),
    ).toEqual({
      name: 'kept_total',
      labels: {
        instance: '10.0.0.1:1',
        job: 'monitoring/envoy',
        namespace: 'tenant-a',
        cluster: 'route/tenant-a/b',
      },
      value: 1,
    });
  });

  it('is nothing of what the monitor drops', () => {
    expect(stored(sample('other', {}), scrape, 'x')).toBeUndefined();
  });

  it('says of another namespace only what it may', () => {
    const claim = sample('kept_total', { namespace: 'tenant-b' });
    expect(stored(claim, scrape, 'x')?.labels).toMatchObject({
      namespace: 'envoy-gateway-system',
      exported_namespace: 'tenant-b',
    });
    expect(
      stored(claim, { ...scrape, honorLabels: true }, 'x')?.labels,
    ).toMatchObject({ namespace: 'tenant-b' });
  });
});
