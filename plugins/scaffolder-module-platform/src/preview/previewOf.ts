import {
  describeChange,
  ENVIRONMENTS,
  nameProblem,
  type ChangeDescription,
} from '@idp/platform-contract';

type Form = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const secretsOf = (value: unknown) =>
  (Array.isArray(value) ? value : [])
    .filter(secret => !nameProblem('secret', secret?.name))
    .map(secret => ({
      name: String(secret.name),
      keys: Array.isArray(secret.keys) ? secret.keys.map(String) : [],
    }));

const environmentsOf = (form: Form) =>
  ENVIRONMENTS.filter(environment =>
    [form.environments].flat().includes(environment),
  );

const descriptions: Record<string, (form: Form) => ChangeDescription> = {
  'onboard-tenant': form => ({
    tenant: text(form.name),
    owner: text(form.owner) || undefined,
    boundary: true,
  }),
  'web-service': form => ({
    tenant: text(form.tenant),
    workloads: [
      {
        name: text(form.name),
        created: true,
        environments: environmentsOf(form),
        secrets: secretsOf(form.secrets),
      },
    ],
  }),
  release: form => ({
    tenant: text(form.tenant),
    workloads: [
      {
        name: text(form.workload),
        created: false,
        secrets: [],
        releases: environmentsOf(form).map(environment => ({
          environment,
          image: text(form.image),
          ...(typeof form.replicas === 'number' && {
            replicas: form.replicas,
          }),
        })),
      },
    ],
  }),
  'add-secret': form => ({
    tenant: text(form.tenant),
    workloads: [
      {
        name: text(form.workload),
        created: false,
        secrets: secretsOf([{ name: form.secret, keys: form.keys }]),
      },
    ],
  }),
};

/** What a golden path will bring, from what the form holds; undefined for a golden path that is not known here. */
export function previewOf(goldenPath: string, form: Form) {
  const describe = descriptions[goldenPath];
  return describe && describeChange(describe(form));
}
