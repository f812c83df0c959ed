import type { ObservedInteraction } from './interactions';

const of = (
  name: string,
  path: string,
  more: Partial<ObservedInteraction> = {},
): ObservedInteraction => ({ of: 'alertmanager', name, path, ...more });

const matcher = {
  name: 'alertname',
  value: 'WorkloadServerErrors',
  isRegex: false,
  isEqual: true,
};
const silence = (name: string, change: object) =>
  of(name, '/api/v2/silences', {
    method: 'POST',
    body: {
      matchers: [matcher],
      startsAt: '{nowIso}',
      endsAt: '{laterIso}',
      createdBy: 'kim',
      comment: 'Known',
      ...change,
    },
  });
const alerts = (name: string, ...query: Array<[string, string]>) =>
  of(name, '/api/v2/alerts', { query });
const ours: [string, string] = ['filter', 'alertname="WorkloadServerErrors"'];
const nobody = '00000000-0000-4000-8000-000000000000';

/** In order: what changes something stands before what it changes. */
export const alertmanagerInteractions: ObservedInteraction[] = [
  of('healthy', '/-/healthy'),
  of('ready', '/-/ready'),
  alerts(
    'alerts',
    ['active', 'true'],
    ['silenced', 'true'],
    ['inhibited', 'true'],
  ),
  alerts('alerts-filtered', ours),
  alerts('alerts-of-a-pattern', ['filter', 'alertname=~"Workload.+"']),
  alerts('alerts-of-nobody', ['filter', 'alertname="Nobody"']),
  alerts('alerts-of-a-receiver', ours, ['receiver', 'tenants']),
  alerts('alerts-not-active', ours, ['active', 'false']),
  alerts('alerts-bad-filter', ['filter', 'a~b']),
  alerts('alerts-bad-pattern', ['filter', 'a=~"("']),
  alerts('alerts-bad-receiver', ['receiver', '(']),
  alerts('alerts-bad-flag', ['active', 'perhaps']),
  of('groups', '/api/v2/alerts/groups', { query: [ours] }),
  of('receivers', '/api/v2/receivers'),
  of('status', '/api/v2/status'),
  of('silences-none', '/api/v2/silences', {
    query: [['filter', 'alertname="Nobody"']],
  }),
  silence('silence-of-nothing', { matchers: [] }),
  silence('silence-of-everything', {
    matchers: [{ ...matcher, value: '.*', isRegex: true }],
  }),
  silence('silence-bad-pattern', {
    matchers: [{ ...matcher, value: '(', isRegex: true }],
  }),
  silence('silence-ends-first', { endsAt: '{beforeIso}' }),
  silence('silence-without-end', { endsAt: undefined }),
  silence('silence-without-author', { createdBy: undefined }),
  silence('silence-without-comment', { comment: undefined }),
  silence('silence-bad-time', { startsAt: 'soon' }),
  silence('silence-of-nobody', { id: nobody }),
  of('silence-no-body', '/api/v2/silences', { method: 'POST' }),
  of('silence-missing', `/api/v2/silence/${nobody}`),
  of('silence-bad-id', '/api/v2/silence/none'),
  of('silence-end-missing', `/api/v2/silence/${nobody}`, { method: 'DELETE' }),
  of('silence-end-bad-id', '/api/v2/silence/none', { method: 'DELETE' }),
  silence('silence-made', {}),
  of('silence', '/api/v2/silence/{silence}'),
  of('silences', '/api/v2/silences', { query: [ours] }),
  alerts('alerts-silenced', ours),
  alerts('alerts-not-silenced', ours, ['silenced', 'false']),
  of('silence-ended', '/api/v2/silence/{silence}', { method: 'DELETE' }),
  of('silence-over', '/api/v2/silence/{silence}'),
  of('silence-ended-twice', '/api/v2/silence/{silence}', { method: 'DELETE' }),
  of('no-such-route', '/api/v2/nope'),
  of('no-such-method', '/api/v2/receivers', { method: 'DELETE' }),
];
