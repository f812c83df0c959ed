import type { EnvironmentName } from '@idp/platform-contract';
import type {
  Application,
  KubernetesObject,
  Owner,
  RenderedDocument,
  Repository,
} from '../repository';

/** An object as one environment gets it. */
export interface Item {
  environment: EnvironmentName;
  /** Which Application delivers it; none where a person applies it once. */
  application?: Application;
  of: Owner;
  folder: string;
  document: RenderedDocument;
  object: KubernetesObject;
  /** Its namespace, written or given by the Application; '' for what lies in none. */
  namespace: string;
}

const CLUSTER_SCOPED = new Set([
  'APIService',
  'CSIDriver',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeSnapshotClass',
]);

/** cert-manager.io has a Bundle of its own nowhere: trust-manager's lies in no namespace. */
export const isClusterScoped = ({ kind, apiVersion }: KubernetesObject) =>
  CLUSTER_SCOPED.has(kind) ||
  (kind === 'Bundle' && apiVersion.startsWith('trust.cert-manager.io/'));

/** Everything that is delivered, an item for each environment that gets it. */
export async function readItems(repository: Repository): Promise<Item[]> {
  const { applications, folders } = await repository.rendered();
  const delivered = new Set(
    applications.flatMap(({ environment, rendered }) =>
      rendered.map(({ folder }) => `${environment} ${folder}`),
    ),
  );
  return [
    ...applications.flatMap(application =>
      application.rendered.flatMap(({ of, folder, documents }) =>
        documents.map(document =>
          itemOf(application.environment, of, folder, document, application),
        ),
      ),
    ),
    ...folders.flatMap(({ of, folder, environments, documents }) =>
      environments
        .filter(environment => !delivered.has(`${environment} ${folder}`))
        .flatMap(environment =>
          documents.map(document => itemOf(environment, of, folder, document)),
        ),
    ),
  ];
}

function itemOf(
  environment: EnvironmentName,
  of: Owner,
  folder: string,
  document: RenderedDocument,
  application?: Application,
): Item {
  const { object } = document;
  const namespace = isClusterScoped(object)
    ? ''
    : object.metadata.namespace ??
      application?.object.spec?.destination?.namespace ??
      '';
  return { environment, application, of, folder, document, object, namespace };
}

/** `Deployment orders of namespace tenant-payments`. */
export const nameOf = ({ object, namespace }: Item) =>
  `${object.kind} ${object.metadata.name}${
    namespace ? ` of namespace ${namespace}` : ''
  }`;

/** Whether our own manifests of the platform have it, rather than a tenant's workload. */
export const isPlatform = ({ of }: Item) =>
  of.kind === 'component' || of.kind === 'cluster';
