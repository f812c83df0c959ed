import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv';
import type { RuleResult } from './rule';
import { sarifReport } from './sarif';

// Its dialect is older than what Ajv 8 names; the words that it uses mean the same in both.
const words = { ...schema, $schema: undefined, id: undefined };
const validate = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(words);

const errors = (log: unknown) =>
  validate(log)
    ? []
    : validate.errors!.map(
        ({ instancePath, message }) => `${instancePath} ${message}`,
      );

const problem = (file: string, rule: string) => ({
  file,
  line: 3,
  column: 7,
  rule,
  message: `${file} is wrong`,
  remedy: 'Mend it',
});

const results: RuleResult[] = [
  {
    rule: 'contract',
    lookedAt: '2 files',
    problems: [
      problem('gitops/tenants/a b/#1 größe.yaml', 'tenant-name'),
      problem('gitops/tenants/demo/boundary/tenant.yaml', 'contract'),
    ],
    notes: ['The clone is shallow'],
    details: ['one'],
    milliseconds: 3,
  },
  { rule: 'render', lookedAt: 'nothing', problems: [] },
];
const about = (id: string) =>
  id === 'contract' ? 'Tenants keep the contract' : undefined;

it.each<[string, RuleResult[], string | undefined]>([
  ['of findings and notes', results, undefined],
  ['of a change', results, '2 files changed since main'],
  ['of nothing found', [results[1]], undefined],
  ['of no rule', [], undefined],
])('a report %s passes the schema of SARIF 2.1.0', (_name, list, scope) => {
  expect(errors(sarifReport(list, about, scope))).toEqual([]);
});

it('the schema takes neither unknown fields nor a line 0', () => {
  const log = sarifReport(results, about);
  const [{ results: found }] = log.runs as any[];
  found[0].severity = 'high';
  found[1].locations[0].physicalLocation.region.startLine = 0;
  delete (log.runs as any[])[0].tool.driver.name;
  expect(errors(log).sort()).toEqual([
    '/runs/0/results/0 must NOT have additional properties',
    '/runs/0/results/1/locations/0/physicalLocation/region/startLine must be >= 1',
    "/runs/0/tool/driver must have required property 'name'",
  ]);
});

it('has each finding with its rule, its place in the checkout, and what to do', () => {
  const [run] = sarifReport(results, about, 'the change').runs;
  expect(
    run.results.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex]),
  ).toEqual([
    ['tenant-name', 2],
    ['contract', 0],
  ]);
  expect(run.tool.driver.rules.map(rule => rule.id)).toEqual([
    'contract',
    'render',
    'tenant-name',
  ]);
  expect(run.results[0]).toMatchObject({
    level: 'error',
    message: { text: expect.stringMatching(/is wrong\. Mend it\.$/) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: 'gitops/tenants/a%20b/%231%20gr%C3%B6%C3%9Fe.yaml',
            uriBaseId: 'CHECKOUT',
          },
          region: { startLine: 3, startColumn: 7 },
        },
      },
    ],
  });
  const [{ toolExecutionNotifications }] = run.invocations;
  expect(toolExecutionNotifications.map(({ message }) => message.text)).toEqual(
    ['Looked at: the change', 'The clone is shallow'],
  );
});
