import { filesBelow, readYaml } from './__testUtils__/repository';
import { Manifest, only, render } from './__testUtils__/render';

/** The secrets of the platform that a person writes to Vault. */
function writtenByPeople(): string[] {
  return filesBelow('kubernetes')
    .filter(file => /^[^/]+\/component\.yaml$/.test(file))
    .flatMap(file =>
      readYaml(`kubernetes/${file}`).spec.secrets.human.map(
        ({ path }: { path: string }) => `kv/data/${path}`,
      ),
    )
    .sort();
}

describe.each(['local', 'eks'])('login to Vault in %s', environment => {
  const { domain } = readYaml(
    `gitops/environments/${environment}/environment.yaml`,
  ).spec;
  let manifests: Manifest[];

  beforeAll(async () => {
    manifests = await render(`kubernetes/vault-login/overlays/${environment}`);
  });

  it('is by Keycloak of the same domain, and leads back to Vault or to the command line alone', () => {
    const config = only(manifests, 'JWTOIDCAuthEngineConfig').spec;
    const issuer = `https://keycloak.${domain}/realms/platform`;
    expect(config.OIDCDiscoveryURL).toBe(issuer);
    expect(config.boundIssuer).toBe(issuer);
    expect(only(manifests, 'JWTOIDCAuthEngineRole').spec).toMatchObject({
      name: config.defaultRole,
      boundAudiences: [config.OIDCClientID],
      groupsClaim: 'groups',
      allowedRedirectURIs: [
        `https://vault.${domain}/ui/vault/auth/oidc/oidc/callback`,
        'http://localhost:8250/oidc/callback',
      ],
    });
  });

  it('gives a right to nobody but by a group', () => {
    const role = only(manifests, 'JWTOIDCAuthEngineRole').spec;
    expect(role.tokenPolicies).toBeUndefined();
  });

  it('lets the platform team write what a person has to write, and read no value', () => {
    expect(only(manifests, 'GroupAlias').spec).toMatchObject({
      authEngineMountPath: 'oidc',
      name: 'platform',
      groupName: 'platform-admin',
    });
    expect(only(manifests, 'Group', 'platform-admin').spec.policies).toEqual([
      'platform-admin',
    ]);
    const { policy } = only(manifests, 'Policy', 'platform-admin').spec;
    const rules = new Map<string, string[]>(
      [
        ...policy.matchAll(
          /path "([^"]*)" \{\s*capabilities = (\[[^\]]*\])\s*\}/g,
        ),
      ].map(([, path, capabilities]) => [path, JSON.parse(capabilities)]),
    );
    const data = [...rules.keys()].filter(path => path !== 'kv/metadata/*');
    expect(data.sort()).toEqual(writtenByPeople());
    for (const path of data) {
      expect(rules.get(path)).toEqual(['create', 'update']);
    }
  });
});
