import { createBackend } from '@backstage/backend-defaults';
import { eventsModuleChangesWebhooks } from '@idp/plugin-changes-backend';
import { forgeUrlReaderServiceFactory } from '@idp/plugin-changes-node';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

// Who somebody is, and what they may do
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@idp/plugin-auth-backend-module-oidc-subject'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@idp/plugin-permission-backend-module-platform'));

// The GitOps repository: changes, and what its main holds as catalog entities
backend.add(forgeUrlReaderServiceFactory);
backend.add(import('@idp/plugin-changes-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@idp/plugin-catalog-backend-module-tenants'));
backend.add(import('@idp/plugin-catalog-backend-module-people'));

// Golden paths
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@idp/plugin-scaffolder-backend-module-platform'));
backend.add(import('@idp/plugin-scaffolder-backend-module-argocd'));

// Clusters, documents, search
backend.add(import('@idp/plugin-argocd-backend'));
backend.add(import('@idp/plugin-argocd-backend-module-platform'));
backend.add(import('@idp/plugin-grafana-backend'));
backend.add(import('@idp/plugin-grafana-backend-module-platform'));
backend.add(import('@idp/plugin-vault-backend'));
backend.add(import('@idp/plugin-vault-backend-module-platform'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Events between the parts, signals to open pages, settings of a person
backend.add(import('@backstage/plugin-events-backend'));
backend.add(eventsModuleChangesWebhooks);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start();
