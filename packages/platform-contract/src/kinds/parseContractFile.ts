import { parsePath, type ContractPath } from '../names';
import type { Problem } from '../problem';
import { problemAt, schemaProblems, shown, YamlFile } from '../yaml';
import { schemas } from './schemas';
import type { ContractKind } from './types';

/**
 * What a contract file says, or what is wrong with it. `value` is absent when anything is.
 *
 * @public
 */
export interface ParsedContractFile<T extends ContractKind = ContractKind> {
  value?: T;
  problems: Problem[];
}

const kinds = {
  'tenant-file': 'Tenant',
  'workload-file': 'Workload',
  release: 'Release',
  environment: 'Environment',
  'component-file': 'PlatformComponent',
} as const;

/**
 * Reads a Tenant, Workload, Release, Environment or PlatformComponent. Which one is expected, and under which name, follows from the path.
 *
 * @public
 */
export function parseContractFile<T extends ContractKind = ContractKind>(
  path: string,
  text: string,
): ParsedContractFile<T> {
  const place = parsePath(path);
  if (!place || !(place.kind in kinds)) {
    return {
      problems: [
        problemAt(
          path,
          'file-name',
          'the contract has no object of its own at this path',
          'Look for the right place in docs/contract.md',
        ),
      ],
    };
  }
  return parseAt(path, text, place) as ParsedContractFile<T>;
}

/** The same where the place is known. */
export function parseAt(
  path: string,
  text: string,
  place: ContractPath,
): ParsedContractFile {
  return readAt(YamlFile.parse(path, text), place);
}

/** The same where the YAML is read already. */
export function readAt(
  yaml: YamlFile,
  place: ContractPath,
): ParsedContractFile {
  if (yaml.problems.length > 0) return { problems: yaml.problems };
  const problems = schemaProblems(
    yaml,
    schemas[kinds[place.kind as keyof typeof kinds]],
  );
  const name = (yaml.value as ContractKind | null)?.metadata?.name;
  const wanted = nameAt(place);
  if (typeof name === 'string' && name !== wanted) {
    const at = ['metadata', 'name'];
    const problem = yaml.problem(
      at,
      'folder-name',
      `metadata.name is ${shown(name)}, and its folder is '${wanted}'`,
      `Write name: ${wanted}`,
    );
    // The folder says better than the schema what to write.
    const others = problems.filter(
      ({ line, column }) => line !== problem.line || column !== problem.column,
    );
    return { problems: [...others, problem] };
  }
  return problems.length > 0
    ? { problems }
    : { value: yaml.value as ContractKind, problems: [] };
}

function nameAt(place: ContractPath): string {
  if (place.kind === 'tenant-file') return place.tenant;
  if (place.kind === 'environment') return place.environment;
  if (place.kind === 'component-file') return place.component;
  return 'workload' in place ? place.workload : '';
}
