import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { ArgoCDApi, EntityApplication } from '@idp/plugin-argocd-common';
import type { DeploymentMarkers } from '@idp/plugin-grafana-node';

type DeploymentMarker = Awaited<
  ReturnType<DeploymentMarkers['markersOf']>
>[number];
type Answer = Awaited<ReturnType<ArgoCDApi['getEntityApplications']>>;

const SHORT = 7;

/**
 * Deployments as Argo CD tells of them, asked for in the name of whoever looks at the chart: who may not see an entity's
 * Applications sees no marks.
 */
export class ArgoCDDeployments implements DeploymentMarkers {
  constructor(
    private readonly options: {
      auth: AuthService;
      argocd: Pick<ArgoCDApi, 'getEntityApplications'>;
    },
  ) {}

  async markersOf({
    entityRef,
    from,
    to,
    credentials,
  }: {
    entityRef: string;
    from: Date;
    to: Date;
    credentials: BackstageCredentials;
  }): Promise<DeploymentMarker[]> {
    const answer = await this.#applications(entityRef, credentials);
    if (!answer) return [];
    return answer.applications
      .filter(({ confirmed }) => confirmed)
      .flatMap(markersOf)
      .filter(({ at }) => {
        const time = Date.parse(at);
        return time >= from.getTime() && time <= to.getTime();
      });
  }

  async #applications(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Answer | undefined> {
    const { auth, argocd } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'idp-argocd',
    });
    try {
      return await argocd.getEntityApplications(entityRef, { token });
    } catch (error) {
      // They may not, or there is nothing: no marks, and nothing to complain about.
      if (
        error instanceof ResponseError &&
        [403, 404].includes(error.statusCode)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}

function markersOf({
  ref,
  deployments,
}: EntityApplication): DeploymentMarker[] {
  return deployments.map(({ revisions, deployedAt, by, change }) => {
    const [revision] = revisions;
    return {
      // On this platform an Argo CD is named after its environment.
      environment: ref.instance,
      at: deployedAt,
      label: change?.title ?? revision?.slice(0, SHORT) ?? 'deployed',
      ...(revision && { revision }),
      ...(change && { change: { id: change.id, title: change.title } }),
      ...(by && { by }),
    };
  });
}
