import { parseRules } from './parseRules';
import { ruleWith } from './records';

const TEMPLATE = 'https://portal.{{ $externalLabels.domain }}/docs/#errors';
const FILLED_IN = 'https://portal.example.com/docs/#errors';

/** As Prometheus answers: the rule's own annotations are templates, those of its alerts are filled in. */
const wire = (rule: string, alert?: string) => ({
  data: {
    groups: [
      {
        name: 'workloads',
        rules: [
          {
            name: 'Errors',
            type: 'alerting',
            annotations: { runbook_url: rule },
            alerts: [
              {
                state: 'firing',
                labels: { workload: 'orders' },
                annotations: { runbook_url: alert },
              },
            ],
          },
        ],
      },
    ],
  },
});

function runbookOf(
  rule: string,
  alert?: string,
  externalLabels?: Record<string, string>,
) {
  const [record] = parseRules(wire(rule, alert), {
    kind: 'prometheus',
    name: 'local',
    environment: 'local',
    externalLabels,
  });
  return {
    firing: ruleWith(record, record.alerts).runbookUrl,
    quiet: ruleWith(record, []).runbookUrl,
  };
}

describe('the runbook of a rule', () => {
  it('is that of its alert, where the rule has a template', () => {
    expect(runbookOf(TEMPLATE, FILLED_IN)).toEqual({
      firing: FILLED_IN,
      quiet: undefined,
    });
  });

  it.each([
    TEMPLATE,
    'https://portal.{{$externalLabels.domain}}/docs/#errors',
    'https://portal.{{- .ExternalLabels.domain -}}/docs/#errors',
  ])('is %s filled in with what its Prometheus says of itself', template => {
    const { quiet } = runbookOf(template, undefined, { domain: 'example.com' });
    expect(quiet).toBe(FILLED_IN);
  });

  it.each([
    'https://portal.{{ $externalLabels.region }}/docs',
    'https://portal.{{ $externalLabels.constructor }}/docs',
    'https://portal.{{ $externalLabels.domain }}/{{ $labels.workload }}',
  ])('is none while %s has a part that only an alert fills in', template => {
    const { quiet } = runbookOf(template, undefined, { domain: 'example.com' });
    expect(quiet).toBeUndefined();
  });

  it('is its own, where it holds for all alerts', () => {
    expect(runbookOf(FILLED_IN)).toEqual({
      firing: FILLED_IN,
      quiet: FILLED_IN,
    });
  });

  it.each([
    'https://portal.example.com/{{ $labels.workload }}',
    // eslint-disable-next-line no-script-url -- what must not become a link
    'javascript:alert(1)',
    'https://kim:secret@portal.example.com/',
  ])('is no %s', address => {
    expect(runbookOf(address, address)).toEqual({
      firing: undefined,
      quiet: undefined,
    });
  });
});
