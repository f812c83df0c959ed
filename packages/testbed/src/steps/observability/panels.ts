import type { SignalPanelId } from '@idp/plugin-grafana-common';

/** What the scene measures of an entity: a value that a line's newest point has, or the two between which it is. */
export type Expected = Record<string, number | [number, number]>;

const MIB = 2 ** 20;
const pod = (cores: number) => ({
  cpu: { usage: cores, request: 0.05 },
  memory: { usage: 48 * MIB, request: 64 * MIB, limit: 128 * MIB },
});
const service = (perSecond: number) => ({
  rate: { '2xx': perSecond * 0.98, '4xx': perSecond * 0.02, '5xx': 0 },
  errors: { '5xx': 0, timeout: 0.001, 'no-connection': 0 },
  duration: { p50: 0.01, p95: [0.05, 0.1], p99: [0.25, 0.5] } as Expected,
  ...pod(perSecond * 0.01),
});

/** By entity: all panels that it has. */
export const expectedPanels: Record<
  string,
  Partial<Record<SignalPanelId, Expected>>
> = {
  'component/demo/hello': service(2),
  'component/payments/orders': service(5),
  'component/payments/mailer': {
    throughput: { processed: 3.5 },
    failures: { failed: 0.5 },
    age: { oldest: 12 },
    ...pod(0.2),
  },
  'component/payments/nightly': {
    throughput: { started: [2, 5] },
    failures: { failed: [0, 1] },
    'last-success': { 'since-success': [0, 40] },
    duration: { 'last-run': 4 },
    ...pod(0.1),
  },
  'system/default/payments': {
    rate: { orders: 5 },
    errors: { orders: 0 },
    cpu: { orders: 0.05, mailer: 0.2, 'nightly-1': 0.1 },
    memory: { orders: 48 * MIB, mailer: 48 * MIB, 'nightly-1': 48 * MIB },
  },
};

/** Whether a value is as expected; measures of a second ago may be a few hundredths off. */
export function fits(value: number, expected: Expected[string]): boolean {
  const [low, high] = Array.isArray(expected)
    ? expected
    : [expected * 0.9, expected * 1.1];
  return value >= low - 1e-9 && value <= high + 1e-9;
}
