import { ask } from '../../__testUtils__/wire';
import { createFakePrometheus } from '../../prometheus/fake';
import { createFakeGrafana, type FakeGrafana } from './createFakeGrafana';

let grafana: FakeGrafana;

beforeEach(async () => {
  grafana = await createFakeGrafana({
    dashboards: 2_500,
    rules: 100,
    tagsOf: index => [`service-${Math.floor(index / 10)}`],
    labelsOf: index => ({ service: `service-${Math.floor(index / 5)}` }),
  });
});

afterEach(() => grafana.stop());

const get = async (address: string) =>
  (await ask(`${grafana.url}${address}`, { token: grafana.token })).body;

describe('a made-up Grafana', () => {
  it('has as many dashboards as it is told, page by page', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map(page =>
        get(`/api/search?type=dash-db&limit=1000&page=${page}`),
      ),
    );
    expect(pages.map(page => page.length)).toEqual([1000, 1000, 500, 0]);
    expect(new Set(pages.flat().map(({ uid }: any) => uid)).size).toBe(2_500);
    expect(await get('/api/search?tag=service-7')).toHaveLength(10);
  });

  it('has rules that fire when they are told', async () => {
    const firing = async () =>
      (await get('/api/prometheus/grafana/api/v1/rules')).data.groups
        .flatMap(({ rules }: any) => rules)
        .filter(({ state }: any) => state === 'firing')
        .map(({ name }: any) => name);
    expect(await firing()).toEqual(['Rule 00000']);
    grafana.fire(7, true);
    grafana.fire(0, false);
    expect(await firing()).toEqual(['Rule 00007']);
  });

  it('counts what it is asked', async () => {
    await get('/api/dashboards/uid/dash-00007');
    await get('/api/dashboards/uid/dash-00008');
    expect(grafana.counts()).toMatchObject({
      total: 2,
      byPath: { 'GET /api/dashboards/uid/{uid}': 2 },
    });
    grafana.resetCounts();
    expect(grafana.counts()).toEqual({ total: 0, byPath: {}, bytes: 0 });
  });
});

describe('a made-up Prometheus', () => {
  it('gives each question as many series as it is told, a value a step', async () => {
    const prometheus = await createFakePrometheus({ series: 4 });
    const { body } = await ask(
      `${prometheus.url}/api/v1/query_range?query=x&start=0&end=21600&step=60`,
      { token: prometheus.token },
    );
    await prometheus.stop();
    expect(body.data.result).toHaveLength(4);
    expect(body.data.result[3]).toMatchObject({
      metric: { series: 'series-3' },
    });
    expect(body.data.result[3].values).toHaveLength(361);
  });
});
