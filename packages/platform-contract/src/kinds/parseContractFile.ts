import { nameProblem, parsePath, type ContractPath } from '../names';
import type { Problem } from '../problem';
import { problemAt, schemaProblems, YamlFile } from '../yaml';
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
} as const;

/**
 * Reads a Tenant, Workload, Release or Environment. Which one is expected, and under which name, follows from the path.
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
  const yaml = YamlFile.parse(path, text);
  if (yaml.problems.length > 0) return { problems: yaml.problems };
  const problems = schemaProblems(
    yaml,
    schemas[kinds[place.kind as keyof typeof kinds]],
  );
  const name = (yaml.value as ContractKind | null)?.metadata?.name;
  const wanted = nameAt(place);
  if (typeof name === 'string' && name !== wanted) {
    const kind = place.kind === 'tenant-file' ? 'tenant' : 'workload';
    const odd =
      place.kind === 'environment' ? undefined : nameProblem(kind, name);
    problems.push(
      yaml.problem(
        ['metadata', 'name'],
        'folder-name',
        odd ?? `metadata.name is '${name}', and its folder is '${wanted}'`,
        `Write name: ${wanted}`,
      ),
    );
  }
  return problems.length > 0
    ? { problems }
    : { value: yaml.value as ContractKind, problems: [] };
}

function nameAt(place: ContractPath): string {
  if (place.kind === 'tenant-file') return place.tenant;
  if (place.kind === 'environment') return place.environment;
  return 'workload' in place ? place.workload : '';
}
