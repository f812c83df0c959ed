import { argocdServices } from '../services/argocd/services';
import { etcd } from '../services/etcd';
import { externalSecrets } from '../services/externalSecrets';
import { giteaService } from '../services/gitea/service';
import { keycloakService } from '../services/keycloak/service';
import { apiserver, controllerManager, scheduler } from '../services/kube';
import { kwok } from '../services/kwok';
import { alertmanagerService } from '../services/observability/alertmanager';
import { lokiService } from '../services/observability/loki';
import { observedPortalService } from '../services/observability/portal';
import { prometheusService } from '../services/observability/prometheus';
import { portalService } from '../services/portal';
import { vaultService } from '../services/vault/service';
import type { Service } from './types';

const kube: Service[] = [etcd, apiserver, controllerManager, scheduler, kwok];
const observers: Service[] = [
  prometheusService,
  alertmanagerService,
  lokiService,
];

/** What runs together; a profile leaves out what its steps do not need. */
export const profiles = {
  kube,
  gitops: [...kube, ...argocdServices],
  secrets: [...kube, vaultService, externalSecrets],
  observability: [...observers, observedPortalService],
  portal: [
    ...kube,
    ...argocdServices,
    vaultService,
    externalSecrets,
    giteaService,
    keycloakService,
    ...observers,
    portalService,
  ],
} satisfies Record<string, Service[]>;

/** Components that no process runs from. */
const files: Record<Profile, string[]> = {
  kube: ['crds'],
  gitops: ['crds', 'kustomize'],
  secrets: ['crds'],
  observability: ['kustomize'],
  portal: ['crds', 'kustomize'],
};

export type Profile = keyof typeof profiles;

/** The components that a profile runs from. */
export const componentsOf = (profile: Profile): string[] => [
  ...new Set([
    ...profiles[profile].flatMap(({ components }) => components),
    ...files[profile],
  ]),
];
