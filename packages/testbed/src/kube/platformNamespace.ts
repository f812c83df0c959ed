import type { KubeObject } from './types';

/** The namespace of a component of the platform, with the labels that policies know it by. */
export function platformNamespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'platform.idp/kind': 'platform',
        'platform.idp/component': name,
        'platform.idp/owner': 'platform',
      },
    },
  };
}
