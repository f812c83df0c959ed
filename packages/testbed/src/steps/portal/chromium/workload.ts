/** What the person creates in their tenant. */
export const workload = {
  name: 'gate',
  entity: 'garden/component/gate',
  application: 'garden--gate',
  namespace: 'tenant-garden',
  delivery: 'gate--lock',
  path: 'tenant-garden/gate/lock',
  image: 'ghcr.io/acme/gate:1.0.0',
  nextImage: 'ghcr.io/acme/gate:1.1.0',
} as const;
