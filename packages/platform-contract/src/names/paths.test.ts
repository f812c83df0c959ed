import * as fc from 'fast-check';
import { names } from '../__testUtils__/names';
import { ENVIRONMENTS } from './identifiers';
import { entityRefsOfPaths, parsePath, paths } from './paths';

const three = fc.tuple(names('tenant'), names('workload'), names('secret'));
const environments = fc.constantFrom(...ENVIRONMENTS);

const rebuilt = (path: string): string | undefined => {
  const place = parsePath(path);
  switch (place?.kind) {
    case 'tenant-file':
      return paths.tenantFile(place.tenant);
    case 'boundary-kustomization':
      return paths.boundaryKustomization(place.tenant);
    case 'workload-file':
      return paths.workloadFile(place.tenant, place.workload);
    case 'base-kustomization':
      return paths.baseKustomization(place.tenant, place.workload);
    case 'external-secret':
      return paths.externalSecret(place.tenant, place.workload, place.secret);
    case 'release':
      return paths.release(place.tenant, place.workload, place.environment);
    case 'overlay-kustomization':
      return paths.overlayKustomization(
        place.tenant,
        place.workload,
        place.environment,
      );
    case 'environment':
      return paths.environment(place.environment);
    case 'blueprint':
      return `${paths.blueprint(place.blueprint, place.version)}/${place.file}`;
    case 'template':
      return `${paths.templates}/${place.template}/${place.file}`;
    default:
      return undefined;
  }
};

describe('a path', () => {
  it('is read back as what it was made from', () => {
    fc.assert(
      fc.property(
        three,
        environments,
        ([tenant, workload, secret], environment) => {
          expect(parsePath(paths.tenantFile(tenant))).toEqual({
            kind: 'tenant-file',
            tenant,
          });
          expect(parsePath(paths.boundaryKustomization(tenant))).toEqual({
            kind: 'boundary-kustomization',
            tenant,
          });
          expect(parsePath(paths.workloadFile(tenant, workload))).toEqual({
            kind: 'workload-file',
            tenant,
            workload,
          });
          expect(parsePath(paths.baseKustomization(tenant, workload))).toEqual({
            kind: 'base-kustomization',
            tenant,
            workload,
          });
          expect(
            parsePath(paths.externalSecret(tenant, workload, secret)),
          ).toEqual({ kind: 'external-secret', tenant, workload, secret });
          expect(
            parsePath(paths.release(tenant, workload, environment)),
          ).toEqual({ kind: 'release', tenant, workload, environment });
          expect(
            parsePath(
              paths.overlayKustomization(tenant, workload, environment),
            ),
          ).toEqual({
            kind: 'overlay-kustomization',
            tenant,
            workload,
            environment,
          });
          expect(parsePath(paths.environment(environment))).toEqual({
            kind: 'environment',
            environment,
          });
        },
      ),
    );
  });

  it('has one spelling: whatever is understood is written the same way', () => {
    const spelled = fc
      .tuple(
        three,
        environments,
        fc.nat(),
        fc.fullUnicodeString({ maxLength: 3 }),
      )
      .map(([[tenant, workload, secret], environment, seed, inserted]) => {
        const good = [
          paths.tenantFile(tenant),
          paths.workloadFile(tenant, workload),
          paths.externalSecret(tenant, workload, secret),
          paths.release(tenant, workload, environment),
          `${paths.blueprint(workload, 1)}/kustomization.yaml`,
        ][seed % 5];
        const at = seed % (good.length + 1);
        return good.slice(0, at) + inserted + good.slice(at);
      });
    fc.assert(
      fc.property(spelled, path => {
        expect([undefined, path]).toContain(rebuilt(path));
      }),
      { numRuns: 500 },
    );
  });

  it('knows the files of blueprints and golden paths', () => {
    expect(
      parsePath('templates/blueprints/web-service/v12/patches/a.yaml'),
    ).toEqual({
      kind: 'blueprint',
      blueprint: 'web-service',
      version: 12,
      file: 'patches/a.yaml',
    });
    expect(
      parsePath('templates/web-service/skeleton/${{ values.name }}/a.yaml'),
    ).toEqual({
      kind: 'template',
      template: 'web-service',
      file: 'skeleton/${{ values.name }}/a.yaml',
    });
  });

  it.each([
    '',
    '/',
    'gitops',
    'gitops/tenants',
    'gitops/tenants/',
    'gitops/tenants/payments',
    'gitops/tenants/payments/boundary',
    'gitops/tenants/payments/boundary/',
    'gitops/tenants/payments/boundary/tenant.yml',
    'gitops/tenants/payments/boundary/sub/tenant.yaml',
    'gitops/tenants/payments/boundary/tenant.yaml/',
    'gitops/tenants/payments/tenant.yaml',
    'gitops/tenants/Payments/boundary/tenant.yaml',
    'GitOps/tenants/payments/boundary/tenant.yaml',
    'gitops/tenants/kube-system/boundary/tenant.yaml',
    'gitops/tenants/p\u0430yments/boundary/tenant.yaml',
    'gitops/tenants/${{ values.name }}/boundary/tenant.yaml',
    'gitops/tenants/payments/workloads/orders/base/extra.yaml',
    'gitops/tenants/payments/workloads/deployer/base/workload.yaml',
    'gitops/tenants/payments/workloads/orders/base/external-secret-.yaml',
    'gitops/tenants/payments/workloads/orders/base/external-secret-a--b.yaml',
    'gitops/tenants/payments/workloads/orders/base/external-secret-a/b.yaml',
    'gitops/tenants/payments/workloads/orders/overlays/prod/release.yaml',
    'gitops/tenants/payments/workloads/orders/overlays/release.yaml',
    'gitops/environments/prod/environment.yaml',
    'gitops/environments/local/kustomization.yaml',
    'gitops/environments/local/x/environment.yaml',
    'templates/README.md',
    'templates/blueprints/web-service/README.md',
    'templates/blueprints/web-service/v0/kustomization.yaml',
    'templates/blueprints/web-service/v01/kustomization.yaml',
    'templates/blueprints/Web Service/v1/kustomization.yaml',
    'README.md',
  ])('%j is none of the contract', path => {
    expect(parsePath(path)).toBeUndefined();
  });

  it.each([
    ['traversal', 'gitops/tenants/payments/../payments/boundary/tenant.yaml'],
    ['a dot', './gitops/tenants/payments/boundary/tenant.yaml'],
    ['traversal at the end', 'templates/web-service/x/..'],
    ['an absolute path', '/gitops/tenants/payments/boundary/tenant.yaml'],
    ['an absolute path of Windows', 'C:/templates/web-service/x.yaml'],
    ['an empty segment', 'gitops//tenants/payments/boundary/tenant.yaml'],
    ['backslashes', 'gitops\\tenants\\payments\\boundary\\tenant.yaml'],
    ['a backslash in a golden path', 'templates/web-service/..\\..\\x.yaml'],
    ['encoded dots', 'templates/web-service/%2e%2E/x.yaml'],
    ['an encoded slash', 'templates/web-service/..%2fx.yaml'],
    ['an encoded backslash', 'templates/web-service/..%5Cx.yaml'],
    ['an encoded letter', 'gitops/tenants/%70ayments/boundary/tenant.yaml'],
    ['NUL', 'templates/web-service/x\0.yaml'],
    ['a line break', 'templates/web-service/x\n.yaml'],
    ['a line break at the end', 'gitops/tenants/abc/boundary/tenant.yaml\n'],
  ])('is refused with %s', (_, path) => {
    expect(parsePath(path)).toBeUndefined();
  });
});

describe('entityRefsOfPaths', () => {
  it('names each tenant and workload once, sorted', () => {
    expect(
      entityRefsOfPaths([
        paths.release('payments', 'orders', 'eks'),
        paths.workloadFile('payments', 'orders'),
        paths.tenantFile('payments'),
        paths.externalSecret('demo', 'hello', 'token'),
        paths.environment('local'),
        'templates/web-service/template.yaml',
        'README.md',
      ]),
    ).toEqual([
      'component:demo/hello',
      'component:payments/orders',
      'system:default/payments',
    ]);
  });
});
