import type { SecretFormsApi } from '@idp/plugin-vault';

/** The golden paths whose forms these fill in: templates/add-secret and templates/rotate-secret. */
const ADD = '/create/templates/default/add-secret';
const ROTATE = '/create/templates/default/rotate-secret';

/** Where this platform keeps a secret: tenant-<tenant>/<workload>/<secret> in the mount kv. */
const PATH = /^tenant-([^/]+)\/([^/]+)\/([^/]+)$/;

const filledIn = (form: string, formData: object) =>
  `${form}?${new URLSearchParams({ formData: JSON.stringify(formData) })}`;

/**
 * The forms that add and rotate a secret. Only what this platform deploys has them: the entity is a tenant or a workload of
 * one, and the path is where the contract keeps its secrets.
 */
export const secretForms = (
  today: () => Date = () => new Date(),
): SecretFormsApi => ({
  addLink({ entity }) {
    const annotations = entity.metadata.annotations ?? {};
    const tenant = annotations['platform.idp/tenant'];
    const workload = annotations['platform.idp/workload'];
    if (!tenant) return undefined;
    return filledIn(ADD, { tenant, ...(workload && { workload }) });
  },

  rotateLink({ entityRef, secret }) {
    const [, tenant, workload, secretName] = PATH.exec(secret.path) ?? [];
    const isWorkload =
      entityRef.toLocaleLowerCase('en-US') ===
      `component:${tenant}/${workload}`;
    if (secret.mount !== 'kv' || !isWorkload) return undefined;
    return filledIn(ROTATE, {
      tenant,
      workload,
      secret: secretName,
      rotatedOn: today().toISOString().slice(0, 10),
    });
  },
});
