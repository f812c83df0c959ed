import { normalisedObserved } from './record';

const of = (json: unknown) =>
  normalisedObserved({ status: 200, contentType: 'application/json', json }, [
    ['http://127.0.0.1:1', 'http://prometheus.example.com'],
  ]).json;

describe('what is written down', () => {
  it('has no time, address or fingerprint of this run', () => {
    expect(
      of({
        at: 1795673999.123,
        ns: '1795673999123456789',
        fingerprint: '0123456789abcdef',
        evaluationTime: 0.0123,
        url: 'http://127.0.0.1:1/graph',
      }),
    ).toEqual({
      at: 1795673740,
      ns: '1795673740000000000',
      fingerprint: '0000000000000000',
      evaluationTime: 0.001,
      url: 'http://prometheus.example.com/graph',
    });
  });

  it('has one item of each shape, and each line of a chart', () => {
    const line = (series: string) => ({
      metric: { series },
      values: [[1, '2']],
    });
    expect(of([line('p50'), line('p50'), line('p99'), { other: 1 }])).toEqual([
      line('p50'),
      line('p99'),
      { other: 1 },
    ]);
  });
});
