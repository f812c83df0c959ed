import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  ENVIRONMENTS,
  nameProblem,
  QUOTA_CLASSES,
} from '@idp/platform-contract';
import Ajv from 'ajv';
import { goldenPaths, readText, readYaml } from './__testUtils__/repository';

const ACTIONS = [
  'fetch:template',
  'platform:change:open',
  'platform:check',
  'platform:gitops:fetch',
  'platform:gitops:restore',
  'platform:secrets:add',
  'platform:yaml:edit',
];

const pagesOf = (name: string): any[] =>
  [readYaml(`templates/${name}/template.yaml`).spec.parameters].flat();

/** Every schema of a form, with the path of its property. */
function schemasBelow(schema: any, at: string[] = []): Array<[string, any]> {
  const children = [
    ...Object.entries<any>(schema.properties ?? {}),
    ...(schema.items ? [['items', schema.items] as [string, any]] : []),
  ];
  return [
    [at.join('.'), schema] as [string, any],
    ...children.flatMap(([name, child]) => schemasBelow(child, [...at, name])),
  ];
}

function accepts(name: string, values: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  return pagesOf(name).flatMap(page => {
    const validate = ajv.compile(page);
    return validate(values)
      ? []
      : validate.errors!.map(error => `${error.instancePath} ${error.message}`);
  });
}

it('has the six golden paths', () => {
  expect(goldenPaths()).toEqual([
    'add-secret',
    'onboard-tenant',
    'release',
    'roll-back',
    'rotate-secret',
    'web-service',
  ]);
});

describe.each(goldenPaths())('golden path %s', name => {
  const template = readYaml(`templates/${name}/template.yaml`);

  it('is a valid Template with title, description, owner and version', async () => {
    await expect(templateEntityV1beta3Validator.check(template)).resolves.toBe(
      true,
    );
    expect(template.metadata).toMatchObject({
      name,
      title: expect.any(String),
      description: expect.any(String),
      annotations: {
        'platform.idp/template-version':
          expect.stringMatching(/^\d+\.\d+\.\d+$/),
      },
    });
    expect(template.spec.owner).toBe('group:default/platform');
  });

  it('has pages and fields with titles, and forms that compile', () => {
    for (const page of pagesOf(name)) {
      expect(page.title).toEqual(expect.any(String));
      expect(() => new Ajv({ strict: false }).compile(page)).not.toThrow();
      const schemas = schemasBelow(page);
      const fields = schemas.filter(([path]) => !path.endsWith('items'));
      expect(fields.filter(([, schema]) => !schema.title)).toEqual([]);
      for (const [, schema] of schemas) {
        const known = Object.keys(schema.properties ?? {});
        expect(known).toEqual(expect.arrayContaining(schema.required ?? []));
      }
    }
  });

  it('takes only bounded text', () => {
    for (const page of pagesOf(name)) {
      const unbounded = schemasBelow(page).filter(
        ([, schema]) =>
          schema.type === 'string' &&
          !schema.enum &&
          schema['ui:field'] !== 'ChangePreview' &&
          !(schema.maxLength <= 500),
      );
      expect(unbounded).toEqual([]);
    }
  });

  it('has no field that hides what is typed, since none takes a secret value', () => {
    for (const [path, schema] of pagesOf(name).flatMap(page =>
      schemasBelow(page),
    )) {
      expect(schema['ui:widget']).not.toBe('password');
      expect(schema['ui:field']).not.toBe('Secret');
      expect(path).not.toMatch(/password|token|secretValue/i);
    }
    expect(template.spec.secrets).toBeUndefined();
  });

  it('uses known actions, checks before it opens, and links to the change', () => {
    const actions = template.spec.steps.map((step: any) => step.action);
    expect(
      actions.filter((action: string) => !ACTIONS.includes(action)),
    ).toEqual([]);
    expect(actions[0]).toBe('platform:gitops:fetch');
    expect(actions.slice(-2)).toEqual([
      'platform:check',
      'platform:change:open',
    ]);
    expect(template.spec.output.links[0].url).toBe(
      '${{ steps.open.output.changeUrl }}',
    );
  });

  it('uses only parameters that its form has', () => {
    const fields = pagesOf(name).flatMap(page => Object.keys(page.properties));
    const used = readText(`templates/${name}/template.yaml`).matchAll(
      /parameters\.(\w+)/g,
    );
    for (const [, parameter] of used) expect(fields).toContain(parameter);
  });

  it('accepts its example', () => {
    expect(
      accepts(name, readYaml(`templates/${name}/example.yaml`).values),
    ).toEqual([]);
  });
});

describe('forms refuse what the platform could not run', () => {
  const valid = {
    tenant: 'payments',
    name: 'orders',
    description: 'Takes orders',
    lifecycle: 'production',
    image: 'ghcr.io/acme/orders:1.0.0',
    port: 8080,
    probePath: '/healthz',
    size: 'small',
    environments: ['local', 'eks'],
    replicas: { local: 1, eks: 2 },
  };
  const problems = (change: object) =>
    accepts('web-service', { ...valid, ...change });

  it.each([
    'ghcr.io/acme/orders:1.0.0',
    'ghcr.io/acme/team/orders:v1.2.3-rc.1',
    'registry.example.com:5000/orders:20260101',
    'localhost/orders:1',
    `ghcr.io/acme/orders@sha256:${'a'.repeat(64)}`,
    `ghcr.io/acme/orders:1.0@sha256:${'0'.repeat(64)}`,
  ])('image %s is fine', image => {
    expect(problems({ image })).toEqual([]);
  });

  it.each([
    'orders',
    'orders:1.0.0',
    'acme/orders:1.0.0',
    'ghcr.io/acme/orders',
    'ghcr.io/acme/orders:latest',
    `ghcr.io/acme/orders:latest@sha256:${'a'.repeat(64)}`,
    'ghcr.io/acme/orders@sha256:abc',
    'ghcr.io/Acme/orders:1.0.0',
    'https://ghcr.io/acme/orders:1.0.0',
    'ghcr.io/acme/orders:1.0.0\nkind: Secret',
    'ghcr.io/acme/orders:${{ secrets.x }}',
    '../orders:1',
    '',
  ])('image %j is refused', image => {
    expect(problems({ image })).not.toEqual([]);
  });

  it('does not choke on an image made to make a pattern backtrack', () => {
    expect(problems({ image: `a.a/${'a-'.repeat(240)}!` })).not.toEqual([]);
  });

  it.each([
    { name: 'Orders' },
    { name: 'or--ders' },
    { name: '../orders' },
    { name: 'orders\n' },
    { name: 'ab' },
    { name: 'o'.repeat(31) },
    { name: 'оrders' },
    { tenant: '${{ user.ref }}' },
    { port: 80 },
    { port: '8080' },
    { port: 70000 },
    { probePath: 'healthz' },
    { probePath: '/a b' },
    { size: 'huge' },
    { replicas: { local: 0, eks: 2 } },
    { replicas: { local: 1 } },
    { environments: [] },
    { environments: ['prod'] },
    { environments: ['local', 'local'] },
    { secrets: [{ name: 'Database' }] },
    { secrets: [{ name: 'database', keys: ['NOT-A-VARIABLE'] }] },
    { secrets: [{ keys: ['A'] }] },
    { links: [{ url: ['javascript', 'alert(1)'].join(':'), title: 'x' }] },
    { sourceLocation: 'http://git.example.com/x' },
    { description: '' },
    { description: 'x'.repeat(501) },
  ])('%j is refused', change => {
    expect(problems(change)).not.toEqual([]);
  });

  it.each([
    'payments',
    'a-b-c',
    'ab',
    'a1b',
    '1ab',
    'a--b',
    'a-',
    'A-b',
    'a_b',
    'аbc',
    'a'.repeat(30),
    'a'.repeat(31),
  ])('says of the name %s what the contract says', name => {
    expect(problems({ name }).length > 0).toBe(
      nameProblem('workload', name) !== undefined,
    );
  });

  it('offers the quota classes of the contract', () => {
    const { quota } = pagesOf('onboard-tenant')[1].properties;
    expect(quota.enum).toEqual(QUOTA_CLASSES);
    expect(quota.enumNames).toHaveLength(QUOTA_CLASSES.length);
  });

  it('asks for a release in each environment of the contract', () => {
    const { replicas, environments } = pagesOf('web-service')[1].properties;
    expect(environments.items.enum).toEqual(ENVIRONMENTS);
    expect(environments.default).toEqual(ENVIRONMENTS);
    expect(replicas.required).toEqual(ENVIRONMENTS);
    expect(Object.keys(replicas.properties)).toEqual(ENVIRONMENTS);
  });
});
