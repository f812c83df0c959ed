import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { RequestValidator } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { hasSignature } from './signature';
import { webhookTopics } from './topics';

const headers = {
  'changes-github': 'x-hub-signature-256',
  'changes-gitea': 'x-gitea-signature',
} as const;

/** Refuses what is not signed with the secret. */
export const createValidator =
  (header: string, secret: string | undefined): RequestValidator =>
  async (request, context) => {
    if (
      !secret ||
      !hasSignature(request.raw.body, request.headers[header], secret)
    ) {
      context.reject({
        status: 403,
        payload: {
          message: secret
            ? `The signature in ${header} is missing or wrong`
            : 'This portal has no webhook secret',
        },
      });
    }
  };

/**
 * Takes the forges' webhooks in at `/api/events/http/changes-github` and `/changes-gitea`. Only what is signed with
 * `changes.webhooks.secret` gets in; without a secret nothing does.
 *
 * @public
 */
export const eventsModuleChangesWebhooks = createBackendModule({
  pluginId: 'events',
  moduleId: 'changes-webhooks',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, events, logger }) {
        const secret = config.getOptionalString('changes.webhooks.secret');
        if (
          !secret &&
          (config.getOptionalString('changes.forge.type') ?? 'local') !==
            'local'
        ) {
          logger.warn(
            'Webhooks of the forge are refused: set changes.webhooks.secret to the secret that the forge signs with. Until then changes are seen by the periodic compare only.',
          );
        }
        for (const topic of webhookTopics) {
          events.addHttpPostIngress({
            topic,
            validator: createValidator(headers[topic], secret),
          });
        }
      },
    });
  },
});
