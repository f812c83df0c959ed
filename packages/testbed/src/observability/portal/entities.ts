/** Entities beside those that follow from Git: shapes that no blueprint makes yet, and authors who want more than is theirs. */
export const entities = [
  component('payments', 'newcomer', 'payments', {}),
  component('payments', 'mailer', 'payments', {
    'platform.idp/blueprint': 'worker',
  }),
  component('payments', 'nightly', 'payments', {
    'platform.idp/blueprint': 'job',
  }),
];

function component(
  namespace: string,
  name: string,
  owner: string,
  annotations: Record<string, string>,
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace, name, annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/${owner}`,
    },
  };
}
