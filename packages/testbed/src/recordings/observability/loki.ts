import { logQuery } from '../../../../../plugins/grafana-backend/src/logs/logQuery';
import type { ObservedInteraction } from './interactions';

type Query = Record<string, string>;

const of = (
  name: string,
  path: string,
  query: Query = {},
  more: Partial<ObservedInteraction> = {},
): ObservedInteraction => ({
  of: 'loki',
  name,
  path: path.startsWith('/') ? path : `/loki/api/v1/${path}`,
  query: Object.entries(query),
  ...more,
});

const span = { start: '{beforeNs}', end: '{nowNs}' };
const range = (name: string, query: string, more: Query = {}) =>
  of(name, 'query_range', { query, ...span, ...more });
const instant = (name: string, query: string) => of(name, 'query', { query });

const hello = '{namespace="tenant-demo", workload="hello"}';
const labels = { namespace: 'namespace', workload: 'workload' };
const own = { namespace: 'tenant-demo', workload: 'hello' };
const nobody = '{namespace="tenant-nobody"}';

export const lokiInteractions: ObservedInteraction[] = [
  of('ready', '/ready'),
  range('lines', logQuery(own, labels), { limit: '5', direction: 'backward' }),
  range('lines-forward', logQuery(own, labels), {
    limit: '5',
    direction: 'forward',
  }),
  range('lines-searched', logQuery(own, labels, { search: 'HTTP/1.1"' })),
  range(
    'lines-of-levels',
    logQuery(own, labels, { level: ['info', 'error', 'unknown'] }),
  ),
  range('lines-none', nobody),
  of(
    'lines-by-form',
    'query_range',
    {},
    {
      method: 'POST',
      form: Object.entries({ query: hello, ...span, limit: '2' }),
    },
  ),
  range('counted', `sum(count_over_time(${hello}[5m]))`, { step: '60' }),
  range('counted-by-label', `sum by (stream) (rate(${hello}[5m]))`, {
    step: '60',
  }),
  range('counted-none', `sum(count_over_time(${nobody}[5m]))`, { step: '60' }),
  instant('moment', `sum by (stream) (rate(${hello}[5m]))`),
  instant('moment-none', `sum(rate(${nobody}[5m]))`),
  instant('moment-of-lines', hello),
  range('no-query', ''),
  range('bad-selector', '{a='),
  range('bad-text', '{a="b'),
  range('bad-stage', `${hello} | nonsense`),
  range('bad-pattern', `${hello} |~ "("`),
  range('bad-escape', `${hello} |= "\\x"`),
  range('no-selector', '{}'),
  range('empty-matcher', '{namespace=~".*"}'),
  range('any-metric', 'rate({namespace="a"})'),
  range('limit-over', hello, { limit: '5001' }),
  range('limit-zero', hello, { limit: '0' }),
  range('limit-negative', hello, { limit: '-1' }),
  range('limit-no-number', hello, { limit: 'x' }),
  range('bad-direction', hello, { direction: 'sideways' }),
  range('end-first', hello, { start: '{nowNs}', end: '{beforeNs}' }),
  range('too-long', hello, { start: '1', end: '315360001' }),
  range('bad-start', hello, { start: 'soon' }),
  range('zero-step', `rate(${hello}[5m])`, { step: '0' }),
  range('bad-step', `rate(${hello}[5m])`, { step: 'x' }),
  range('too-many-points', `rate(${hello}[5m])`, {
    start: '1',
    end: '100000',
    step: '1',
  }),
  of('labels', 'labels', span),
  of('label-values', 'label/stream/values', span),
  of('label-values-none', 'label/nobody/values', span),
  of('series', 'series', { 'match[]': hello, ...span }),
  of('series-none', 'series', { 'match[]': nobody, ...span }),
  of('series-bad-match', 'series', { 'match[]': '{', ...span }),
  of('series-with-stage', 'series', {
    'match[]': `${hello} |= "a"`,
    ...span,
  }),
  of('buildinfo', 'status/buildinfo'),
  of('no-such-route', 'nope'),
];
