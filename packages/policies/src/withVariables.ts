import type { KubernetesObject, PolicySpec } from './types';

/**
 * Policies with other values for some of their variables: what depends on an environment or an adopter stands in
 * variables, and a fixture must not.
 *
 * @public
 */
export function withVariables(
  documents: readonly KubernetesObject[],
  values: Readonly<Record<string, unknown>>,
): KubernetesObject[] {
  return documents.map(document => {
    if (document.kind !== 'ValidatingAdmissionPolicy') return document;
    const spec = document.spec as PolicySpec;
    return {
      ...document,
      spec: {
        ...spec,
        variables: spec.variables?.map(({ name, expression }) => ({
          name,
          // Texts and lists of texts are written in CEL as in JSON.
          expression: Object.hasOwn(values, name)
            ? JSON.stringify(values[name])
            : expression,
        })),
      },
    };
  });
}
