import { repositoryPathProblem, requireRepositoryPath } from './repositoryPath';

it.each([
  'gitops/tenants/payments/boundary/tenant.yaml',
  'templates/web-service/skeleton/${{ values.tenant }}/a.yaml',
  'docs/.pages',
])('accepts %s', path => {
  expect(requireRepositoryPath(path)).toBe(path);
});

it.each([
  ['', 'missing'],
  [undefined, 'missing'],
  ['/etc/passwd', 'absolute'],
  ['gitops/../../etc/passwd', "part '..'"],
  ['./gitops', "part '.'"],
  ['gitops//tenants', 'empty part'],
  ['gitops/', 'empty part'],
  ['gitops\\tenants', 'one of'],
  ['C:/x', 'one of'],
  ['.git/config', "Git's own"],
  ['a/.GIT/hooks/post-checkout', "Git's own"],
  ['a/git~1/config', "Git's own"],
  ['a/b ', 'space'],
  ['a/b.', 'dot'],
  ['gitops/tenants/pаyments', 'plain ASCII'],
  ['gitops/tenants/pay\u0000', 'plain ASCII'],
  ['gitops/\n', 'plain ASCII'],
  ['a/'.repeat(200), 'at most'],
])('refuses %j', (path, reason) => {
  expect(repositoryPathProblem(path)).toContain(reason);
  expect(() => requireRepositoryPath(path)).toThrow(reason);
});
