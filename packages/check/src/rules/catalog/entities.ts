import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Findings } from '../../platform/Findings';
import type { Repository, ValuePath, YamlDocument } from '../../repository';
import { whyRefused } from './validate';

const FILE = 'catalog-info.yaml';
/** Fields that name other entities, and the kind that Backstage takes where a reference does not say it. */
const REFERENCES: Record<string, string | undefined> = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  subdomainOf: 'Domain',
  subcomponentOf: 'Component',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: undefined,
  dependencyOf: undefined,
};
/** They come from the directory of people, not from the file. */
const PEOPLE = /^(group|user):/;

interface Described {
  document: YamlDocument;
  ref: string;
}

/** Looks at the entities that the repository describes itself; says how many there are. */
export async function lookAtEntities(
  repository: Repository,
  findings: Findings,
): Promise<number> {
  if (!repository.files.includes(FILE)) return 0;
  const { documents, error } = repository.yaml(FILE);
  if (error) {
    findings.at(
      error,
      `this is no YAML: ${error.message}`,
      'Correct it, or the catalog loses every entity of the file',
    );
  }
  const described = documents.flatMap(document => {
    const ref = nameOf(document.value);
    return ref ? [{ document, ref }] : [];
  });
  const known = new Set(described.map(({ ref }) => ref));
  lookForTwins(described, findings);
  for (const document of documents) {
    const reason = await whyRefused(document.value);
    if (reason) {
      findings.at(
        document.place(),
        `the catalog refuses this entity: ${reason}`,
        'Write it as the kind wants it',
      );
    } else lookAtReferences(document, known, findings);
  }
  return documents.length;
}

function lookForTwins(described: Described[], findings: Findings) {
  const seen = new Set<string>();
  for (const { ref, document } of described) {
    if (seen.has(ref)) {
      findings.at(
        document.place(['metadata', 'name']),
        `${ref} is described before`,
        'Give it another name, or remove one of the two',
      );
    }
    seen.add(ref);
  }
}

function lookAtReferences(
  document: YamlDocument,
  known: ReadonlySet<string>,
  findings: Findings,
) {
  const entity = document.value;
  for (const [field, defaultKind] of Object.entries(REFERENCES)) {
    const value = entity.spec?.[field];
    const targets: Array<[ValuePath, string]> = Array.isArray(value)
      ? value.map((target, i) => [['spec', field, i], target])
      : [[['spec', field], value]];
    for (const [at, target] of targets) {
      if (target === undefined) continue;
      const ref = refOf(target, defaultKind, entity.metadata.namespace);
      if (!ref) {
        findings.at(
          document.place(at),
          `spec.${field} is ${target}, which is no reference`,
          'Write <kind>:<namespace>/<name>',
        );
      } else if (field === 'owner' ? !PEOPLE.test(ref) : !known.has(ref)) {
        findings.at(
          document.place(at),
          field === 'owner'
            ? `the owner ${ref} is neither a group nor a user`
            : `spec.${field} names ${ref}, which is not in the file`,
          field === 'owner'
            ? 'Write the full reference of a group'
            : 'Name an entity that is there, or describe it',
        );
      }
    }
  }
}

/** What others call an entity, be the rest of it right or wrong. */
function nameOf(entity: any): string | undefined {
  const { name, namespace } = entity?.metadata ?? {};
  return typeof entity?.kind === 'string' && typeof name === 'string'
    ? stringifyEntityRef({ kind: entity.kind, namespace, name })
    : undefined;
}

function refOf(
  target: string,
  defaultKind: string | undefined,
  defaultNamespace: string | undefined,
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(target, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}
