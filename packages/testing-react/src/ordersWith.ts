import type { Entity } from '@backstage/catalog-model';

/** The workload orders of the tenant payments, with what a plugin goes by. */
export const ordersWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'payments', name: 'orders', annotations },
});
