import { headlineOf } from './headline';

const series = (
  name: string,
  values: Array<number | null>,
  environment = 'local',
) => ({ name, values, environment });

describe('the line that stands for a panel', () => {
  it('is the sum of what are parts of one whole', () => {
    expect(
      headlineOf(
        'rate',
        [
          series('2xx', [1, 2, null]),
          series('5xx', [null, 3, null]),
          series('2xx', [100, 100, 100], 'eks'),
        ],
        'local',
      ),
    ).toEqual([1, 5, null]);
  });

  it('is the one that says most', () => {
    const lines = [series('p50', [1]), series('p95', [2]), series('p99', [3])];
    expect(headlineOf('duration', lines, 'local')).toEqual([2]);
    expect(headlineOf('age', [series('oldest', [7])], 'local')).toEqual([7]);
  });

  it('is none where nothing was measured', () => {
    expect(headlineOf('rate', [series('2xx', [1])], 'eks')).toBeUndefined();
  });
});
