import type { LogQuery } from './ast';
import { parseLogQL } from './parse';
import { runStages } from './stages';

const LINE =
  '{"level":"error","msg":"request failed","status":503,"http":{"path":"/items"},"tags":["a"]}';

const left = (stages: string, line = LINE) => {
  const { stages: parsed } = parseLogQL(`{a="b"} ${stages}`) as LogQuery;
  return runStages(parsed, line, { a: 'b', detected_level: 'error' });
};

describe('the stages of a query', () => {
  it.each([
    ['|= "failed"', true],
    ['|= "nothing"', false],
    ['!= "failed"', false],
    ['|~ "fail(ed|ing)"', true],
    ['|~ `"status":5\\d\\d`', true],
    ['|~ "(?i)FAILED"', true],
    ['!~ "fail"', false],
    ['|= "request" |= "failed" != "panic"', true],
    ['|= `a "quoted" text`', false],
    ['| json | level="error"', true],
    ['| json | level=~"warn|info"', false],
    ['| json | status >= 500', true],
    ['| json | status < 500', false],
    ['| json | http_path="/items"', true],
    ['| json | none > 1', false],
    ['| detected_level="error"', true],
    ['| detected_level!="error"', false],
  ])('%s', (stages, expected) => {
    expect(left(stages) !== undefined).toBe(expected);
  });

  it('takes fields of JSON and of logfmt as labels, and keeps apart what is there already', () => {
    expect(
      left('| json', '{"a":1,"n":{"b":true},"list":[1],"none":null}'),
    ).toEqual({
      a: 'b',
      a_extracted: '1',
      n_b: 'true',
      detected_level: 'error',
    });
    expect(
      left('| logfmt', 'level=info msg="a \\"b\\" c" took=5ms'),
    ).toMatchObject({ level: 'info', msg: 'a "b" c', took: '5ms' });
    expect(left('| json', 'no JSON')).toMatchObject({
      __error__: 'JSONParserErr',
    });
  });
});

describe('counts', () => {
  it('are parsed with their groups on either side', () => {
    const inner = {
      type: 'range',
      op: 'count_over_time',
      range: 300_000,
      query: expect.objectContaining({ type: 'log' }),
    };
    expect(
      parseLogQL('sum by (level, app) (count_over_time({a="b"} | json [5m]))'),
    ).toEqual({
      type: 'vector',
      op: 'sum',
      without: false,
      labels: ['level', 'app'],
      query: inner,
    });
    expect(parseLogQL('max(rate({a="b"}[1m])) without (pod)')).toMatchObject({
      op: 'max',
      without: true,
      labels: ['pod'],
      query: { op: 'rate', range: 60_000 },
    });
  });
});

describe('what is no query', () => {
  it.each([
    ['', /^parse error : syntax error: unexpected \$end$/],
    ['{a="b"', /^parse error at line 1, col 7: syntax error: unexpected \$end/],
    ['{a="b"} x', /unexpected IDENTIFIER/],
    ['{a}', /unexpected }/],
    ['{a="b}', /col 4: literal not terminated$/],
    ['{}', /at least one regexp or equality matcher/],
    ['{a=~".*"}', /at least one regexp or equality matcher/],
    ['{a!="b"}', /at least one regexp or equality matcher/],
    ['{a="b"} |~ "("', /error parsing regexp/],
    ['{a=~"(?<!x)y"}', /invalid or unsupported Perl syntax/],
    ['{a="\\ud83d"}', /col 4: invalid char escape$/],
    ['{a="b"} |= 5', /unexpected NUMBER/],
    ['count_over_time({a="b"})', /unexpected \)$/],
  ])('%s', (query, message) => {
    expect(() => parseLogQL(query)).toThrow(message);
  });

  it.each([
    'topk(3, rate({a="b"}[5m]))',
    '{a="b"} | line_format "x"',
    '{a="b"} | unwrap bytes',
    '{a="b"} | json x="y"',
    '{a="b"} | level="x" or level="y"',
    '{a="b"} |= "x" or "y"',
    '{a="b"} |> "<_> x"',
    'sum(rate({a="b"}[1m])) / 2',
  ])('%s is beyond the sandbox', query => {
    expect(() => parseLogQL(query)).toThrow(/^the sandbox does not evaluate/);
  });
});
