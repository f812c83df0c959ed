import type { Rendered } from '../../../check/src/repository';
import type { KubeObject } from '../kube/types';
import { renderedCheckout } from './renderedCheckout';

/** A rendered folder of this repository in one environment, as Argo CD delivers it. */
export interface Delivery {
  folder: string;
  of: Rendered['of'];
  objects: KubeObject[];
  /** Sync wave of its Application; what a person applies once comes before all of them. */
  wave: number;
}

/**
 * Everything that this repository delivers to an environment, in the order of birth. What its own folders render to,
 * that is; charts are not in it.
 */
export async function deliveries(environment: string): Promise<Delivery[]> {
  const { folders, applications, problems } = await renderedCheckout();
  if (problems.length > 0)
    throw new Error(`The repository does not render: ${problems[0].message}`);
  const waves = new Map(
    applications
      .filter(application => application.environment === environment)
      .flatMap(({ folders: own, wave }) =>
        own.map(folder => [folder, wave] as const),
      ),
  );
  return folders
    .filter(({ environments }) =>
      (environments as readonly string[]).includes(environment),
    )
    .map(({ folder, of, documents }) => ({
      folder,
      of,
      wave: of.kind === 'cluster' ? -1000 : waves.get(folder) ?? 0,
      objects: documents.map(({ object }) => object as KubeObject),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.wave - b.wave);
}

function rank({ of }: Delivery) {
  return ['cluster', 'component', 'boundary', 'workload'].indexOf(of.kind);
}
