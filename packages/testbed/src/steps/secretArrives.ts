import type { Bed } from '../bed/Bed';
import { until } from '../lib/until';

const externalSecret = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
};

/** Waits until a Secret has these values. */
export async function secretArrives(
  { kube }: Bed,
  namespace: string,
  name: string,
  values: Record<string, string>,
): Promise<void> {
  await until(`the Secret ${name} has its values`, async () => {
    const secret = await kube.get(
      { apiVersion: 'v1', kind: 'Secret' },
      name,
      namespace,
    );
    return Object.entries(values).every(
      ([key, value]) =>
        secret?.data?.[key] === Buffer.from(value).toString('base64'),
    );
  });
}

/** Asks External Secrets to look now, in the place of its own pause between tries. */
export async function syncSecret(
  { kube }: Bed,
  namespace: string,
  name: string,
): Promise<void> {
  await kube.patch(externalSecret, name, namespace, {
    metadata: { annotations: { 'force-sync': String(performance.now()) } },
  });
}
