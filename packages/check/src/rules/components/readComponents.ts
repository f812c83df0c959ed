import {
  parseContractFile,
  parsePath,
  type PlatformComponent,
  type Problem,
} from '@idp/platform-contract';
import type { Repository } from '../../repository';

/** A component, and where what it says is written. */
export interface Component {
  name: string;
  file: string;
  spec: PlatformComponent['spec'];
}

/** Every component.yaml that keeps the contract, by name, and what is wrong with the others. */
export function readComponents(repository: Repository): {
  components: Map<string, Component>;
  /** Also those whose file cannot be read. */
  names: Set<string>;
  problems: Problem[];
} {
  const components = new Map<string, Component>();
  const names = new Set<string>();
  const problems: Problem[] = [];
  for (const file of repository.files) {
    const place = parsePath(file);
    if (place?.kind !== 'component-file') continue;
    names.add(place.component);
    const parsed = parseContractFile<PlatformComponent>(
      file,
      repository.text(file),
    );
    problems.push(...parsed.problems);
    if (parsed.value) {
      const { spec } = parsed.value;
      components.set(place.component, { name: place.component, file, spec });
    }
  }
  return { components, names, problems };
}
