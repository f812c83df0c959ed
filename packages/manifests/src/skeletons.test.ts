import { addSecretToWorkload, checkFiles } from '@idp/platform-contract';
import { mkdtemp, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import {
  filesBelow,
  readText,
  readYaml,
  repositoryRoot,
} from './__testUtils__/repository';
import { only, render } from './__testUtils__/render';
import { Rendered, Scaffold } from './__testUtils__/scaffold';

let scaffold: Scaffold;

beforeAll(async () => {
  scaffold = await Scaffold.start();
});

afterAll(async () => {
  await scaffold?.stop();
});

/** A value of every kind that breaks a template that pastes instead of quoting. */
const HOSTILE: Array<[string, string]> = [
  ['quotes', `"double" 'single' \`back\``],
  ['a newline and a key', 'x"\nspec:\n  owner: group:default/platform'],
  ['carriage return and tab', 'a\r\n\tb'],
  ['braces', '{{ values.name }} {% raw %} {# gone #} {a: b} [c]'],
  ['an expression', '${{ values.name | upper }} ${{ user.ref }}'],
  ['a colon and a comment', 'key: value # not a comment'],
  ['an anchor, an alias and a tag', '&a *a !!binary |'],
  ['a document marker', '---\nkind: Secret\n...'],
  ['a backslash at the end', 'C:\\temp\\'],
  ['an emoji and other scripts', '🚀 käse 日本語 עברית'],
  ['what YAML takes for something else', 'null'],
  ['a number', '0x1F'],
  ['a control character and a lone surrogate', 'a\u0000b\u001b[31m\ud800'],
  ['4 KB', `${'long "text": #\n'.repeat(300)}`],
];

const onboardValues = readYaml('templates/onboard-tenant/example.yaml').values;
const serviceValues = readYaml('templates/web-service/example.yaml').values;

const yamlOf = (files: Rendered, end: string) => {
  const found = [...files].filter(([file]) => file.endsWith(end));
  expect(found).toHaveLength(1);
  return parse(found[0][1]);
};

describe.each(HOSTILE)('a value with %s', (_, hostile) => {
  it('is the same value in the tenant’s file, and changes nothing else', async () => {
    const files = await scaffold.render(
      'onboard-tenant',
      {
        ...onboardValues,
        displayName: hostile,
        description: hostile,
        owner: hostile,
        contacts: [
          { type: 'email', value: hostile },
          { type: hostile, value: 'x' },
        ],
      },
      { unchecked: true },
    );
    expect(yamlOf(files, 'tenant.yaml')).toEqual({
      apiVersion: 'platform.idp/v1alpha1',
      kind: 'Tenant',
      metadata: {
        name: 'demo',
        annotations: { 'config.kubernetes.io/local-config': 'true' },
      },
      spec: {
        displayName: hostile,
        description: hostile,
        owner: hostile,
        contacts: [
          { type: 'email', value: hostile },
          { type: hostile, value: 'x' },
        ],
        quota: 'small',
      },
    });
  });

  it('is the same value in a workload’s files, and changes nothing else', async () => {
    const link = { url: hostile, title: hostile };
    const files = await scaffold.render(
      'web-service',
      {
        ...serviceValues,
        description: hostile,
        lifecycle: hostile,
        image: hostile,
        probePath: hostile,
        sourceLocation: hostile,
        links: [link, link],
      },
      { unchecked: true },
    );
    const { spec } = yamlOf(files, 'base/workload.yaml');
    expect(spec.catalog).toEqual({
      description: hostile,
      lifecycle: hostile,
      sourceLocation: hostile,
      links: [link, link],
    });
    expect(spec.probes.readiness.httpGet.path).toBe(hostile);
    expect(spec.probes.liveness.httpGet.path).toBe(hostile);
    expect(Object.keys(spec).sort()).toEqual([
      'blueprint',
      'catalog',
      'envFrom',
      'port',
      'probes',
      'resources',
    ]);
    for (const environment of ['local', 'eks']) {
      expect(yamlOf(files, `${environment}/release.yaml`).spec).toEqual({
        image: hostile,
        replicas: serviceValues.replicas[environment],
      });
    }
  });

  it('stays one value where names are joined', async () => {
    const name = hostile.replace(/[/\\\0\r\n]/g, '').slice(0, 60);
    const files = await scaffold.render(
      'web-service',
      { ...serviceValues, name },
      { unchecked: true },
    );
    expect(yamlOf(files, 'base/kustomization.yaml')).toMatchObject({
      configMapGenerator: [
        { name: `${name}--config`, literals: ['LOG_LEVEL=info'] },
      ],
      labels: [{ pairs: { 'platform.idp/workload': name } }],
    });
  });
});

it('cannot be led out of the tenants’ folder by a name', async () => {
  for (const name of ['../../../.github/workflows', '/etc', '..']) {
    await expect(
      scaffold.render('onboard-tenant', { ...onboardValues, name }),
    ).rejects.toThrow(/400/);
  }
});

it.each(['yes', 'null', 'true', 'off'])(
  'keeps the name %s a name, which YAML could take for something else',
  async name => {
    const files = await scaffold.render('web-service', {
      ...serviceValues,
      tenant: name,
      name,
    });
    expect(yamlOf(files, 'base/workload.yaml').metadata.name).toBe(name);
    expect(yamlOf(files, 'local/kustomization.yaml').namespace).toBe(
      `tenant-${name}`,
    );
  },
);

describe('what the golden paths write', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'idp-manifests-'));
    for (const folder of ['templates/blueprints', 'gitops/environments']) {
      await cp(path.join(repositoryRoot, folder), path.join(root, folder), {
        recursive: true,
      });
    }
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const write = async (files: Rendered) => {
    for (const [file, text] of files) {
      const location = path.join(root, file);
      await mkdir(path.dirname(location), { recursive: true });
      await writeFile(location, text);
    }
  };

  it.each(['small', 'medium', 'large'])(
    'is a boundary with the quota class %s, also for names with hyphens',
    async quota => {
      await write(
        await scaffold.render('onboard-tenant', {
          ...onboardValues,
          name: 'tenant-x-team',
          owner: 'group:default/Team.A_b-c',
          quota,
        }),
      );
      const manifests = await render(
        'gitops/tenants/tenant-x-team/boundary',
        root,
      );
      const namespace = 'tenant-tenant-x-team';
      expect(only(manifests, 'Namespace').metadata.name).toBe(namespace);
      expect(only(manifests, 'AppProject').spec.destinations[0].namespace).toBe(
        namespace,
      );
      const resourceQuota = only(manifests, 'ResourceQuota');
      expect(resourceQuota.metadata).toMatchObject({
        namespace,
        labels: { 'platform.idp/quota': quota },
      });
      expect(resourceQuota.spec.hard).toEqual(
        readYaml(`templates/blueprints/quota-${quota}/v1/resourcequota.yaml`)
          .spec.hard,
      );
      expect(only(manifests, 'RoleBinding', 'owner').subjects[0].name).toBe(
        'oidc:Team.A_b-c',
      );
    },
  );

  it.each([
    ['small', '50m', '128Mi'],
    ['medium', '200m', '512Mi'],
    ['large', '500m', '1Gi'],
  ])('is a service of the size %s', async (size, cpu, memory) => {
    await write(
      await scaffold.render('web-service', {
        ...serviceValues,
        tenant: 'team-a',
        name: 'b-api',
        size,
        port: 9090,
        probePath: '/healthz',
      }),
    );
    const manifests = await render(
      'gitops/tenants/team-a/workloads/b-api/overlays/eks',
      root,
    );
    const [app] = only(manifests, 'Deployment').spec.template.spec.containers;
    expect(app.resources).toEqual({
      requests: { cpu, memory },
      limits: { memory },
    });
    expect(app.ports[0].containerPort).toBe(9090);
    expect(app.readinessProbe.httpGet.path).toBe('/healthz');
    expect(only(manifests, 'HTTPRoute').spec.hostnames).toEqual([
      'team-a--b-api.apps.example.com',
    ]);
    expect(
      only(manifests, 'Service').spec.selector['app.kubernetes.io/instance'],
    ).toBe('team-a--b-api');
  });

  it('does not mix up a-b + c-d and a + b-c-d', async () => {
    const ids: string[] = [];
    for (const [tenant, name] of [
      ['aaa-bbb', 'ccc'],
      ['aaa', 'bbb-ccc'],
    ]) {
      await write(
        await scaffold.render('web-service', {
          ...serviceValues,
          tenant,
          name,
        }),
      );
      const manifests = await render(
        `gitops/tenants/${tenant}/workloads/${name}/overlays/local`,
        root,
      );
      ids.push(only(manifests, 'HTTPRoute').spec.hostnames[0].split('.')[0]);
    }
    expect(ids).toEqual(['aaa-bbb--ccc', 'aaa--bbb-ccc']);
  });

  it('runs in the environments that are chosen, and in no other', async () => {
    const files = await scaffold.render('web-service', {
      ...serviceValues,
      environments: ['eks'],
    });
    const overlays = [...files.keys()].filter(file =>
      file.includes('/overlays/'),
    );
    expect(overlays.map(file => file.split('/overlays/')[1]).sort()).toEqual([
      'eks/kustomization.yaml',
      'eks/release.yaml',
    ]);
    expect(checkFiles(files, { complete: false }).problems).toEqual([]);
  });

  it('keeps the contract', async () => {
    const values = { ...serviceValues, tenant: 'team-a', name: 'b-api' };
    const made = new Map([
      ...(await scaffold.render('onboard-tenant', {
        ...onboardValues,
        name: 'team-a',
        quota: 'large',
      })),
      ...(await scaffold.render('web-service', {
        ...values,
        size: 'large',
        sourceLocation: 'https://git.example.com/acme/b-api',
        links: [{ url: 'https://docs.example.com', title: 'Docs: "all" #1' }],
      })),
    ]);
    expect(checkFiles(made, { complete: false }).problems).toEqual([]);
  });

  it('says by a failed build that a workload has no tenant', async () => {
    const files = await scaffold.render('web-service', serviceValues);
    const base = 'gitops/tenants/demo/workloads/hello/base/kustomization.yaml';
    await write(
      new Map(files).set(base, files.get(base)!.replace(/labels:[^]*/, '')),
    );
    await expect(
      render('gitops/tenants/demo/workloads/hello/overlays/local', root),
    ).rejects.toThrow(/platform\.idp\/tenant/);
  });
});

describe('the tenant demo', () => {
  it('has the boundary that onboard-tenant writes for its example', async () => {
    const files = await scaffold.render('onboard-tenant', onboardValues);
    expect([...files.keys()].sort()).toEqual([
      'gitops/tenants/demo/boundary/kustomization.yaml',
      'gitops/tenants/demo/boundary/tenant.yaml',
    ]);
    for (const [file, text] of files) expect(readText(file)).toBe(text);
  });

  it('has the workload that web-service and add-secret write for their examples', async () => {
    const { tenant, workload, secret, keys } = readYaml(
      'templates/add-secret/example.yaml',
    ).values;
    const files = await scaffold.render('web-service', serviceValues);
    const changed = addSecretToWorkload({
      files,
      tenant,
      workload,
      secrets: [{ name: secret, keys }],
    });
    const folder = 'gitops/tenants/demo/workloads/hello';
    const made = new Map([...files, ...changed]);
    expect([...made.keys()].sort()).toEqual(
      filesBelow(folder).map(file => `${folder}/${file}`),
    );
    for (const [file, text] of made) expect(readText(file)).toBe(text);
  });
});
