import { formatProblem } from '@idp/platform-contract';
import { useCopy } from '../__testUtils__/useCopy';
import { openRepository } from '../repository';
import { policiesRule } from './policies';

const copy = useCopy(['gitops', 'templates', 'kubernetes/policy']);
const hello = 'gitops/tenants/demo/workloads/hello';
const fixtures = 'kubernetes/policy/fixtures';

const findings = async () => {
  const result = await policiesRule(openRepository(copy.root));
  return { ...result, text: result.problems.map(formatProblem) };
};

describe('rule policies', () => {
  it('is silent on this repository, and says what it looked at and what it cannot see', async () => {
    const { text, lookedAt, notes } = await findings();
    expect(text).toEqual([]);
    expect(lookedAt).toMatch(/^\d+ policies, \d+ fixtures, \d+ objects$/);
    expect(notes).toEqual([expect.stringContaining('Helm charts')]);
  });

  it('judges a workload as its deployer, in the environment that it is for', async () => {
    copy.edit(`${hello}/overlays/eks/release.yaml`, text =>
      text.replace(/image: .*/, 'image: "registry.example.com/hello:1.0.0"'),
    );
    const { problems, text } = await findings();
    expect(text).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: `${hello}/overlays/eks/kustomization.yaml`,
      rule: 'policies',
      message: `Deployment hello of ${hello}/overlays/eks is refused by the policy tenant-pods`,
      remedy: expect.stringContaining('registry.example.com/hello:1.0.0'),
    });
  });

  it('names the file of a tenant’s own object, with the line', async () => {
    copy.edit(`${hello}/base/external-secret-api-token.yaml`, text =>
      text.replace('key: tenant-demo/', 'key: tenant-payments/'),
    );
    const { text } = await findings();
    expect(text).toHaveLength(2); // one an environment
    for (const line of text) {
      expect(line).toMatch(
        /external-secret-api-token\.yaml:1:1 policies: ExternalSecret hello--api-token .*tenant-external-secrets.*tenant-payments\/hello/,
      );
    }
  });

  it('takes the domain from the environment, so that a host of another one is refused', async () => {
    copy.edit('templates/blueprints/web-service/v1/service.yaml', text =>
      text.replace('type: ClusterIP', 'type: LoadBalancer'),
    );
    copy.edit('kubernetes/policy/overlays/eks/kustomization.yaml', text =>
      text.replace('environments/eks', 'environments/local'),
    );
    const { text } = await findings();
    expect(text.filter(line => line.includes('LoadBalancer'))).toHaveLength(2);
    expect(
      text.filter(line =>
        line.includes("'demo--hello.apps.local.example.com' and no other"),
      ),
    ).toHaveLength(1);
  });

  it('judges a boundary, too', async () => {
    copy.edit('templates/blueprints/tenant/v1/secrets.yaml', text =>
      text.replace('role: tenant', 'role: platform'),
    );
    copy.edit('templates/blueprints/tenant/v1/namespace.yaml', text =>
      text.replace('enforce: restricted', 'enforce: baseline'),
    );
    const { text } = await findings();
    expect(text).toEqual([
      expect.stringMatching(/Namespace tenant-demo .*tenant-namespaces/),
      expect.stringMatching(/SecretStore vault .*tenant-secret-stores/),
    ]);
  });

  it('believes no fixture that does not behave as named, or for another reason', async () => {
    copy.edit(`${fixtures}/tenant-services/allowed/cluster-ip.yaml`, text =>
      text.replace('type: ClusterIP', 'type: NodePort'),
    );
    copy.edit(`${fixtures}/tenant-services/denied/node-port.yaml`, text =>
      text.replace('type: NodePort', 'type: ClusterIP'),
    );
    copy.edit(`${fixtures}/tenant-services/denied/no-selector.yaml`, text =>
      text.replace('spec:', 'spec:\n    externalIPs: [203.0.113.7]'),
    );
    copy.edit(
      `${fixtures}/tenant-services/denied/external-address.yaml`,
      text => text.replace(/^message:.*\n/m, ''),
    );
    copy.write(`${fixtures}/tenant-services/denied/odd.yaml`, 'oject: {}\n');
    copy.write(`${fixtures}/tenant-services/maybe/x.yaml`, 'object: {}\n');
    copy.write(`${fixtures}/nobody/denied/x.yaml`, 'object: {}\n');
    const { text } = await findings();
    expect(text).toEqual([
      expect.stringMatching(/nobody\/denied\/x\.yaml.*no policy nobody/),
      expect.stringMatching(/allowed\/cluster-ip\.yaml.*refuses it/),
      expect.stringMatching(/external-address\.yaml.*does not say why/),
      expect.stringMatching(/no-selector\.yaml.*for another reason/),
      expect.stringMatching(/node-port\.yaml.*lets it through/),
      expect.stringMatching(/odd\.yaml.*cannot be read.*no field oject/),
      expect.stringMatching(/maybe\/x\.yaml.*allowed or denied/),
    ]);
  });

  it('wants fixtures of both kinds, and an allowed one that the policy looks at', async () => {
    for (const file of ['external-secrets', 'owner-removed']) {
      copy.remove(`${fixtures}/tenant-secrets/allowed/${file}.yaml`);
    }
    copy.write(
      `${fixtures}/tenant-secrets/allowed/service.yaml`,
      'object: {apiVersion: v1, kind: Service, metadata: {name: x, namespace: tenant-demo}}\n',
    );
    expect((await findings()).text).toEqual([
      expect.stringMatching(
        /tenant-secrets:1:1 policies: the policy tenant-secrets has no fixture that is allowed/,
      ),
    ]);
  });

  it('says where a policy does not compile, or that there is none', async () => {
    copy.edit('kubernetes/policy/base/tenant-services.yaml', text =>
      text.replace('object.spec.?externalIPs', 'objekt.spec.?externalIPs'),
    );
    copy.edit('kubernetes/policy/overlays/eks/kustomization.yaml', text =>
      text.replace(/components:\n.*\n/, ''),
    );
    const { text, lookedAt } = await findings();
    expect(text).toEqual([
      expect.stringMatching(
        /base\/tenant-services\.yaml:\d+:1 policies: policy tenant-services, validations 1: .*objekt/,
      ),
      expect.stringMatching(/the environment eks has no admission policies/),
    ]);
    expect(lookedAt).toBe('0 policies, 0 fixtures, 0 objects');
  });
});
