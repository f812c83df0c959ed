import { parseMatrix } from './parseMatrix';

const range = { start: 1_000, end: 1_240, stepSeconds: 60, points: 5 };
const parse = (result: unknown, maxSeries = 10) =>
  parseMatrix(result, range, { environment: 'local', maxSeries });

describe('the series of a range', () => {
  it('have a value or null for each step: gaps, NaN and what is not finite are null', () => {
    expect(
      parse([
        {
          metric: { series: '5xx' },
          values: [
            [1_000, '0'],
            [1_060, 'NaN'],
            [1_120, '+Inf'],
            [1_240, '1.5e-3'],
          ],
        },
        { metric: { series: '2xx' }, values: [[1_180, '-Inf']] },
      ]),
    ).toEqual({
      series: [
        {
          environment: 'local',
          name: '2xx',
          values: [null, null, null, null, null],
        },
        {
          environment: 'local',
          name: '5xx',
          values: [0, null, null, null, 0.0015],
        },
      ],
      cut: 0,
    });
  });

  it('are none where nothing was measured', () => {
    expect(parse([])).toEqual({ series: [], cut: 0 });
  });

  it('hold nothing of what is no series or no value', () => {
    expect(
      parse([
        null,
        7,
        'x',
        { metric: null, values: 'x' },
        {
          metric: { series: { a: 1 } },
          values: [
            null,
            [1_000],
            [1_000, 5],
            ['x', '1'],
            [1_030, '1'],
            [940, '1'],
            [1_300, '1'],
            [1_060, ''],
            [1_120, {}],
            [1_180, '3'],
          ],
        },
        { histogram: { count: '1' } },
      ]).series,
    ).toEqual([
      {
        environment: 'local',
        name: 'value',
        values: [null, null, null, 3, null],
      },
    ]);
  });

  it('are as many as may be shown, and the rest is counted', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      metric: { series: `s${at}` },
      values: [[1_000, '1']],
    }));
    const { series, cut } = parse(many);
    expect([series.length, cut]).toEqual([10, 20]);
  });
});
