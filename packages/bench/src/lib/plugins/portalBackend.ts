// The production portal with a route to measure against: packages/backend, and the plugin of referencePlugin.ts.
import { createBackend } from '@backstage/backend-defaults';
import { eventsModuleChangesWebhooks } from '@idp/plugin-changes-backend';
import { forgeUrlReaderServiceFactory } from '@idp/plugin-changes-node';
import { referencePlugin } from './referencePlugin';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@idp/plugin-permission-backend-module-platform'));

backend.add(forgeUrlReaderServiceFactory);
backend.add(import('@idp/plugin-changes-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@idp/plugin-argocd-backend'));
backend.add(import('@idp/plugin-argocd-backend-module-platform'));
// As any Backstage has it: with the platform's module, alerts of no tenant are the platform's alone.
backend.add(import('@idp/plugin-grafana-backend'));
backend.add(import('@idp/plugin-vault-backend'));
backend.add(import('@idp/plugin-vault-backend-module-platform'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(eventsModuleChangesWebhooks);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(referencePlugin);
backend.start();
