import { listStorage } from '../../__testUtils__/listStorage';
import { describeLabels, type Sample } from '../storage';
import { Evaluation } from './evaluate';
import { parseQuery } from './parse';

const STEP = 15_000;
const MINUTE = 60_000;

/** Grows by so much a second, from 0. */
const growing = (aSecond: number, length = 81) =>
  Array.from({ length }, (_, index) => index * 15 * aSecond);
const steady = (value: number) => Array.from({ length: 81 }, () => value);

const storage = listStorage(STEP, [
  [{ __name__: 'http', job: 'api', pod: 'a', code: '200' }, growing(4)],
  [{ __name__: 'http', job: 'api', pod: 'b', code: '200' }, growing(2)],
  [{ __name__: 'http', job: 'api', pod: 'b', code: '500' }, growing(1)],
  // Begins anew after ten minutes.
  [{ __name__: 'restarted' }, [...growing(2, 41), ...growing(2, 40)]],
  [{ __name__: 'gap' }, [...growing(1, 21), ...Array(60).fill(undefined)]],
  [{ __name__: 'memory', pod: 'a' }, steady(80)],
  [{ __name__: 'memory', pod: 'b' }, steady(20)],
  [{ __name__: 'limit', pod: 'a', node: 'n1' }, steady(100)],
  [{ __name__: 'limit', pod: 'b', node: 'n2' }, steady(0)],
  [{ __name__: 'owner', pod: 'a', workload: 'orders' }, steady(1)],
  [{ __name__: 'owner', pod: 'b', workload: 'orders' }, steady(1)],
  [{ __name__: 'took_bucket', le: '0.1' }, growing(1)],
  [{ __name__: 'took_bucket', le: '0.5' }, growing(3)],
  [{ __name__: 'took_bucket', le: '1' }, growing(4)],
  [{ __name__: 'took_bucket', le: '+Inf' }, growing(4)],
]);

const at20 = (query: string) =>
  new Evaluation(storage).value(parseQuery(query), 20 * MINUTE);

/** Results as one reads them: labels and a number of few digits. */
function read(query: string): unknown {
  const value = at20(query);
  if (typeof value === 'number') return value;
  return Object.fromEntries(
    (value as Sample[]).map(one => [
      describeLabels(one.labels),
      Number(one.value.toFixed(6)),
    ]),
  );
}

describe('a query', () => {
  it.each<[string, unknown]>([
    // Selectors.
    ['memory{pod="a"}', { 'memory{pod="a"}': 80 }],
    ['memory{pod!="a"}', { 'memory{pod="b"}': 20 }],
    ['memory{pod=~"a|c"}', { 'memory{pod="a"}': 80 }],
    ['memory{pod=~"a.+"}', {}],
    ['memory{pod!~"(a|b)"}', {}],
    ['memory{pod="a",other=""}', { 'memory{pod="a"}': 80 }],
    ['{__name__=~"mem.*", pod="b"}', { 'memory{pod="b"}': 20 }],
    ['gap', {}],
    ['gap offset 15m', { 'gap{}': 300 }],
    // Counters.
    ['rate(http{code="500"}[5m])', { '{code="500", job="api", pod="b"}': 1 }],
    [
      'increase(http{code="500"}[5m])',
      { '{code="500", job="api", pod="b"}': 300 },
    ],
    ['irate(http{code="500"}[5m])', { '{code="500", job="api", pod="b"}': 1 }],
    // Nothing is lost when a counter begins anew but what came between two scrapes.
    ['resets(restarted[15m])', { '{}': 1 }],
    ['round(rate(restarted[15m]), 0.01)', { '{}': 1.97 }],
    ['max_over_time(restarted[15m])', { '{}': 1200 }],
    ['avg_over_time(memory{pod="a"}[5m])', { '{pod="a"}': 80 }],
    ['count_over_time(memory{pod="a"}[1m])', { '{pod="a"}': 4 }],
    [
      'max_over_time(rate(http{code="500"}[2m])[10m:1m])',
      { '{code="500", job="api", pod="b"}': 1 },
    ],
    // Aggregations.
    ['sum(rate(http[5m]))', { '{}': 7 }],
    [
      'sum by (code) (rate(http[5m]))',
      { '{code="200"}': 6, '{code="500"}': 1 },
    ],
    ['sum(rate(http[5m])) by (code)', { '{code="200"}': 6, '{code="500"}': 1 }],
    [
      'sum without (pod, job) (rate(http[5m]))',
      { '{code="200"}': 6, '{code="500"}': 1 },
    ],
    ['count(http)', { '{}': 3 }],
    ['avg(memory)', { '{}': 50 }],
    ['min(memory)', { '{}': 20 }],
    ['topk(1, memory)', { 'memory{pod="a"}': 80 }],
    ['quantile(0.5, memory)', { '{}': 50 }],
    // Operations.
    ['memory / limit', {}],
    ['memory / on (pod) limit', { '{pod="a"}': 0.8, '{pod="b"}': Infinity }],
    [
      'memory / ignoring (node) limit',
      { '{pod="a"}': 0.8, '{pod="b"}': Infinity },
    ],
    [
      'memory * on (pod) group_left (workload) owner',
      {
        '{pod="a", workload="orders"}': 80,
        '{pod="b", workload="orders"}': 20,
      },
    ],
    [
      'sum by (workload) (memory * on (pod) group_left (workload) owner)',
      { '{workload="orders"}': 100 },
    ],
    ['memory > 50', { 'memory{pod="a"}': 80 }],
    ['memory > bool 50', { '{pod="a"}': 1, '{pod="b"}': 0 }],
    [
      'memory == 80 or memory == 20',
      { 'memory{pod="a"}': 80, 'memory{pod="b"}': 20 },
    ],
    ['memory and on (pod) limit{node="n2"}', { 'memory{pod="b"}': 20 }],
    ['memory unless on (pod) limit{node="n2"}', { 'memory{pod="a"}': 80 }],
    ['-memory{pod="a"} + 2 * 3', { '{pod="a"}': -74 }],
    ['2 + 3 * 4 ^ 2 % 7', 2 + 3 * (4 ** 2 % 7)],
    ['1 > bool 2', 0],
    // What stands before `offset` and `[…]` is the last operand, not all of it.
    ['memory unless memory offset 5m', {}],
    ['sum(http) - sum(http offset 5m)', { '{}': 2100 }],
    // Functions.
    ['histogram_quantile(0.5, rate(took_bucket[5m]))', { '{}': 0.3 }],
    [
      'histogram_quantile(0.99, sum by (le) (rate(took_bucket[5m])))',
      { '{}': 0.98 },
    ],
    ['histogram_quantile(0.1, rate(took_bucket[5m]))', { '{}': 0.04 }],
    [
      'label_replace(memory{pod="a"}, "name", "pod-$1", "pod", "(.*)")',
      { 'memory{name="pod-a", pod="a"}': 80 },
    ],
    [
      'label_replace(memory{pod="a"}, "name", "$1", "pod", "x(.*)")',
      { 'memory{pod="a"}': 80 },
    ],
    ['absent(nothing{a="b", c=~"d"})', { '{a="b"}': 1 }],
    ['absent(memory)', {}],
    ['sum(nothing) or vector(0)', { '{}': 0 }],
    ['scalar(memory{pod="a"}) + 1', 81],
    ['clamp_max(memory, 50)', { '{pod="a"}': 50, '{pod="b"}': 20 }],
    ['time()', 1200],
    // Parts that say the same are worked out once, and only those.
    ['vector(1) * Inf unless vector(1) * NaN', {}],
    ['scalar(vector(-Inf)) < bool scalar(vector(Inf))', 1],
    ['sum(memory) - sum(memory) + sum(limit)', { '{}': 100 }],
  ])('%s', (query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  it('is not a number where nothing is divided by nothing', () => {
    const [{ value }] = at20('vector(0) / vector(0)') as Sample[];
    expect(value).toBeNaN();
    const [{ value: quantile }] = at20(
      'histogram_quantile(0.5, rate(took_bucket[5m]) * 0)',
    ) as Sample[];
    expect(quantile).toBeNaN();
  });

  it('keeps what a sum would lose by rounding', () => {
    const large = listStorage(STEP, [
      [{ __name__: 'x', a: '1' }, [1e100]],
      [{ __name__: 'x', a: '2' }, [1]],
      [{ __name__: 'x', a: '3' }, [-1e100]],
    ]);
    expect(new Evaluation(large).value(parseQuery('sum(x)'), 0)).toEqual([
      { labels: {}, value: 1 },
    ]);
  });

  it.each([
    [
      'memory * on (job) group_left () owner',
      'execution',
      /duplicate series for the match group \{\} on the right/,
    ],
    ['http + on (job) vector(1)', 'execution', undefined],
    ['memory * on () owner{pod="a"}', 'execution', /must be explicit/],
  ])(
    '%s fails as Prometheus does, or has no result',
    (query, type, message) => {
      let failure: any;
      let value: unknown;
      try {
        value = at20(query);
      } catch (error) {
        failure = error;
      }
      const found = failure
        ? { type: failure.type, fits: message?.test(failure.message) }
        : value;
      expect(found).toEqual(message ? { type, fits: true } : []);
    },
  );
});

describe('what is no query', () => {
  it.each([
    ['', /no expression found/],
    ['sum(rate(foo[5m])', /1:18: parse error: unclosed left parenthesis/],
    ['foo bar', /1:5: parse error: unexpected identifier "bar"/],
    ['nofun(a)', /1:1: parse error: unknown function with name "nofun"/],
    [
      'rate(a)',
      /expected type range vector in call to function "rate", got instant vector/,
    ],
    [
      'sum(a[5m])',
      /expected type instant vector in aggregation expression, got range vector/,
    ],
    ['{a=""}', /must contain at least one non-empty matcher/],
    ['{a=~".*"}', /must contain at least one non-empty matcher/],
    ['a{b=~"("}', /error parsing regexp/],
    ['a{b=~"(?!x)y"}', /invalid or unsupported Perl syntax/],
    [String.raw`a{b="\ud83d"}`, /invalid string literal/],
    [String.raw`a{b="\q"}`, /unknown escape sequence U\+0071 'q'/],
    ['1 > 2', /comparisons between scalars must use BOOL/],
    ['1 and 2', /set operator "and" not allowed in binary scalar/],
    ['a[5m] + 1', /must contain only scalar and instant vector/],
    ['sum(a) offset 5m', /offset modifier must be preceded/],
    ['rate(sum(a)[5m])', /ranges only allowed for vector selectors/],
    ['a[0s]', /duration must be greater than 0/],
    ['topk(a)', /wrong number of arguments/],
  ])('%s', (query, message) => {
    expect(() => parseQuery(query)).toThrow(
      expect.objectContaining({
        type: 'bad_data',
        message: expect.stringMatching(message),
      }),
    );
  });

  it.each(['deriv(a[5m])', 'a @ 100', 'count_values("x", a)', 'timestamp(a)'])(
    '%s is refused: it is beyond the sandbox',
    query => {
      expect(() => parseQuery(query)).toThrow(
        expect.objectContaining({
          type: 'execution',
          message: expect.stringContaining('the sandbox does not evaluate'),
        }),
      );
    },
  );
});
