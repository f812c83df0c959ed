import { rules as contractRules, type Problem } from '@idp/platform-contract';
import type { RuleResult } from './rule';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report as SARIF 2.1.0, which forges show beside the lines of a pull request. */
export function sarifReport(
  results: RuleResult[],
  about: (rule: string) => string | undefined,
  scope?: string,
) {
  const found = results.flatMap(({ rule, problems }) =>
    problems.map(problem => ({ rule, problem })),
  );
  const ids = [
    ...new Set([
      ...results.map(({ rule }) => rule),
      ...found.map(({ problem }) => problem.rule),
    ]),
  ];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'idp-check',
            rules: ids.map(id => {
              const text = about(id) ?? meaningOf(id);
              return { id, ...(text && { shortDescription: { text } }) };
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          CHECKOUT: { description: { text: 'The root of the repository' } },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...(scope
                ? [{ level: 'note', message: { text: `Looked at: ${scope}` } }]
                : []),
              ...results.flatMap(({ rule, notes = [] }) =>
                notes.map(text => ({
                  level: 'note',
                  message: { text },
                  associatedRule: { id: rule, index: ids.indexOf(rule) },
                })),
              ),
            ],
          },
        ],
        results: found.map(({ problem }) => ({
          ruleId: problem.rule,
          ruleIndex: ids.indexOf(problem.rule),
          level: 'error',
          message: { text: `${problem.message}. ${problem.remedy}.` },
          locations: [locationOf(problem)],
        })),
      },
    ],
  };
}

function locationOf({ file, line, column }: Problem) {
  return {
    physicalLocation: {
      artifactLocation: {
        uri: file.split('/').map(encodeURIComponent).join('/'),
        uriBaseId: 'CHECKOUT',
      },
      region: { startLine: line, startColumn: column },
    },
  };
}

function meaningOf(id: string): string | undefined {
  return Object.hasOwn(contractRules, id)
    ? contractRules[id as keyof typeof contractRules]
    : undefined;
}
