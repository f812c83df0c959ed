import type { EntityScope, SignalPanelQuery } from '@idp/plugin-grafana-node';
import { parser } from '@prometheus-io/lezer-promql';
import { enforceNamespace } from '../enforceNamespace';
import { literal, NamespaceQueries, quoted } from '../QueryBuilder';
import { queryOf } from '../SignalReader';
import { defaultQueries } from './index';

const kinds = Object.entries(defaultQueries) as Array<
  [EntityScope['kind'], readonly SignalPanelQuery[]]
>;
const panels = kinds.flatMap(([kind, queries]) =>
  queries.map(panel => [kind, panel.id, panel] as const),
);

/** All that stands in braces. */
function selectorsOf(query: string): string[] {
  const found: string[] = [];
  parser.parse(query).iterate({
    enter(node) {
      if (node.name === 'VectorSelector') {
        found.push(query.slice(node.from, node.to));
      }
    },
  });
  return found;
}

const hostile = [
  'a"} or up{x="',
  'a\\"} or up{x="',
  'a\\',
  "a'`",
  '.*',
  'a|b',
  'a\n# ',
  'a"}) or vector(1) or (up{a="',
  '\ud83d\ude00\ud83d',
  '{{ $labels }}',
  '${__all}',
];

describe('the queries of panels', () => {
  it.each(panels)('%s %s asks for one namespace alone', (kind, _, panel) => {
    const query = queryOf(
      panel,
      { kind, namespace: 'tenant-payments', workload: 'orders' },
      { stepSeconds: 60 },
    );
    const selectors = selectorsOf(query);
    expect(selectors).not.toHaveLength(0);
    for (const selector of selectors) {
      expect(selector).toContain('{namespace="tenant-payments"');
    }
  });

  it.each(panels.filter(([kind]) => kind !== 'tenant'))(
    '%s %s asks for its workload',
    (kind, _, panel) => {
      const query = queryOf(
        panel,
        { kind, namespace: 'tenant-payments', workload: 'orders' },
        { stepSeconds: 60 },
      );
      expect(query).toContain('orders');
    },
  );

  it.each(panels)('%s %s lets no value out of its place', (kind, _, panel) => {
    for (const text of hostile) {
      const query = queryOf(
        panel,
        { kind, namespace: `tenant-${text}`, workload: text },
        { stepSeconds: 60 },
      );
      // As many as of a harmless one, each of the namespace that was asked for.
      const harmless = queryOf(
        panel,
        { kind, namespace: 'tenant-a', workload: 'b' },
        { stepSeconds: 60 },
      );
      const selectors = selectorsOf(query);
      expect(selectors).toHaveLength(selectorsOf(harmless).length);
      for (const selector of selectors) {
        expect(selector).toContain(`{namespace="tenant-${quoted(text)}"`);
      }
    }
  });

  it('hold a broken character in the one form that Prometheus takes', () => {
    // Prometheus 2.42 answers 400, invalid UTF-8 rune, to U+FFFD itself, be it whole UTF-8 or not.
    expect(quoted('a\ud83db\ufffdc')).toBe('a\\ufffdb\\ufffdc');
    expect(quoted('\ud83d\ude00')).toBe('\ud83d\ude00');
  });

  it('look back over a step at least, and four scrapes', () => {
    const of = (step: number) =>
      new NamespaceQueries({ namespace: 'a' }, step).window;
    expect([of(15), of(60), of(300)]).toEqual(['120s', '120s', '330s']);
  });
});

describe('a query', () => {
  const refusal = 'asks for series of any namespace';
  it.each([
    ['up', refusal],
    ['up{}', refusal],
    ['sum(up{namespace="b"})', refusal],
    ['up{namespace=~"a"}', refusal],
    ['up{namespace!="a"}', refusal],
    ['up{namespace="a|b"}', refusal],
    ['up{x="namespace=\\"a\\""}', refusal],
    ['up{namespace="a"} or up', refusal],
    ['sum by (x) (rate(up{namespace="a"}[5m])) / sum(up{job="x"})', refusal],
    ['up{namespace="a"} + on (x) group_left () {__name__=~".+"}', refusal],
    ['max_over_time(up[1h:5m])', refusal],
    ['up{namespace="a"', 'not well-formed'],
    ['up{namespace="a"}}', 'not well-formed'],
    ['', 'not well-formed'],
    ['vector(1)', 'asks for no series'],
  ])('is refused before it is sent: %s', (query, words) => {
    expect(() => enforceNamespace(query, 'a')).toThrow(words);
  });

  it('may ask for its namespace in any form', () => {
    expect(() =>
      enforceNamespace(
        'sum by (le) (rate(a:b{job="x", namespace="a"}[5m] offset 1h)) / 1000 > bool 0',
        'a',
      ),
    ).not.toThrow();
  });

  it('is of metrics and labels that there are', () => {
    const q = new NamespaceQueries({ namespace: 'a', workload: 'b' }, 60);
    expect(() => q.select('up{}')).toThrow('is no metric');
    expect(() => q.select('up', { equal: { 'a=': 'b' } })).toThrow('no label');
    expect(() => q.select('up', { equal: { namespace: 'b' } })).toThrow(
      'no label',
    );
    expect(q.select('up', { match: { a: literal('x.y') } })).toBe(
      'up{namespace="a",a=~"x\\\\.y"}',
    );
  });
});
