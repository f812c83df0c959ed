import { checkFiles, formatProblem } from '@idp/platform-contract';
import { filesBelow, readText } from './__testUtils__/repository';

it('finds every tenant and environment in order', () => {
  const files = new Map(
    filesBelow('gitops').map(file => [
      `gitops/${file}`,
      readText(`gitops/${file}`),
    ]),
  );
  const { problems, workloads } = checkFiles(files);
  expect(problems.map(formatProblem)).toEqual([]);
  expect(workloads).toContainEqual({ tenant: 'demo', workload: 'hello' });
});
