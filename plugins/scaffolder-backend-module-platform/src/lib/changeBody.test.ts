import { paths } from '@idp/platform-contract';
import {
  repositoryFiles,
  tenantFiles,
  workloadFiles,
} from '../__testUtils__/repositoryFiles';
import { changeBody, type ChangeBodyOptions } from './changeBody';
import { tenantChangeOf } from './describe';

const person = {
  ref: 'user:default/kim',
  ownershipRefs: new Set<string>(),
  isAdmin: false,
  author: {
    name: 'Kim [x](y) @all',
    email: 'kim@example.com',
    entityRef: 'user:default/kim',
  },
};

const mapOf = (files: Record<string, string>) => new Map(Object.entries(files));

const DEMO = mapOf(
  Object.fromEntries(
    Object.entries(repositoryFiles()).filter(([path]) =>
      path.startsWith('gitops/tenants/demo/'),
    ),
  ),
);

function body(
  after: Map<string, string>,
  options: Partial<ChangeBodyOptions> = {},
) {
  const changed = new Set(
    [...after.keys(), ...DEMO.keys()].filter(
      path => after.get(path) !== DEMO.get(path),
    ),
  );
  return changeBody({
    judgement: {
      tenant: 'demo',
      edits: [...changed].map(path => ({ path, content: Buffer.from('') })),
      before: DEMO,
      after,
      owner: 'group:default/demo',
      verdict: 'VERDICT',
    },
    goldenPath: { entityRef: 'template:default/web-service' },
    person,
    ...options,
  });
}

const with_ = (files: Record<string, string>) =>
  new Map([...DEMO, ...Object.entries(files)]);

const EKS_RELEASE = paths.release('demo', 'hello', 'eks');
const HELLO_SECRET = paths.externalSecret('demo', 'hello', 'api-token');

describe('changeBody', () => {
  it('says what a new workload brings and where it answers', () => {
    const text = body(with_(workloadFiles('demo', 'orders')), {
      domains: { local: 'local.example.com', eks: 'example.com' },
    });
    expect(text).toContain('### After the merge there is');
    expect(text).toContain('Application `demo--orders`');
    expect(text).toContain('`https://demo--orders.example.com` in eks');
    expect(text).not.toContain('Somebody must fill');
    expect(text).not.toContain('hello');
  });

  it('names the path in Vault, who fills it, and the keys, for new secrets only', () => {
    const before = new Map(DEMO);
    before.delete(HELLO_SECRET);
    const text = body(DEMO, {
      judgement: {
        tenant: 'demo',
        edits: [{ path: HELLO_SECRET, content: Buffer.from('') }],
        before,
        after: DEMO,
        owner: 'group:default/demo',
        verdict: 'VERDICT',
      },
    });
    expect(text).toMatch(
      /Somebody must fill in Vault[^]*`kv\/tenant-demo\/hello\/api-token`, by `group:default\/demo`[^]*API_TOKEN=-/,
    );
    expect(
      body(
        with_({ [HELLO_SECRET]: DEMO.get(HELLO_SECRET)!.replace('1h', '2h') }),
      ),
    ).not.toContain('Somebody must fill');
  });

  it.each([
    [
      'a release',
      with_({
        [EKS_RELEASE]: DEMO.get(EKS_RELEASE)!.replace(
          'replicas: 2',
          'replicas: 5',
        ),
      }),
      '`; has 5 replicas, before that 2 replicas',
    ],
    [
      'a release that cannot be read',
      with_({ [EKS_RELEASE]: 'x' }),
      '- workload `hello`',
    ],
    [
      'the workload itself',
      with_({ [paths.workloadFile('demo', 'hello')]: 'x' }),
      '- workload `hello`',
    ],
    [
      'the boundary',
      with_({ [paths.tenantFile('demo')]: 'x' }),
      '- the boundary of tenant `demo`',
    ],
    [
      'a removed workload',
      new Map([...DEMO].filter(([path]) => path.includes('/boundary/'))),
      '- workload `hello` is gone',
    ],
    ['a removed tenant', new Map<string, string>(), '- tenant `demo` is gone'],
  ])('says that the merge changes %s', (_, after, line) => {
    const text = body(after);
    expect(text).toContain('### The merge changes');
    expect(text).toContain(line);
  });

  it('links the golden path and its version, and names the person', () => {
    const text = body(DEMO, {
      goldenPath: {
        entityRef: 'template:acme/web-service',
        title: 'Web ](javascript:x) <b>',
        version: '1`2',
      },
      portalUrl: 'https://portal.example.com',
    });
    expect(text).toContain(
      '[Web \\]\\(javascript:x\\) &lt;b&gt;](https://portal.example.com/create/templates/acme/web-service), version `` 1`2 ``',
    );
    expect(text).toContain('(`user:default/kim`)');
    expect(text).not.toContain('@all');
    expect(text).toContain('VERDICT');
  });

  it('does without a link where the portal has no address', () => {
    expect(body(DEMO)).toContain('with the golden path web-service.');
  });

  it('quotes what the person wrote', () => {
    expect(body(DEMO, { description: 'one\ntwo' })).toMatch(
      /^> one\\\n> two\n\n/,
    );
    expect(body(DEMO, { description: '  \n' })).toMatch(/^Opened by/);
  });

  it('lists the files of a change that is about no tenant', () => {
    expect(
      body(DEMO, {
        judgement: {
          edits: [{ path: 'docs/index.md', content: Buffer.from('') }],
          before: new Map(),
          after: new Map(),
          verdict: 'VERDICT',
        },
      }),
    ).toContain('- `docs/index.md`');
  });
});

describe('tenantChangeOf', () => {
  it('knows a new tenant', () => {
    const after = mapOf(tenantFiles('payments', 'group:default/payments'));
    expect(
      tenantChangeOf('payments', [...after.keys()], new Map(), after),
    ).toEqual({
      tenant: 'payments',
      boundary: true,
      workloads: [],
      removedWorkloads: [],
      changedWorkloads: [],
      boundaryChanged: false,
      boundaryRemoved: false,
    });
  });
});
