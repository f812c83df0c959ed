import { logQuery } from './logQuery';

const labels = { namespace: 'namespace', workload: 'workload' };
const scope = { namespace: 'tenant-payments', workload: 'orders' };

/** The parts of a query: what is between quotes, read as Loki reads it, and what is around. */
function partsOf(query: string) {
  const texts: string[] = [];
  const around = query.replace(/"((?:[^"\\]|\\.)*)"/g, whole => {
    texts.push(JSON.parse(whole));
    return '""';
  });
  return { around, texts };
}

describe('a question for lines', () => {
  it('is of one namespace and workload', () => {
    expect(logQuery(scope, labels)).toBe(
      '{namespace="tenant-payments", workload="orders"}',
    );
    expect(
      logQuery({ namespace: 'a' }, { namespace: 'ns', workload: 'app' }),
    ).toBe('{ns="a"}');
  });

  it('has levels as Loki finds them', () => {
    expect(logQuery(scope, labels, { level: ['error', 'fatal'] })).toBe(
      '{namespace="tenant-payments", workload="orders"} | detected_level=~"error|fatal|critical"',
    );
  });

  it.each([
    'timeout',
    '"} or {namespace="tenant-billing',
    '" or {namespace=~".+"} |= "',
    'a\\" | line_format "x',
    '` | json | `',
    '.*',
    '(?i)[a-z]+$',
    '\\Q..\\E',
    '\\',
    'a\tb',
    '100% {{ .x }}',
    'Grüße 😀',
    '\ud83d',
  ])('takes %j for a text', search => {
    const { around, texts } = partsOf(logQuery(scope, labels, { search }));
    expect(around).toBe('{namespace="", workload=""} |~ ""');
    expect(texts.slice(0, 2)).toEqual(['tenant-payments', 'orders']);
    const [, , pattern] = texts;
    expect(pattern.startsWith('(?i)')).toBe(true);
    const fits = new RegExp(pattern.slice(4), 'iu');
    const whole = search.replace(/\p{Surrogate}/gu, '\ufffd');
    expect(fits.exec(`before ${whole} after`)?.[0]).toBe(whole);
    expect(fits.test('something else entirely')).toBe(false);
  });

  it.each(['a"} or {b="', 'a\\', '.*', '`'])(
    'lets %j in a namespace nowhere else',
    text => {
      const { around, texts } = partsOf(
        logQuery({ namespace: text, workload: text }, labels),
      );
      expect(around).toBe('{namespace="", workload=""}');
      expect(texts).toEqual([text, text]);
    },
  );
});
