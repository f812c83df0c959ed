import { startFake, type Fake } from '../../fakes';
import { createArgoCDRouter } from '../createArgoCDRouter';
import { FakeView, type StatusChange } from './FakeView';
import { defaultLabels, defaultName } from './madeUpApplication';
import { measuredDuration } from './measuredDuration';

/**
 * An Argo CD with made-up Applications, for measurements.
 *
 * @public
 */
export interface FakeArgoCD extends Fake {
  token: string;
  /** What signs in for the token at `/api/v1/session`. */
  account: { username: string; password: string };
  /** The namespace that the Applications are in. */
  namespace: string;
  nameOf(index: number): string;
  labelsOf(index: number): Record<string, string>;
  /** Fields of an Application's status from now on: in answers, lists and streams before this returns. */
  change(namespace: string, name: string, status: StatusChange): void;
}

/**
 * Starts an Argo CD on loopback.
 *
 * @param options.applications - how many
 * @param options.latency - `measured`: answers take the time that those of a real argocd-server take; `none` when absent
 * @param options.nameOf - of the Application with an index; `app-000042` when absent
 * @param options.labelsOf - likewise; `app.kubernetes.io/part-of: service-21` when absent, on two of each
 * @public
 */
export async function createFakeArgoCD(options: {
  applications: number;
  latency?: 'measured' | 'none';
  nameOf?: (index: number) => string;
  labelsOf?: (index: number) => Record<string, string>;
}): Promise<FakeArgoCD> {
  const {
    applications,
    latency,
    nameOf = defaultName,
    labelsOf = defaultLabels,
  } = options;
  const token = 'made-up';
  const account = { username: 'portal', password: 'made-up' };
  const view = new FakeView({ applications, nameOf, labelsOf });
  const fake = await startFake({
    kindOf: ({ path }) =>
      path
        .replace(/^(\/api\/v1\/(?:stream\/)?applications)\/[^/]+/, '$1/{name}')
        .replace(/\/revisions\/[^/]+/, '/revisions/{revision}'),
    isStream: ({ path }) => path.startsWith('/api/v1/stream/'),
    router: createArgoCDRouter({
      view,
      token,
      accounts: { [account.username]: account.password },
      ...(latency === 'measured' && {
        duration: measuredDuration(applications),
      }),
    }),
  });
  return {
    ...fake,
    token,
    account,
    namespace: 'argocd',
    nameOf,
    labelsOf,
    change: (_, name, status) => view.change(name, status),
  };
}
