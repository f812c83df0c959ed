import type { Repository, YamlDocument } from '../repository';

export interface ComponentFacts {
  name: string;
  document: YamlDocument;
  /** Empty where the file cannot be read; the rule on components says so. */
  spec: Record<string, any>;
}

/** What each component says of itself in its component.yaml. */
export function readComponents(
  repository: Repository,
): Map<string, ComponentFacts> {
  const components = new Map<string, ComponentFacts>();
  for (const file of repository.files) {
    const [, name] = /^kubernetes\/([^/]+)\/component\.yaml$/.exec(file) ?? [];
    const [document] = name ? repository.yaml(file).documents : [];
    if (document) {
      components.set(name, {
        name,
        document,
        spec: document.value?.spec ?? {},
      });
    }
  }
  return components;
}

/** Secrets that a person or a controller puts into a namespace, as `<namespace>/<name>`. */
export function secretsByOthers(
  components: Map<string, ComponentFacts>,
): Set<string> {
  return new Set(
    [...components.values()].flatMap(({ spec }) =>
      [spec.secrets?.birth, spec.secrets?.controller]
        .flat()
        .filter(Boolean)
        .map(({ namespace, name }) => `${namespace}/${name}`),
    ),
  );
}
