import type { BindingSpec, KubernetesObject, PolicySpec } from '../types';

/** A policy called `test` for every request, with a binding of the same name. */
export function policyOf(
  spec: PolicySpec,
  binding: Partial<BindingSpec> = {},
): KubernetesObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: 'test' };
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['*'],
              apiVersions: ['*'],
              operations: ['*'],
              resources: ['*/*'],
            },
          ],
        },
        ...spec,
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: 'test',
        validationActions: ['Deny'],
        ...binding,
      },
    },
  ];
}
