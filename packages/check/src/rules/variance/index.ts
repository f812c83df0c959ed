import {
  ENVIRONMENTS,
  type EnvironmentName,
  type Problem,
} from '@idp/platform-contract';
import {
  problemAt,
  type Application,
  type Place,
  type Rendered,
  type RenderedDocument,
  type Repository,
  type ValuePath,
} from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { readComponents } from '../components/readComponents';
import { Declarations } from './Declarations';
import { differences, written, type Difference } from './differences';
import { impliedBy, type Implied } from './facts';
import { byIdentity } from './objects';
import { blueprintsOf, isRelease, workloadPairs } from './tenants';
import { valuesOf } from './values';

const RULE = 'variance';

/** A difference with its class; `undeclared` fails. */
interface Classed {
  class: string;
  /** The component, or the workload. */
  of: string;
  /** Where it is, as component.yaml names it. */
  what: string;
}

class Comparison {
  readonly problems: Problem[] = [];
  private readonly found: Classed[] = [];
  private readonly implied: (difference: Difference) => Implied | undefined;
  private objects = 0;
  private charts = 0;

  constructor(private readonly repository: Repository) {
    this.implied = impliedBy(repository);
  }

  /** What Argo CD itself is given; the components' Applications are compared with their components. */
  clusters(folders: readonly Rendered[]) {
    const documents = inEach(environment =>
      folders
        .filter(
          ({ of }) => of.kind === 'cluster' && of.environment === environment,
        )
        .flatMap(folder => folder.documents)
        .filter(({ object }) => componentOf(object) === undefined),
    );
    this.compare(documents, 'clusters', undefined);
  }

  components(
    applications: readonly Application[],
    declarations: ReadonlyMap<string, Declarations>,
  ) {
    const names = new Set(
      applications.flatMap(({ object }) => componentOf(object) ?? []),
    );
    for (const name of [...names].sort()) {
      const own = inEach(environment =>
        applications.filter(
          application =>
            application.environment === environment &&
            componentOf(application.object) === name,
        ),
      );
      const declared = declarations.get(name);
      const isBroken = [...own.local, ...own.eks].some(({ rendered }) =>
        rendered.some(({ error }) => error !== undefined),
      );
      if (isBroken) {
        // The rule on rendering has said it; what would be compared is not there.
        declared?.skip();
        continue;
      }
      const missing = ENVIRONMENTS.find(
        environment => own[environment].length === 0,
      );
      if (missing) {
        const [application] = [...own.local, ...own.eks];
        this.classify(
          { of: name, what: `the whole component, not in ${missing}` },
          declared?.covering('application', []),
          () => this.repository.place(application.document),
        );
        continue;
      }
      this.compare(
        inEach(environment =>
          own[environment].flatMap(({ document, rendered }) => [
            document,
            ...rendered.flatMap(({ documents }) => documents),
          ]),
        ),
        name,
        declared,
      );
      this.chartValues(own, name, declared);
    }
  }

  workloads(folders: readonly Rendered[]) {
    for (const { local, eks } of workloadPairs(folders)) {
      const name = (local.of as { tenant: string; workload: string }).workload;
      const of = `${(local.of as { tenant: string }).tenant}/${name}`;
      if (
        blueprintsOf(this.repository, local) !==
        blueprintsOf(this.repository, eks)
      ) {
        this.objects += local.documents.length;
        this.found.push({ class: 'blueprint', of, what: 'its version' });
        continue;
      }
      this.compare(
        { local: local.documents, eks: eks.documents },
        of,
        undefined,
        isRelease,
      );
    }
  }

  private chartValues(
    own: Record<EnvironmentName, Application[]>,
    of: string,
    declared: Declarations | undefined,
  ) {
    const charts = inEach(environment =>
      own[environment].flatMap(application => application.charts),
    );
    // Each by itself, so that none hides what differs in another.
    const names = new Set(
      [...charts.local, ...charts.eks].map(({ chart }) => chart),
    );
    this.charts += names.size;
    for (const name of names) {
      const given = inEach(environment =>
        valuesOf(
          this.repository,
          charts[environment].find(({ chart }) => chart === name),
        ),
      );
      for (const difference of differences(
        given.local.values,
        given.eks.values,
      )) {
        this.field(
          difference,
          of,
          'values',
          declared,
          () =>
            given.eks.place(difference.path) ??
            given.local.place(difference.path) ??
            this.repository.place(own.eks[0].document, ['spec']),
        );
      }
    }
  }

  private compare(
    documents: Record<EnvironmentName, readonly RenderedDocument[]>,
    of: string,
    declared: Declarations | undefined,
    isAllowed: (path: ValuePath) => boolean = () => false,
  ) {
    const objects = inEach(environment => byIdentity(documents[environment]));
    for (const key of new Set([
      ...objects.local.keys(),
      ...objects.eks.keys(),
    ])) {
      this.objects += 1;
      const local = objects.local.get(key);
      const eks = objects.eks.get(key);
      const some = (eks ?? local)!;
      if (!local || !eks) {
        this.classify(
          {
            of,
            what: `${some.name} as a whole, not in ${local ? 'eks' : 'local'}`,
          },
          declared?.covering(some.name, []),
          () => this.repository.place(some.document),
        );
        continue;
      }
      for (const difference of differences(local.object, eks.object)) {
        if (isAllowed(difference.path)) {
          this.found.push({
            class: 'release',
            of,
            what: described(some.name, difference),
          });
        } else {
          this.field(difference, of, some.name, declared, () =>
            this.repository.place(eks.document, difference.path),
          );
        }
      }
    }
  }

  private field(
    difference: Difference,
    of: string,
    object: string,
    declared: Declarations | undefined,
    place: () => Place,
  ) {
    const implied = this.implied(difference);
    // The folder of the overlay is what is compared, and no difference.
    if (implied === 'overlay') return;
    const covering = declared?.covering(object, difference.path);
    if (implied) {
      this.found.push({
        class: implied === 'domain' ? 'edge' : implied,
        of,
        what: `${described(object, difference)} (the environment’s ${implied})`,
      });
      return;
    }
    this.classify({ of, what: described(object, difference) }, covering, place);
  }

  private classify(
    difference: Omit<Classed, 'class'>,
    declaredClass: string | undefined,
    place: () => Place,
  ) {
    this.found.push({ ...difference, class: declaredClass ?? 'undeclared' });
    if (declaredClass) return;
    this.problems.push(
      problemAt(
        place(),
        RULE,
        `the environments differ, and nothing says why: ${difference.of}, ${difference.what}`,
        'Make it the same in both; or, where it is storage, edge or iam, declare it in spec.variance of component.yaml',
      ),
    );
  }

  result(): RuleResult {
    const counts = new Map<string, number>();
    for (const { class: name } of this.found) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const summary = [...counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, count]) => `${name} ${count}`);
    return {
      rule: RULE,
      lookedAt: `${counted(this.objects, 'object')}, values of ${counted(
        this.charts,
        'chart',
      )}, ${counted(this.found.length, 'difference')}${
        summary.length ? `: ${summary.join(', ')}` : ''
      }`,
      problems: this.problems,
      notes: this.charts
        ? [
            'charts are compared by their values; what they make of them is rendered by Argo CD alone',
          ]
        : [],
      details: this.found.map(
        ({ class: name, of, what }) => `${name}: ${of}, ${what}`,
      ),
    };
  }
}

/** The environments differ in what is declared, and in nothing else. */
export async function varianceRule(
  repository: Repository,
): Promise<RuleResult> {
  const comparison = new Comparison(repository);
  const rendered = await repository.rendered();
  const isBroken = rendered.folders.some(
    ({ of, error }) => of.kind === 'cluster' && error !== undefined,
  );
  if (isBroken) {
    return {
      rule: RULE,
      lookedAt: 'nothing, as a cluster does not render',
      problems: [],
    };
  }
  comparison.clusters(rendered.folders);
  if (repository.scope.platform) {
    const { components } = readComponents(repository);
    const declarations = new Map(
      [...components].map(([name, { file, spec }]) => [
        name,
        new Declarations(file, spec.variance),
      ]),
    );
    comparison.components(rendered.applications, declarations);
    for (const declared of declarations.values()) {
      comparison.problems.push(...declared.unused(repository));
    }
  }
  comparison.workloads(rendered.folders);
  return comparison.result();
}

function inEach<T>(
  get: (environment: EnvironmentName) => T,
): Record<EnvironmentName, T> {
  return { local: get('local'), eks: get('eks') };
}

function componentOf(object: RenderedDocument['object']): string | undefined {
  return object.kind === 'Application'
    ? object.metadata.labels?.['platform.idp/component']
    : undefined;
}

function described(object: string, { path, values }: Difference): string {
  return `${object} ${written(path)}: ${ENVIRONMENTS.map(
    environment => `${environment} ${short(values[environment])}`,
  ).join(', ')}`;
}

function short(value: unknown): string {
  if (value === undefined) return 'has none';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
