import { defaultQueries } from '../../../../../plugins/grafana-backend/src/signals/queries';
import { queryOf } from '../../../../../plugins/grafana-backend/src/signals/SignalReader';
import type { ObservedInteraction } from './interactions';

type Query = Record<string, string>;

const hello = '{namespace="tenant-demo",workload="hello"}';
const span = { start: '{before}', end: '{now}', step: '15' };
const scope = { namespace: 'tenant-demo', workload: 'hello' };

const of = (
  name: string,
  path: string,
  query: Query | Array<[string, string]> = {},
  more: Partial<ObservedInteraction> = {},
): ObservedInteraction => ({
  of: 'prometheus',
  name,
  path,
  query: Array.isArray(query) ? query : Object.entries(query),
  ...more,
});
const instant = (name: string, query: string, more: Query = {}) =>
  of(name, '/api/v1/query', { query, ...more });
const range = (name: string, query: string, more: Query = {}) =>
  of(name, '/api/v1/query_range', { query, ...span, ...more });

/** What the portal draws of a web service, in its own words. */
const panels = (defaultQueries['web-service'] ?? []).map(panel =>
  range(
    `panel-${panel.id}`,
    queryOf(panel, { kind: 'web-service', ...scope }, { stepSeconds: 15 }),
  ),
);

export const prometheusInteractions: ObservedInteraction[] = [
  of('healthy', '/-/healthy'),
  of('ready', '/-/ready'),
  instant(
    'query-vector',
    `sum by (namespace, workload) (workload:gateway_requests:rate5m${hello})`,
  ),
  instant(
    'query-series',
    'envoy_cluster_upstream_rq_xx{namespace="tenant-demo",workload="hello",envoy_response_code_class="2"}',
  ),
  instant('query-empty', 'up{job="nobody"}'),
  instant('query-scalar', '1'),
  instant('query-string', '"a"'),
  instant('query-nan', '0 / 0'),
  instant('query-infinite', '-1 / 0'),
  instant(
    'query-span',
    'envoy_cluster_upstream_rq_xx{namespace="tenant-demo",envoy_response_code_class="2"}[1m]',
  ),
  instant('query-at', 'envoy_cluster_membership_healthy{workload="hello"}', {
    time: '{before}',
  }),
  of('query-by-form', '/api/v1/query', [], {
    method: 'POST',
    form: [['query', 'sum(up)']],
  }),
  instant('query-nothing', ''),
  instant('query-two-names', 'foo bar'),
  instant('query-unknown-function', 'nofun(a)'),
  instant('query-empty-matcher', '{a=""}'),
  instant('query-unclosed', 'up{namespace="a"'),
  instant('query-unclosed-text', 'up{namespace="a'),
  instant('query-bad-pattern', 'up{namespace=~"("}'),
  instant('query-bad-escape', 'up{namespace="\\x"}'),
  instant('query-broken-character', 'up{namespace="\ufffd"}'),
  instant('query-bad-type', 'rate(up)'),
  instant('query-bad-time', '1', { time: 'x' }),
  instant('query-bad-timeout', '1', { timeout: 'x' }),
  instant(
    'query-many-matches',
    '{namespace="tenant-demo"} + on () {namespace="tenant-demo"}',
  ),
  instant('query-same-labels', `-{__name__=~"envoy.*_rq_.*",workload="hello"}`),
  ...panels,
  range('range-empty', 'up{job="nobody"}'),
  range('range-scalar', '1'),
  range('range-nan', '0 / 0'),
  range('range-of-ranges', 'up[5m]'),
  range('range-of-text', '"a"'),
  range('range-end-first', '1', { start: '{now}', end: '{before}' }),
  range('range-no-step', '1', { step: '' }),
  range('range-bad-step', '1', { step: 'x' }),
  range('range-zero-step', '1', { step: '0' }),
  range('range-bad-start', '1', { start: 'x' }),
  range('range-too-many-points', '1', { start: '0', step: '1' }),
  of('series', '/api/v1/series', [
    ['match[]', 'envoy_cluster_upstream_rq_xx{workload="hello"}'],
  ]),
  of('series-none', '/api/v1/series', [['match[]', 'nobody']]),
  of('series-of-nothing', '/api/v1/series'),
  of('series-bad-match', '/api/v1/series', [['match[]', '{']]),
  of('labels', '/api/v1/labels', [
    ['match[]', 'envoy_cluster_upstream_rq_xx{workload="hello"}'],
  ]),
  of('label-values', '/api/v1/label/workload/values', [
    ['match[]', 'envoy_cluster_upstream_rq_xx{workload="hello"}'],
  ]),
  of('label-values-none', '/api/v1/label/nobody/values'),
  of('label-bad-name', '/api/v1/label/a-b/values'),
  of('metadata-none', '/api/v1/metadata', { metric: 'nobody' }),
  of('rules', '/api/v1/rules'),
  of('rules-of-alerts', '/api/v1/rules', { type: 'alert' }),
  of('rules-of-records', '/api/v1/rules', { type: 'record' }),
  of('rules-bad-type', '/api/v1/rules', { type: 'x' }),
  of('alerts', '/api/v1/alerts'),
  of('buildinfo', '/api/v1/status/buildinfo'),
  of('no-such-route', '/api/v1/nope'),
  of('no-such-method', '/api/v1/query', [], { method: 'DELETE' }),
];
