import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { commit } from '../__testUtils__/checkout';
import { useCopy } from '../__testUtils__/useCopy';
import { check } from '../check';
import { openRepository } from '../repository';
import { scopeOfChange } from '.';

const copy = useCopy(['gitops', 'templates', 'docs']);
const tenant = (name: string) => `gitops/tenants/${name}`;
const QUOTA = 'templates/blueprints/quota-medium/v1/resourcequota.yaml';
const git = (...args: string[]) =>
  execFileSync('git', ['-C', copy.root, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Two tenants beside the example; the second has a quota of its own and a release that breaks the contract. */
beforeAll(() => {
  for (const name of ['shop', 'farm']) addTenant(name);
  replace(`${tenant('farm')}/boundary/kustomization.yaml`, 'small', 'medium');
  replace(`${tenant('farm')}/boundary/tenant.yaml`, 'small', 'medium');
  replace(release('farm'), /image: .*/, 'image: nginx:latest');
  commit(copy.root);
  git('branch', 'start');
});
afterEach(() => {
  git('reset', '--hard', '--quiet', 'start');
  git('clean', '-fdq');
});

it('looks at the tenant that a commit changed, and at no other', async () => {
  replace(release('shop'), /image: .*/, 'image: nginx:latest');
  commit(copy.root);
  const { scope, about } = scopeOfChange(copy.root, 'start');
  expect(about).toMatch(
    /^1 file changed since start \([0-9a-f]{12}\); looked at: the platform and 1 tenant: shop$/,
  );
  const [{ problems }] = await check(copy.root, { scope, only: ['contract'] });
  expect(problems.map(({ file }) => file)).toEqual([release('shop')]);
  expect(await renderedTenants(scope)).toEqual(['shop']);
});

it('looks at what is not committed, and at what was removed', () => {
  copy.write(`${tenant('new')}/boundary/tenant.yaml`, 'new: file\n');
  fs.rmSync(path.join(copy.root, release('shop')));
  const { scope } = scopeOfChange(copy.root, 'HEAD');
  expect(scope.changed).toEqual([
    `${tenant('new')}/boundary/tenant.yaml`,
    release('shop'),
  ]);
  expect(scope.tenants).toEqual(new Set(['new', 'shop']));
});

it('finds what a blueprint breaks in tenants that did not change', async () => {
  replace(
    'templates/blueprints/web-service/v1/kustomization.yaml',
    'fieldPath: spec.port',
    'fieldPath: spec.porz',
  );
  const { scope } = scopeOfChange(copy.root, 'start');
  const [{ problems }] = await check(copy.root, { scope, only: ['render'] });
  const broken = problems.map(({ file }) => file.split('/')[2]);
  expect(new Set(broken)).toEqual(new Set(['demo', 'farm', 'shop']));
});

it('looks at the tenants that use a blueprint, also by way of another one', async () => {
  replace(QUOTA, 'spec:', '# Changed\nspec:');
  expect(scopeOfChange(copy.root, 'start').scope.tenants).toEqual(
    new Set(['farm']),
  );
  copy.write(
    'templates/blueprints/quota-huge/v2/kustomization.yaml',
    'kind: Component\ncomponents: [../../quota-medium/v1]\n',
  );
  replace(
    `${tenant('shop')}/boundary/kustomization.yaml`,
    'quota-small/v1',
    'quota-huge/v2',
  );
  commit(copy.root);
  git('branch', '-f', 'later');
  replace(QUOTA, '# Changed', '# Changed again');
  expect(scopeOfChange(copy.root, 'later').scope.tenants).toEqual(
    new Set(['farm', 'shop']),
  );
});

it.each([
  ['gitops/environments/local/environment.yaml', ['demo', 'farm', 'shop']],
  ['kubernetes/policy/base/policy.yaml', ['demo', 'farm', 'shop']],
  // One tenant of each blueprint: it sees what is no longer there.
  ['kubernetes/gateway/base/gateway.yaml', ['demo', 'farm']],
  ['gitops/platform/gateway.yaml', ['demo', 'farm']],
  ['packages/check/src/index.ts', []],
  ['templates/web-service/template.yaml', []],
  ['gitops/tenants/README.md', []],
])('a change of %s touches %s', async (file, tenants) => {
  const before = fs.existsSync(path.join(copy.root, file))
    ? fs.readFileSync(path.join(copy.root, file), 'utf8')
    : '';
  copy.write(file, `${before}\n# Changed\n`);
  const { scope } = scopeOfChange(copy.root, 'start');
  expect(scope.changed).toEqual([file]);
  expect(
    scope.tenants === 'all'
      ? ['demo', 'farm', 'shop']
      : [...scope.tenants].sort(),
  ).toEqual(tenants);
});

it('looks for secrets in the commits of the branch, and in no older ones', async () => {
  // Made anew each time, so that this file holds none.
  const leak = (file: string) => {
    copy.write(file, `token: ghp_${randomBytes(18).toString('hex')}\n`);
    commit(copy.root);
    fs.rmSync(path.join(copy.root, file));
    commit(copy.root);
  };
  leak('old.yaml');
  git('branch', '-f', 'later');
  leak('new.yaml');
  const { scope } = scopeOfChange(copy.root, 'later');
  const [{ problems, lookedAt }] = await check(copy.root, {
    scope,
    only: ['secrets'],
  });
  expect(problems.map(({ file }) => file)).toEqual(['new.yaml']);
  expect(lookedAt).toBe('0 files, 2 new commits with 1 earlier version');
});

it('checks all where what changed holds for all files', () => {
  copy.write('check-exceptions.yaml', 'secrets: []\n');
  const { scope, about } = scopeOfChange(copy.root, 'start');
  expect(scope).toEqual({ platform: true, tenants: 'all' });
  expect(about).toMatch(/^everything, as check-exceptions\.yaml/);
});

it.each([
  ['nowhere', /--changed nowhere: there is no such commit, branch or tag in/],
  ['--all', /--changed --all: there is no such commit/],
  ['apart', /--changed apart: it has no commit in common/],
])('says why it cannot compare with %s', (ref, message) => {
  const tree = git('write-tree').toString().trim();
  const apart = execFileSync(
    'git',
    [
      '-c',
      'user.name=x',
      '-c',
      'user.email=x@example.com',
      'commit-tree',
      '-m',
      'x',
      tree,
    ],
    { cwd: copy.root, encoding: 'utf8' },
  ).trim();
  git('branch', '-f', 'apart', apart);
  expect(() => scopeOfChange(copy.root, ref)).toThrow(message);
});

it('says that it needs a git checkout', () => {
  expect(() => scopeOfChange(path.join(copy.root, 'gitops'), 'start')).toThrow(
    /is not the top of a git checkout/,
  );
});

function release(name: string) {
  return `${tenant(name)}/workloads/hello/overlays/eks/release.yaml`;
}

function replace(file: string, from: string | RegExp, to: string) {
  const full = path.join(copy.root, file);
  const text = fs.readFileSync(full, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`The edit of ${file} did nothing.`);
  fs.writeFileSync(full, changed);
}

function addTenant(name: string) {
  const from = path.join(copy.root, tenant('demo'));
  const to = path.join(copy.root, tenant(name));
  fs.cpSync(from, to, { recursive: true });
  const files = fs.readdirSync(to, { recursive: true, withFileTypes: true });
  for (const entry of files.filter(each => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replaceAll('demo', name));
  }
}

async function renderedTenants(
  scope: ReturnType<typeof scopeOfChange>['scope'],
) {
  const { folders } = await openRepository(copy.root, { scope }).rendered();
  return [
    ...new Set(
      folders.flatMap(({ of }) => ('tenant' in of ? [of.tenant] : [])),
    ),
  ];
}
