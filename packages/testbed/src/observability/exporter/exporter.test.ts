import { Counter } from './Counter';
import { sampleLine } from './samples';
import { Scene } from './Scene';

describe('a counter', () => {
  it('goes on from what it was when its rate changes', () => {
    const counter = new Counter(10_000, 2);
    counter.change(20_000, 5);
    expect(
      [5_000, 10_000, 15_000, 20_000, 22_000].map(at => counter.total(at)),
    ).toEqual([0, 0, 10, 20, 30]);
  });
});

describe('a line', () => {
  it('has its labels in quotes, and the time in seconds', () => {
    const sample = { name: 'a_total', labels: { x: 'y"\n\\' }, value: 1.5 };
    expect(sampleLine(sample)).toBe('a_total{x="y\\"\\n\\\\"} 1.5\n');
    expect(sampleLine(sample, 1_500)).toBe(
      'a_total{x="y\\"\\n\\\\"} 1.5 1.5\n',
    );
  });
});

describe('a scene', () => {
  it('counts every request of a service in one class', () => {
    const scene = new Scene(0);
    scene.service('orders').fail(10_000, 0.4);
    const classes = scene
      .samples('envoy', 20_000)
      .filter(
        ({ name, labels }) =>
          name === 'envoy_cluster_upstream_rq_xx' &&
          labels.envoy_cluster_name.includes('/orders/'),
      )
      .map(({ labels, value }) => [labels.envoy_response_code_class, value]);
    expect(Object.fromEntries(classes)).toEqual({
      2: expect.closeTo(78.4),
      4: expect.closeTo(1.6),
      5: expect.closeTo(20),
    });
  });

  it('says of no gateway series whose it is but by the cluster', () => {
    for (const { labels } of new Scene(0).samples('envoy', 1_000))
      expect(labels).not.toHaveProperty('namespace');
  });
});
