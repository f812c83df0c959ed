// A production portal with our plugins that are measured one by one, and the route of referencePlugin.ts to hold them against.
import { createBackend } from '@backstage/backend-defaults';
import { eventsModuleChangesWebhooks } from '@idp/plugin-changes-backend';
import { forgeUrlReaderServiceFactory } from '@idp/plugin-changes-node';
import { addBackstage } from '../addBackstage';
import { referencePlugin } from './referencePlugin';

const backend = createBackend();
addBackstage(backend);

backend.add(import('@idp/plugin-permission-backend-module-platform'));
backend.add(forgeUrlReaderServiceFactory);
backend.add(import('@idp/plugin-changes-backend'));
backend.add(eventsModuleChangesWebhooks);
backend.add(import('@idp/plugin-argocd-backend'));
backend.add(import('@idp/plugin-argocd-backend-module-platform'));
// As any Backstage has it: with the platform's module, alerts of no tenant are the platform's alone.
backend.add(import('@idp/plugin-grafana-backend'));
backend.add(import('@idp/plugin-vault-backend'));
backend.add(import('@idp/plugin-vault-backend-module-platform'));

backend.add(referencePlugin);
backend.start();
