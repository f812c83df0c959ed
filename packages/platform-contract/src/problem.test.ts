import { ContractError, formatProblem, type Problem } from './problem';

const problem: Problem = {
  file: 'gitops/a.yaml',
  line: 3,
  column: 5,
  rule: 'schema',
  message: 'spec.port is 0',
  remedy: 'Write a whole number!',
};

it('formats a problem in one line that an editor can jump to', () => {
  expect(formatProblem(problem)).toBe(
    'gitops/a.yaml:3:5 schema: spec.port is 0. Write a whole number!',
  );
});

it('throws all problems, a line each', () => {
  const error = new ContractError([problem, { ...problem, line: 4 }]);
  expect(error).toMatchObject({ name: 'ContractError' });
  expect(error.problems).toHaveLength(2);
  expect(error.message.split('\n')).toHaveLength(2);
});
