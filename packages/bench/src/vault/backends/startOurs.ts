import type { Backend } from '../../lib/plugins/Backend';
import type { Door } from '../../lib/plugins/Door';
import {
  OWNER,
  startMeasuredPortal,
} from '../../lib/plugins/startMeasuredPortal';
import {
  CLUSTER,
  ENTITIES,
  MOUNT,
  REQUESTS_PER_SECOND,
  service,
  teams,
  VAULT,
  VAULT_ADDRESS,
  WITHOUT_VAULT,
} from '../scene';

/** Starts the production portal with our plugin. Its inventory runs once, and then when the bench says so. */
export function startOurs(options: {
  vault: Door;
  kubernetes: Door;
}): Promise<Backend> {
  const { vault, kubernetes } = options;
  const services = Array.from({ length: ENTITIES }, (_, index) => {
    const { name, folder } = service(index);
    return [name, { 'vault.io/secrets-path': folder }] as const;
  });
  return startMeasuredPortal({
    components: { ...Object.fromEntries(services), [WITHOUT_VAULT]: {} },
    config: {
      vault: {
        servers: [
          {
            name: VAULT,
            baseUrl: vault.url,
            token: vault.token,
            addresses: [VAULT_ADDRESS],
            engines: [{ mount: MOUNT }],
          },
        ],
        owners: teams().map(prefix => ({ owner: OWNER, prefix })),
        inventory: {
          requestsPerSecond: REQUESTS_PER_SECOND,
          metadataAge: { hours: 24 },
          schedule: {
            initialDelay: { seconds: 1 },
            frequency: { hours: 24 },
            timeout: { minutes: 30 },
          },
        },
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: CLUSTER,
                url: kubernetes.url,
                authProvider: 'serviceAccount',
                serviceAccountToken: kubernetes.token,
                skipTLSVerify: true,
              },
            ],
          },
        ],
      },
    },
  });
}

/** Has the inventory run now. */
export async function runInventory({ url, token }: Backend): Promise<void> {
  const response = await fetch(
    `${url}/api/idp-vault/.backstage/scheduler/v1/tasks/idp-vault-inventory-${VAULT}/trigger`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}` },
    },
  );
  if (!response.ok)
    throw new Error(`The inventory was not started: ${response.status}`);
}
