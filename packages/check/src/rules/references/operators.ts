import type { Item } from '../../platform/items';

/** What a controller makes of one of our objects. */
export interface Made {
  secrets?: string[];
  services?: Array<{
    name: string;
    ports: number[];
    labels?: Record<string, string>;
  }>;
  /** Labels of pods; in the namespace of the object where none is said. */
  pods?: Array<{ namespace?: string; labels: Record<string, string> }>;
  /** ConfigMaps that it keeps in every namespace. */
  configMapsEverywhere?: string[];
}

/** Where Envoy Gateway runs its proxies: beside itself, as no value says otherwise. */
const PROXIES = 'envoy-gateway-system';

/** What controllers make, by names and labels of their own, of the kinds that this platform uses. */
export function madeBy({ object, namespace }: Item): Made {
  const { kind, apiVersion, metadata, spec } = object;
  const { name } = metadata;
  switch (`${apiVersion.split('/')[0]} ${kind}`) {
    case 'external-secrets.io ExternalSecret':
      return { secrets: [spec?.target?.name ?? name] };
    case 'cert-manager.io Certificate':
      return { secrets: [spec?.secretName].filter(Boolean) };
    case 'postgresql.cnpg.io Cluster':
      return {
        secrets: ['app', 'ca', 'replication', 'server', 'superuser'].map(
          suffix => `${name}-${suffix}`,
        ),
        services: ['rw', 'ro', 'r'].map(suffix => ({
          name: `${name}-${suffix}`,
          ports: [5432],
          labels: { 'cnpg.io/cluster': name },
        })),
        pods: [
          {
            labels: {
              'cnpg.io/cluster': name,
              'cnpg.io/podRole': 'instance',
            },
          },
        ],
      };
    case 'k8s.keycloak.org Keycloak': {
      const labels = {
        app: 'keycloak',
        'app.kubernetes.io/managed-by': 'keycloak-operator',
        'app.kubernetes.io/instance': name,
      };
      return {
        services: [{ name: `${name}-service`, ports: [8443, 9000], labels }],
        pods: [{ labels }],
      };
    }
    case 'gateway.networking.k8s.io Gateway':
      return {
        pods: [
          {
            namespace: PROXIES,
            labels: {
              'app.kubernetes.io/name': 'envoy',
              'app.kubernetes.io/component': 'proxy',
              'app.kubernetes.io/managed-by': 'envoy-gateway',
              'gateway.envoyproxy.io/owning-gateway-name': name,
              'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
            },
          },
        ],
      };
    case 'trust.cert-manager.io Bundle':
      return spec?.target?.configMap ? { configMapsEverywhere: [name] } : {};
    default:
      return {};
  }
}
