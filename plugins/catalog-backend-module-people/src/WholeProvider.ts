import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { tidy } from './entities';
import type { ReadWatch } from './ReadWatch';

/**
 * A provider of people that tells the catalog of whole readings only. Half of one would take people out of the catalog,
 * with what they own and their sign-in, because Keycloak was slow for a moment.
 */
export class WholeProvider implements EntityProvider {
  constructor(
    private readonly options: {
      provider: EntityProvider;
      watch: Pick<ReadWatch, 'hasLost'>;
      logger: LoggerService;
    },
  ) {}

  getProviderName(): string {
    return this.options.provider.getProviderName();
  }

  connect(connection: EntityProviderConnection): Promise<void> {
    const { provider, watch, logger } = this.options;
    const task = `${this.getProviderName()}:refresh`;
    return provider.connect({
      refresh: options => connection.refresh(options),
      async applyMutation(mutation) {
        if (mutation.type !== 'full') {
          await connection.applyMutation(mutation);
          return;
        }
        if (watch.hasLost(task)) {
          throw new Error(
            'Keycloak did not give out everything: the catalog keeps the people and groups that it has, and it is tried again',
          );
        }
        // Keycloak answers so to a client that may list people, but not see them.
        if (!mutation.entities.some(({ entity }) => entity.kind === 'User')) {
          throw new Error(
            'Keycloak shows nobody: the catalog keeps the people and groups that it has. Give the account of the client in catalog.providers.keycloakOrg the roles view-users, query-users and query-groups of realm-management',
          );
        }
        const { entities, problems } = tidy(mutation.entities);
        for (const problem of problems) logger.warn(problem);
        await connection.applyMutation({ ...mutation, entities });
      },
    });
  }
}
