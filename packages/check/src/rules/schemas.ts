import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Problem } from '@idp/platform-contract';
import {
  problemAt,
  type Rendered,
  type RenderedDocument,
  type Repository,
} from '../repository';
import { Findings } from '../platform/Findings';
import { counted, type RuleResult } from '../rule';
import { lookAtVersions, type SchemaSource } from './schemaVersions';

interface SchemaProblem {
  path: Array<string | number>;
  message: string;
  what: 'unknown' | 'missing' | 'type' | 'value' | 'kind';
  /** Fields that are there, where one is unknown. */
  known?: string[];
}

/** So many objects a message: all at once would be in memory twice. */
const AT_ONCE = 2000;

/** The package of the schemas consists of ES modules, so it works in a thread of its own. */
class Schemas {
  private readonly worker = new Worker(
    require.resolve('@idp/kubernetes-schemas/worker'),
  );

  async open(documents: readonly RenderedDocument[]): Promise<{
    by: Map<string, string>;
    sources: Map<string, SchemaSource>;
  }> {
    const kinds = new Map(
      documents.map(({ object: { apiVersion, kind } }) => [
        `${apiVersion} ${kind}`,
        { apiVersion, kind },
      ]),
    );
    return this.ask({ kinds: [...kinds.values()] });
  }

  async check(
    documents: readonly RenderedDocument[],
  ): Promise<Array<[number, SchemaProblem[]]>> {
    const objects = documents.map(({ object }) => object);
    return (await this.ask({ objects })).problems;
  }

  close() {
    return this.worker.terminate();
  }

  private async ask(message: object): Promise<any> {
    const answered = once(this.worker, 'message');
    this.worker.postMessage(message);
    const [answer] = await answered;
    if (answer.error) throw new Error(answer.error);
    return answer;
  }
}

/** Every rendered object passes the strict schema of its kind. */
export async function schemasRule(repository: Repository): Promise<RuleResult> {
  const { folders } = await repository.rendered();
  const documents = folders.flatMap(folder =>
    folder.documents.map(document => ({ folder, document })),
  );
  const schemas = new Schemas();
  try {
    const { by, sources } = await schemas.open(
      documents.map(({ document }) => document),
    );
    const problems: Problem[] = [];
    for (let start = 0; start < documents.length; start += AT_ONCE) {
      const part = documents.slice(start, start + AT_ONCE);
      const found = await schemas.check(part.map(({ document }) => document));
      for (const [i, list] of found) {
        problems.push(
          ...list.map(problem => toProblem(repository, part[i], problem)),
        );
      }
    }
    const findings = new Findings(repository, 'schemas');
    const versions = await lookAtVersions(
      repository,
      [...sources.values()],
      findings,
    );
    return {
      rule: 'schemas',
      lookedAt: `${counted(documents.length, 'object')}, ${summary(by)}`,
      problems: [...eachOnce(problems), ...findings.problems],
      notes: versions.notes,
      details: [
        ...[...by].map(([kind, source]) => `${kind}: ${source}`).sort(),
        ...versions.details,
      ],
    };
  } finally {
    await schemas.close();
  }
}

function toProblem(
  repository: Repository,
  { folder, document }: { folder: Rendered; document: RenderedDocument },
  { path, message, what, known }: SchemaProblem,
): Problem {
  const { kind, metadata } = document.object;
  const at = path.join('.');
  return problemAt(
    repository.place(document, path),
    'schemas',
    `${kind} ${metadata?.name} (rendered by ${folder.folder}), at ${at}: ${message}`,
    remedy(what, String(path[path.length - 1]), known),
  );
}

function remedy(
  what: SchemaProblem['what'],
  key: string,
  known: string[] = [],
): string {
  switch (what) {
    case 'unknown':
      return `Write one of the fields that the kind has${closest(
        key,
        known,
      )}, or write the lock anew against the real CRD (packages/kubernetes-schemas)`;
    case 'missing':
      return 'Add it';
    case 'kind':
      return 'Mend apiVersion and kind, or add the kind to the lock (packages/kubernetes-schemas)';
    default:
      return 'Write a value as the schema of the kind wants it';
  }
}

/** `, such as replicas` where a field is spelled almost so. */
function closest(key: string, known: readonly string[]): string {
  const near = known.find(
    name =>
      name.toLowerCase() === key.toLowerCase() ||
      name.startsWith(key) ||
      key.startsWith(name),
  );
  return near ? `, such as ${near}` : '';
}

/** A blueprint's mistake would be told for each workload. */
function eachOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, column, message }) => {
    const key = [file, line, column, message.replace(/^.*?, at /, '')].join();
    return seen.has(key) ? false : seen.add(key);
  });
}

function summary(by: ReadonlyMap<string, string>): string {
  const counts = new Map<string, number>();
  for (const source of by.values()) {
    const group = ['lock', 'nothing'].includes(source) ? source : 'schema';
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const lock = [...by].filter(([, source]) => source === 'lock');
  return [
    `${counted(counts.get('schema') ?? 0, 'kind')} by schema`,
    ...(lock.length
      ? [`${lock.length} by the lock: ${lock.map(([kind]) => kind).join(', ')}`]
      : []),
    ...(counts.has('nothing') ? [`${counts.get('nothing')} by nothing`] : []),
  ].join(', ');
}
