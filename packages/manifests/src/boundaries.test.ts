import { readYaml, tenants } from './__testUtils__/repository';
import { Manifest, only, render } from './__testUtils__/render';

const { repoURL } = readYaml('gitops/environments/shared/source.yaml').data;

it('has a tenant to look at', () => {
  expect(tenants()).toContain('demo');
});

describe.each(tenants())('boundary of %s', tenant => {
  const folder = `gitops/tenants/${tenant}/boundary`;
  const namespace = `tenant-${tenant}`;
  const { spec } = readYaml(`${folder}/tenant.yaml`);
  const group = spec.owner.split('/')[1];
  let manifests: Manifest[];

  beforeAll(async () => {
    manifests = await render(folder);
  });

  it('holds what a tenant needs, in its namespace, and no Secret', () => {
    const inside = manifests.filter(
      ({ kind, metadata }) =>
        kind !== 'Namespace' &&
        kind !== 'AppProject' &&
        metadata.namespace !== 'vault',
    );
    expect(
      inside.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort(),
    ).toEqual([
      'LimitRange/defaults',
      'NetworkPolicy/allow-dns',
      'NetworkPolicy/default-deny',
      'ResourceQuota/tenant',
      'RoleBinding/deployer',
      'RoleBinding/members',
      'RoleBinding/owner',
      'RoleBinding/viewers',
      'SecretStore/vault',
      'ServiceAccount/deployer',
      'ServiceAccount/external-secrets',
    ]);
    for (const { metadata } of inside) {
      expect(metadata.namespace).toBe(namespace);
      expect(metadata.labels).toMatchObject({ 'platform.idp/tenant': tenant });
    }
  });

  it('enforces restricted pod security on a namespace that is not pruned unasked', () => {
    const { metadata } = only(manifests, 'Namespace');
    expect(metadata.name).toBe(namespace);
    expect(metadata.labels).toMatchObject({
      'platform.idp/kind': 'tenant',
      'platform.idp/tenant': tenant,
      'platform.idp/owner': group,
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    });
  });

  it('has the quota of its class', () => {
    const { metadata, spec: quota } = only(manifests, 'ResourceQuota');
    expect(metadata.labels).toMatchObject({ 'platform.idp/quota': spec.quota });
    expect(quota.hard).toMatchObject({ 'services.loadbalancers': '0' });
  });

  it.each([
    ['owner', `oidc:${group}`, 'platform-tenant-owner'],
    ['members', `oidc:${group}-members`, 'platform-tenant-member'],
    ['viewers', 'oidc:viewers', 'platform-tenant-viewer'],
  ])('lets %s in as the group %s', (binding, name, role) => {
    const { roleRef, subjects } = only(manifests, 'RoleBinding', binding);
    expect(subjects).toEqual([
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name },
    ]);
    expect(roleRef).toMatchObject({ kind: 'ClusterRole', name: role });
  });

  it('lets the account of Argo CD in', () => {
    expect(only(manifests, 'RoleBinding', 'deployer').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'deployer', namespace },
    ]);
  });

  it('denies all traffic but DNS', () => {
    expect(only(manifests, 'NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    const { egress, ingress } = only(
      manifests,
      'NetworkPolicy',
      'allow-dns',
    ).spec;
    expect(ingress).toBeUndefined();
    expect(egress).toHaveLength(1);
    expect(egress[0].ports.map((port: any) => port.port)).toEqual([53, 53]);
  });

  it('reads Vault as its own service account, over TLS that it can verify', () => {
    const { vault } = only(manifests, 'SecretStore').spec.provider;
    expect(vault).toMatchObject({
      server: 'https://vault.vault.svc:8200',
      path: 'kv',
      version: 'v2',
      caProvider: { type: 'ConfigMap', name: 'platform-ca' },
    });
    expect(vault.caProvider.namespace).toBeUndefined();
    expect(vault.auth.kubernetes).toMatchObject({
      role: 'tenant',
      serviceAccountRef: { name: 'external-secrets' },
    });
    for (const name of ['external-secrets', 'deployer']) {
      const account = only(manifests, 'ServiceAccount', name);
      expect(account.automountServiceAccountToken).toBe(false);
    }
  });

  it('lets its owning group write its secrets in Vault, by objects out of the tenant’s reach', () => {
    const inVault = manifests.filter(
      ({ metadata }) => metadata.namespace === 'vault',
    );
    expect(
      inVault.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort(),
    ).toEqual([
      `Group/${namespace}`,
      `GroupAlias/${namespace}`,
      `Policy/${namespace}`,
    ]);
    for (const { metadata, spec: object } of inVault) {
      expect(metadata.labels).toMatchObject({ 'platform.idp/tenant': tenant });
      expect(object.authentication).toEqual({
        path: 'kubernetes',
        role: 'vault-config',
        serviceAccount: { name: 'vault-config' },
      });
    }
    expect(only(inVault, 'Group').spec).toMatchObject({
      type: 'external',
      policies: [namespace],
    });
    expect(only(inVault, 'GroupAlias').spec).toMatchObject({
      authEngineMountPath: 'oidc',
      name: group,
      groupName: namespace,
    });
    const { type, policy } = only(inVault, 'Policy').spec;
    expect(type).toBe('acl');
    expect(
      [...policy.matchAll(/path "([^"]*)" \{/g)].map(([, path]) => path),
    ).toEqual(
      ['data', 'metadata', 'delete', 'undelete', 'destroy'].map(
        part => `kv/${part}/${namespace}/*`,
      ),
    );
    expect(policy).not.toMatch(/sudo|tenant-x/);
  });

  it('limits Argo CD to this repository, this namespace, these kinds and the tenant’s account', () => {
    const project = only(manifests, 'AppProject');
    expect(project.metadata).toMatchObject({
      name: tenant,
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    const server = 'https://kubernetes.default.svc';
    expect(project.spec.sourceRepos).toEqual([repoURL]);
    expect(project.spec.destinations).toEqual([{ server, namespace }]);
    expect(project.spec.destinationServiceAccounts).toEqual([
      { server, namespace, defaultServiceAccount: 'deployer' },
    ]);
    expect(project.spec.clusterResourceWhitelist).toEqual([]);
    expect(project.spec.roles).toEqual([
      {
        name: 'owner',
        description: expect.any(String),
        groups: [group],
        policies: [
          `p, proj:${tenant}:owner, applications, get, ${tenant}/*, allow`,
          `p, proj:${tenant}:owner, applications, sync, ${tenant}/*, allow`,
          `p, proj:${tenant}:owner, logs, get, ${tenant}/*, allow`,
        ],
      },
    ]);
    const kinds = project.spec.namespaceResourceWhitelist.map(
      ({ group: api, kind }: any) => `${api}/${kind}`,
    );
    for (const forbidden of [
      '/Secret',
      '/ResourceQuota',
      '/LimitRange',
      'rbac.authorization.k8s.io/RoleBinding',
      'external-secrets.io/SecretStore',
      'argoproj.io/Application',
      'redhatcop.redhat.io/Policy',
    ]) {
      expect(kinds).not.toContain(forbidden);
    }
    expect(kinds.join()).not.toContain('*');
  });
});

describe('what a tenant is allowed', () => {
  let roles: Manifest[];
  let project: Manifest;
  let workload: Manifest[];

  beforeAll(async () => {
    roles = await render('kubernetes/rbac/base');
    project = only(await render('gitops/tenants/demo/boundary'), 'AppProject');
    workload = await render(
      'gitops/tenants/demo/workloads/hello/overlays/local',
    );
  });

  const plural = (kind: string) =>
    kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;

  it('lets the deployer write every kind that a workload renders to, and its project permit it', () => {
    const { rules } = only(roles, 'ClusterRole', 'platform-tenant-deployer');
    for (const { apiVersion, kind } of workload) {
      const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
      const resource = plural(kind.toLowerCase());
      const verbs = rules
        .filter(
          (rule: any) =>
            rule.apiGroups.includes(group) && rule.resources.includes(resource),
        )
        .flatMap((rule: any) => rule.verbs);
      expect({ resource, verbs }).toEqual({
        resource,
        verbs: expect.arrayContaining(['get', 'create', 'patch', 'delete']),
      });
      expect(project.spec.namespaceResourceWhitelist).toContainEqual({
        group,
        kind,
      });
    }
  });

  const tenantRoles = () =>
    roles.filter(
      ({ kind, metadata }) =>
        kind === 'ClusterRole' && metadata.name.startsWith('platform-tenant-'),
    );

  it('lets nobody read or write Secrets, roles, or enter a pod', () => {
    expect(tenantRoles()).toHaveLength(4);
    for (const { metadata, rules } of tenantRoles()) {
      for (const rule of rules) {
        expect([metadata.name, ...rule.resources, ...rule.verbs]).not.toEqual(
          expect.arrayContaining([
            expect.stringMatching(
              /^(\*|secrets|roles|rolebindings|pods\/(exec|attach|portforward)|impersonate|escalate|bind)$/,
            ),
          ]),
        );
      }
    }
  });

  it('lets the owner group write nothing but restart a pod', () => {
    const { rules } = only(roles, 'ClusterRole', 'platform-tenant-owner');
    const writes = rules.filter((rule: any) =>
      rule.verbs.some(
        (verb: string) => !['get', 'list', 'watch'].includes(verb),
      ),
    );
    expect(writes).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
    ]);
  });

  it('lets members and viewers write nothing, and viewers see neither logs nor configuration', () => {
    const of = (name: string) => only(roles, 'ClusterRole', name).rules;
    const resources = (rules: any[]) => rules.flatMap(rule => rule.resources);
    const member = of('platform-tenant-member');
    const viewer = of('platform-tenant-viewer');
    for (const { verbs } of [...member, ...viewer]) {
      expect(['get', 'list', 'watch']).toEqual(expect.arrayContaining(verbs));
    }
    expect(
      resources(member).filter(name => !resources(viewer).includes(name)),
    ).toEqual(['configmaps', 'pods/log']);
  });
});

describe('what the platform team is allowed', () => {
  let roles: Manifest[];

  beforeAll(async () => {
    roles = await render('kubernetes/rbac/base');
  });

  it('is to read everything but Secrets, and to write nothing', () => {
    const { rules } = only(roles, 'ClusterRole', 'platform-reader');
    for (const { apiGroups = [], resources = [], verbs } of rules) {
      expect(['get', 'list', 'watch']).toEqual(expect.arrayContaining(verbs));
      expect(apiGroups).not.toContain('*');
      const core = apiGroups.includes('');
      expect(core && apiGroups.length > 1).toBe(false);
      expect(
        core &&
          resources.some((resource: string) =>
            /\*|secrets|exec|attach|portforward|proxy|token/.test(resource),
          ),
      ).toBe(false);
    }
    expect(
      only(roles, 'ClusterRoleBinding', 'platform-reader').subjects,
    ).toEqual([
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'oidc:platform',
      },
    ]);
  });

  it('is everything for the break-glass group, and for no other', () => {
    const admins = roles.filter(
      ({ kind, roleRef }) =>
        kind.endsWith('Binding') && roleRef.name === 'cluster-admin',
    );
    expect(admins.flatMap(({ subjects }) => subjects)).toEqual([
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'oidc:platform-break-glass',
      },
    ]);
  });
});

describe('quota classes', () => {
  const classes = ['small', 'medium', 'large'];
  const hard = (name: string) =>
    readYaml(`templates/blueprints/quota-${name}/v1/resourcequota.yaml`).spec
      .hard;

  it('grow from class to class in everything that they grant', () => {
    const amount = (value: string) => {
      const [, number, unit] = /^(\d+)(Gi)?$/.exec(value)!;
      return Number(number) * (unit ? 1024 ** 3 : 1);
    };
    for (const [index, name] of classes.slice(1).entries()) {
      const less = hard(classes[index]);
      const more = hard(name);
      expect(Object.keys(more)).toEqual(Object.keys(less));
      for (const [resource, value] of Object.entries<string>(more)) {
        if (value === '0') continue;
        expect(amount(value)).toBeGreaterThan(amount(less[resource]));
      }
    }
  });
});
