import { removeCheckouts, repositoryOf } from '../../__testUtils__/checkout';
import { useCopy } from '../../__testUtils__/useCopy';
import { openRepository } from '../../repository';
import { catalogRule } from '.';

const copy = useCopy([
  'catalog-info.yaml',
  'gitops/environments',
  'gitops/tenants/demo',
  'templates',
]);
afterAll(removeCheckouts);

const run = (scope?: Parameters<typeof openRepository>[1]) =>
  catalogRule(openRepository(copy.root, scope));

const INFO = 'catalog-info.yaml';
const TEMPLATE = 'templates/web-service/template.yaml';
const EXAMPLE = 'templates/web-service/example.yaml';

it('has nothing to say of what is here', async () => {
  const result = await run();
  expect(result.problems).toEqual([]);
  expect(result.lookedAt).toMatch(/^\d+ entities, \d+ golden paths$/);
  expect(result.notes).toEqual([expect.stringContaining('npm test')]);
});

it('is content with a repository that has neither entities nor golden paths', async () => {
  expect((await catalogRule(repositoryOf({}))).problems).toEqual([]);
});

it.each<[string, string, string | RegExp, string, RegExp]>([
  [
    'a name that the catalog does not take',
    INFO,
    /$/,
    '---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a b\nspec:\n  owner: group:default/platform\n',
    /refuses this entity: .*"a b"/,
  ],
  [
    'a field that its kind lacks the value of',
    INFO,
    '  type: website\n',
    '',
    /refuses this entity: .*type/,
  ],
  [
    'a field beside spec',
    INFO,
    'kind: Domain\n',
    'kind: Domain\nowner: platform\n',
    /refuses this entity: .*owner/,
  ],
  [
    'a kind that there is none of',
    INFO,
    'apiVersion: backstage.io/v1alpha1\n',
    'apiVersion: backstage.io/v2\n',
    /refuses this entity: it has no kind Domain of backstage\.io\/v2/,
  ],
  [
    'an entity that is described twice',
    INFO,
    /$/,
    '---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: Platform\nspec:\n  owner: group:default/platform\n',
    /system:default\/platform is described before/,
  ],
  [
    'a system that is not there',
    INFO,
    '  system: system:default/platform\n',
    '  system: plattform\n',
    /spec\.system names system:default\/plattform, which is not in the file/,
  ],
  [
    'a dependency that is not there',
    INFO,
    '- component:default/changes\n',
    '- component:default/change\n',
    /spec\.dependsOn names component:default\/change,/,
  ],
  [
    'a dependency of no kind',
    INFO,
    '- component:default/changes\n',
    '- changes\n',
    /spec\.dependsOn is changes, which is no reference/,
  ],
  [
    'an owner that is no group',
    INFO,
    '  owner: group:default/platform\n',
    '  owner: component:default/portal\n',
    /the owner component:default\/portal is neither a group nor a user/,
  ],
  [
    'entities that are no YAML',
    INFO,
    'kind: Domain\n',
    'kind: [\n',
    /this is no YAML/,
  ],
  [
    'a template that Backstage refuses',
    TEMPLATE,
    '      action: platform:check\n',
    '',
    /refuses this template: .*action/,
  ],
  [
    'a template of another API',
    TEMPLATE,
    'v1beta3',
    'v1beta2',
    /refuses this template: it has no kind Template of scaffolder/,
  ],
  [
    'a template that is called otherwise',
    TEMPLATE,
    '  name: web-service\n',
    '  name: service\n',
    /is called service/,
  ],
  [
    'a step that uses what the form does not ask for',
    TEMPLATE,
    '{{ parameters.reason }}',
    '{{ parameters.note }}',
    /the form has no field note/,
  ],
  [
    'an output of a step that is none',
    TEMPLATE,
    'steps.open.output.changeUrl',
    'steps.opened.output.changeUrl',
    /no step opened comes before/,
  ],
  [
    'two steps with one id',
    TEMPLATE,
    '    - id: check\n',
    '    - id: fetch\n',
    /two steps have the id fetch/,
  ],
  [
    'a skeleton that is not there',
    TEMPLATE,
    'url: ./skeleton\n',
    'url: ./skeletons\n',
    /skeleton templates\/web-service\/skeletons is not there/,
  ],
  [
    'a form that is no schema',
    TEMPLATE,
    '          type: integer\n',
    '          type: whole\n',
    /this page of the form is no JSON Schema/,
  ],
  [
    'an example that the form does not take',
    EXAMPLE,
    '  port: 8080\n',
    '  port: 80\n',
    /the form does not take port: it must be >= 1024/,
  ],
  [
    'an example that lacks a value',
    EXAMPLE,
    '  size: small\n',
    '',
    /the form does not take the values: it must have .*'size'/,
  ],
  [
    'a value that the form does not ask for',
    EXAMPLE,
    '  size: small\n',
    '  size: small\n  sice: small\n',
    /the form has no field sice/,
  ],
  [
    'an example of a workload that is not there',
    EXAMPLE,
    '  name: hello\n',
    '  name: goodbye\n',
    /gitops\/tenants\/demo\/workloads\/goodbye, which these values make, is not there/,
  ],
  [
    'an example of a secret that is not there',
    'templates/add-secret/example.yaml',
    '  secret: api-token\n',
    '  secret: api-key\n',
    /external-secret-api-key\.yaml, which these values make, is not there/,
  ],
])('finds %s', async (_, file, from, to, message) => {
  copy.edit(file, text => text.replace(from, to));
  const { problems } = await run();
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect(problems[0]).toMatchObject({ file, rule: 'catalog' });
  expect(problems[0].remedy).toMatch(/\w/);
});

it('says where a value is that does not fit', async () => {
  copy.edit(EXAMPLE, text => text.replace('    - eks\n', '    - moon\n'));
  const { problems } = await run();
  expect(problems).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('does not take environments.1'),
      line: 9,
      column: 7,
    }),
  ]);
});

it('finds a golden path without an example', async () => {
  copy.remove(EXAMPLE);
  expect((await run()).problems).toEqual([
    expect.objectContaining({
      file: TEMPLATE,
      message: 'this golden path has no example',
    }),
  ]);
});

describe('what an example made', () => {
  const TENANT = 'gitops/tenants/demo/boundary/tenant.yaml';

  it('keeps the contract', async () => {
    copy.edit(TENANT, text => text.replace(/quota: .*/, 'quota: huge'));
    expect((await run()).problems).toEqual([
      expect.objectContaining({
        file: 'templates/onboard-tenant/example.yaml',
        message: expect.stringMatching(
          /breaks the contract: .*tenant\.yaml:\d+ spec\.quota is 'huge'/,
        ),
      }),
    ]);
  });

  it('is not looked at where a change cannot touch it', async () => {
    copy.edit(TENANT, text => text.replace(/quota: .*/, 'quota: huge'));
    const scope = { platform: false, tenants: new Set(['payments']) };
    expect((await run({ scope })).problems).toEqual([]);
  });
});
