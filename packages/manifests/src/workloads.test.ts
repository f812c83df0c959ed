import { tenants, workloadsOf, readYaml } from './__testUtils__/repository';
import { differences, Manifest, only, render } from './__testUtils__/render';

const WORKLOADS = tenants().flatMap(tenant =>
  workloadsOf(tenant).map(workload => ({ tenant, workload })),
);
const ENVIRONMENTS = ['local', 'eks'];
const CASES = WORKLOADS.flatMap(each =>
  ENVIRONMENTS.map(environment => ({ ...each, environment })),
);

const folderOf = (tenant: string, workload: string, environment: string) =>
  `gitops/tenants/${tenant}/workloads/${workload}/overlays/${environment}`;

it('has a workload to look at', () => {
  expect(WORKLOADS).toContainEqual({ tenant: 'demo', workload: 'hello' });
});

describe.each(CASES)(
  '$tenant--$workload in $environment',
  ({ tenant, workload, environment }) => {
    const id = `${tenant}--${workload}`;
    const overlay = folderOf(tenant, workload, environment);
    const config = readYaml(`${overlay}/../../base/workload.yaml`);
    const release = readYaml(`${overlay}/release.yaml`);
    const { domain } = readYaml(
      `gitops/environments/${environment}/environment.yaml`,
    ).spec;
    const selector = {
      'app.kubernetes.io/name': workload,
      'app.kubernetes.io/instance': id,
    };
    let manifests: Manifest[];
    let pod: any;
    let app: any;

    beforeAll(async () => {
      manifests = await render(overlay);
      pod = only(manifests, 'Deployment').spec.template;
      [app] = pod.spec.containers;
    });

    it('is made of the kinds of a web service, and of no configuration object and no Secret', () => {
      const kinds = manifests.map(({ kind }) => kind);
      expect([...new Set(kinds)].sort()).toEqual(
        expect.arrayContaining([
          'ConfigMap',
          'Deployment',
          'HTTPRoute',
          'NetworkPolicy',
          'PodDisruptionBudget',
          'Service',
          'ServiceAccount',
        ]),
      );
      expect(kinds).not.toContain('Secret');
      expect(
        manifests.filter(({ apiVersion }) => /platform\.idp/.test(apiVersion)),
      ).toEqual([]);
    });

    it('puts every object into the namespace and under the labels of its tenant', () => {
      for (const { metadata } of manifests) {
        expect(metadata.namespace).toBe(`tenant-${tenant}`);
        expect(metadata.labels).toEqual({
          ...selector,
          'app.kubernetes.io/part-of': tenant,
          'app.kubernetes.io/managed-by': 'argocd',
          'platform.idp/tenant': tenant,
          'platform.idp/workload': workload,
        });
      }
    });

    it('names the objects after the workload and leaves no name of the blueprint', () => {
      for (const kind of [
        'Deployment',
        'HTTPRoute',
        'NetworkPolicy',
        'PodDisruptionBudget',
        'Service',
        'ServiceAccount',
      ]) {
        expect(only(manifests, kind).metadata.name).toBe(workload);
      }
      const unset = JSON.stringify(manifests).match(
        /"(?:workload|tenant|release|unset|tenant--workload[^"]*)"(?!:)/,
      );
      expect(unset).toBeNull();
    });

    it('selects its own pods, and only those, everywhere', () => {
      const deployment = only(manifests, 'Deployment');
      expect(deployment.spec.selector.matchLabels).toEqual(selector);
      expect(only(manifests, 'Service').spec.selector).toEqual(selector);
      for (const kind of ['PodDisruptionBudget', 'NetworkPolicy']) {
        const { spec } = only(manifests, kind);
        expect((spec.selector ?? spec.podSelector).matchLabels).toEqual(
          selector,
        );
      }
      expect(pod.metadata.labels).toMatchObject(selector);
      expect(pod.metadata.labels['platform.idp/workload']).toBe(workload);
      expect(
        pod.spec.topologySpreadConstraints.map((constraint: any) => [
          constraint.topologyKey,
          constraint.labelSelector.matchLabels,
        ]),
      ).toEqual([
        ['topology.kubernetes.io/zone', selector],
        ['kubernetes.io/hostname', selector],
      ]);
    });

    it('leads from the host name over the Service to the container', () => {
      const route = only(manifests, 'HTTPRoute');
      const service = only(manifests, 'Service');
      expect(route.spec.hostnames).toEqual([`${id}.${domain}`]);
      expect(route.spec.parentRefs).toHaveLength(1);
      const [{ backendRefs }] = route.spec.rules;
      expect(backendRefs).toEqual([
        { group: '', kind: 'Service', name: service.metadata.name, port: 80 },
      ]);
      const [port] = service.spec.ports;
      expect(port.port).toBe(80);
      const target = app.ports.find(
        (each: any) => each.name === port.targetPort,
      );
      expect(target.containerPort).toBe(config.spec.port);
    });

    it('runs the release of this environment', () => {
      expect(pod.spec.containers).toHaveLength(1);
      expect(app.image).toBe(release.spec.image);
      expect(app.image).not.toMatch(/:latest$/);
      expect(only(manifests, 'Deployment').spec.replicas).toBe(
        release.spec.replicas,
      );
    });

    it('probes what the workload says, and lets it start first', () => {
      const { readiness, liveness } = config.spec.probes;
      expect(app.readinessProbe).toEqual(readiness);
      expect(app.livenessProbe).toEqual(liveness);
      expect(app.startupProbe.httpGet).toEqual(liveness.httpGet);
      for (const probe of [
        app.readinessProbe,
        app.livenessProbe,
        app.startupProbe,
      ]) {
        expect(app.ports.map((port: any) => port.name)).toContain(
          probe.httpGet.port,
        );
      }
    });

    it('meets the restricted pod security standard, with a read-only root and a place to write', () => {
      expect(pod.spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(app.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(pod.spec.serviceAccountName).toBe(workload);
      expect(pod.spec.automountServiceAccountToken).toBe(false);
      expect(
        only(manifests, 'ServiceAccount').automountServiceAccountToken,
      ).toBe(false);
      const writable = app.volumeMounts.map((mount: any) => mount.mountPath);
      expect(writable).toEqual(['/tmp']);
      expect(pod.spec.volumes[0].emptyDir.sizeLimit).toBeDefined();
    });

    it('asks for what the workload says', () => {
      expect(app.resources).toEqual(config.spec.resources);
      expect(app.resources.requests.cpu).toBeDefined();
    });

    it('reads its own configuration by the hashed name, and secrets that an ExternalSecret delivers', () => {
      const map = only(manifests, 'ConfigMap');
      expect(map.metadata.name).toMatch(
        new RegExp(`^${workload}--config-[a-z0-9]{10}$`),
      );
      expect(app.envFrom[0]).toEqual({
        configMapRef: { name: map.metadata.name },
      });
      const delivered = manifests
        .filter(({ kind }) => kind === 'ExternalSecret')
        .map(({ spec }) => spec.target.name);
      expect(
        app.envFrom
          .slice(1)
          .map((from: any) => from.secretRef.name)
          .sort(),
      ).toEqual(delivered.sort());
    });

    it('reads secrets from its own path in Vault by the store of its tenant', () => {
      for (const { metadata, spec } of manifests.filter(
        ({ kind }) => kind === 'ExternalSecret',
      )) {
        const secret = metadata.name.slice(`${workload}--`.length);
        expect(spec.target.name).toBe(metadata.name);
        expect(spec.secretStoreRef).toEqual({
          kind: 'SecretStore',
          name: 'vault',
        });
        expect(spec.refreshInterval).not.toMatch(/^0/);
        const keys = [
          ...(spec.data ?? []).map((item: any) => item.remoteRef.key),
          ...(spec.dataFrom ?? []).map((item: any) => item.extract.key),
        ];
        expect(new Set(keys)).toEqual(
          new Set([`tenant-${tenant}/${workload}/${secret}`]),
        );
      }
    });

    it('survives the draining of a node and never blocks it', () => {
      expect(only(manifests, 'PodDisruptionBudget').spec).toMatchObject({
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      });
      expect(
        only(manifests, 'Deployment').spec.strategy.rollingUpdate,
      ).toMatchObject({ maxUnavailable: 0 });
    });

    it('opens the network for requests, its own namespace and TLS to the internet, and nothing private', () => {
      const { ingress, egress, policyTypes } = only(
        manifests,
        'NetworkPolicy',
      ).spec;
      expect(policyTypes).toEqual(['Ingress', 'Egress']);
      expect(ingress).toHaveLength(1);
      expect(ingress[0].ports).toEqual([
        { protocol: 'TCP', port: config.spec.port },
      ]);
      for (const rule of egress) expect(rule.to.length).toBeGreaterThan(0);
      const open = egress.filter((rule: any) =>
        rule.to.some((peer: any) => peer.ipBlock),
      );
      expect(open).toHaveLength(1);
      expect(open[0].ports).toEqual([{ protocol: 'TCP', port: 443 }]);
      expect(open[0].to[0].ipBlock.except).toEqual(
        expect.arrayContaining([
          '10.0.0.0/8',
          '169.254.0.0/16',
          '172.16.0.0/12',
          '192.168.0.0/16',
        ]),
      );
    });
  },
);

describe.each(WORKLOADS)(
  '$tenant--$workload in both environments',
  ({ tenant, workload }) => {
    it('differs in the host name and in the fields of the release, and in nothing else', async () => {
      const [local, eks] = await Promise.all(
        ENVIRONMENTS.map(environment =>
          render(folderOf(tenant, workload, environment)),
        ),
      );
      const keyed = (manifests: Manifest[]) =>
        Object.fromEntries(
          manifests.map(manifest => [
            `${manifest.kind}/${manifest.metadata.name}`,
            manifest,
          ]),
        );
      const allowed = [
        `Deployment/${workload}.spec.replicas`,
        `Deployment/${workload}.spec.template.spec.containers.0.image`,
        `HTTPRoute/${workload}.spec.hostnames.0`,
      ];
      const found = differences(keyed(local), keyed(eks));
      expect(found).toContain(`HTTPRoute/${workload}.spec.hostnames.0`);
      expect(found.filter(path => !allowed.includes(path))).toEqual([]);
    });
  },
);
