import type { Bed } from '../../bed/Bed';
import type { KubeObject } from '../../kube/types';
import { until } from '../../lib/until';
import { tenantObjects } from '../../repository/tenantObjects';
import { vault } from '../../services/vault/service';
import { secretArrives, syncSecret } from '../secretArrives';
import { since } from '../since';
import type { Step } from '../types';

const externalSecretKind = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
};
const secretKind = { apiVersion: 'v1', kind: 'Secret' };
const name = 'hello--api-token';
const namespace = 'tenant-demo';
const path = 'tenant-demo/hello/api-token';

/** From an empty path in Vault to the Secret of a pod, and to a new value in it. */
export const delivery: Step = {
  name: 'delivery',
  profile: 'secrets',
  what: 'an ExternalSecret waits for its path and says so; a value that the owner writes arrives as a Secret; so does a new version',
  async run(bed, report) {
    const { kube } = bed;
    const { client } = bed.take(vault);
    const owner = await ownerToken(bed);

    await report.check('the store signs in to Vault', async () => {
      await until('the SecretStore is ready', async () =>
        isReady(
          await kube.get(
            { ...externalSecretKind, kind: 'SecretStore' },
            'vault',
            namespace,
          ),
        ),
      );
    });
    await report.check(
      'the workload of demo applies as its deployer',
      async () => {
        const { workloads } = await tenantObjects('demo');
        const first = ['ServiceAccount', 'ConfigMap'];
        const sorted = [...workloads].sort(
          (a, b) =>
            Number(first.includes(b.kind)) - Number(first.includes(a.kind)),
        );
        for (const object of sorted)
          await kube.apply(object, {
            as: { user: `system:serviceaccount:${namespace}:deployer` },
          });
      },
    );
    await report.check(
      'the ExternalSecret waits, and names what is missing',
      async () => {
        const waiting = await until('it says that it waits', async () => {
          const object = await kube.get(externalSecretKind, name, namespace);
          const condition = object?.status?.conditions?.find(
            ({ type }: { type: string }) => type === 'Ready',
          );
          return condition?.status === 'False' && condition;
        });
        if (waiting.reason !== 'SecretSyncedError')
          throw new Error(JSON.stringify(waiting));
        if (await kube.get(secretKind, name, namespace))
          throw new Error('there is a Secret already');
      },
    );
    await report.check(
      'the owner writes a value, and the Secret arrives',
      async () => {
        const begun = performance.now();
        await client.do('POST', `kv/data/${path}`, {
          token: owner,
          body: { data: { API_TOKEN: 'first-value' } },
        });
        const written = performance.now();
        // The portal's button; without it the operator's own pause between tries decides.
        await syncSecret(bed, namespace, name);
        await secretArrives(bed, namespace, name, { API_TOKEN: 'first-value' });
        report.measure(
          'secrets: Vault write to Secret, where it waited for the path',
          `${since(written, 2)} (write ${(written - begun).toFixed(0)} ms)`,
        );
      },
    );
    await report.check('a new version reaches the Secret', async () => {
      await client.do('POST', `kv/data/${path}`, {
        token: owner,
        body: { data: { API_TOKEN: 'second-value' } },
      });
      const written = performance.now();
      await syncSecret(bed, namespace, name);
      await secretArrives(bed, namespace, name, { API_TOKEN: 'second-value' });
      report.measure(
        'secrets: new version to Secret, when it is asked for',
        since(written, 2),
      );
      report.leftOut(
        'waiting for refreshInterval',
        'it is an hour; the steps ask for the refresh, as the portal does',
      );
    });
    await report.check('the ExternalSecret says that it is ready', async () => {
      await until('it is ready', async () =>
        isReady(await kube.get(externalSecretKind, name, namespace)),
      );
    });
  },
};

/** A token as the tenant's owner has one after signing in: of the tenant's policy and nothing else. */
export async function ownerToken(bed: Bed, tenant = 'demo'): Promise<string> {
  const { client, rootToken } = bed.take(vault);
  const { auth } = await client.do('POST', 'auth/token/create', {
    token: rootToken,
    body: { policies: [`tenant-${tenant}`], no_default_policy: true },
  });
  return auth.client_token;
}

function isReady(object: KubeObject | undefined): boolean {
  return Boolean(
    object?.status?.conditions?.some(
      ({ type, status }: { type: string; status: string }) =>
        type === 'Ready' && status === 'True',
    ),
  );
}
