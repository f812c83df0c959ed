import { formatVerdict, problemSentence } from './verdict';

const problem = {
  file: 'a.yaml',
  line: 3,
  column: 5,
  rule: 'schema',
  message: 'quota is <b>`huge`</b>',
  remedy: 'Write small.',
};

it('names every rule, every problem, and what was not looked at', () => {
  expect(
    formatVerdict([
      { rule: 'Paths', passed: '2 files', problems: [] },
      { rule: 'Contract', problems: [problem], note: 'older problems: 1' },
      { rule: 'Rendering', problems: [], skipped: 'there is no kustomize' },
    ]),
  ).toBe(
    [
      '**Verdict: refused, 1 problem**',
      '',
      '- Paths: passed, 2 files',
      '- Contract: **refused** (older problems: 1)',
      '  - `a.yaml:3:5` `schema`: quota is &lt;b&gt;\\`huge\\`&lt;/b&gt;. Write small.',
      '- Rendering: not checked, there is no kustomize',
    ].join('\n'),
  );
});

it('says it in one line of plain text too', () => {
  expect(problemSentence(problem)).toBe(
    'a.yaml:3:5 schema: quota is <b>`huge`</b>. Write small.',
  );
});
