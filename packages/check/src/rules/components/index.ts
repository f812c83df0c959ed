import {
  ENVIRONMENTS,
  paths,
  type EnvironmentName,
  type Problem,
} from '@idp/platform-contract';
import {
  problemAt,
  type Application,
  type RenderedRepository,
  type Repository,
  type ValuePath,
} from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { birthOrder, circle, type Waiting } from './birthOrder';
import { birthSecrets } from './birthSecrets';
import { readComponents, type Component } from './readComponents';
import { missingRouteWaits } from './routeWaits';

const RULE = 'components';
const COMPONENT = 'platform.idp/component';
const KIND = 'platform.idp/kind';
/** Pieces that components use, and what a cluster has before Argo CD. */
const NO_COMPONENTS = new Set(['shared', 'clusters']);

type Report = (
  component: Component,
  at: ValuePath,
  message: string,
  remedy: string,
) => void;

/** Every component says what it is, owns what nobody else owns, and can be born. */
export async function componentsRule(
  repository: Repository,
): Promise<RuleResult> {
  const { components, names, problems } = readComponents(repository);
  const report: Report = ({ file }, at, message, remedy) => {
    const [document] = repository.yaml(file).documents;
    const place = document?.place(['spec', ...at]) ?? file;
    problems.push(problemAt(place, RULE, message, remedy));
  };
  const rendered = await repository.rendered();
  const applications = rendered.applications.filter(
    ({ object }) => object.metadata.labels?.[KIND] === 'platform',
  );

  problems.push(...foldersWithout(repository, names));
  for (const application of applications) {
    problems.push(...applicationProblems(repository, application, names));
  }
  const waves = wavesOf(applications);
  for (const component of components.values()) {
    environmentProblems(component, waves, report);
    waitProblems(component, components, names, waves, report);
  }
  ownerProblems([...components.values()], report);
  if (repository.scope.platform) {
    renderedProblems(components, rendered, report);
    for (const wait of missingRouteWaits(components, rendered)) {
      const { component, route, gateway, owner } = wait;
      report(
        component,
        ['waitsFor'],
        `${component.name} has the route ${route} of the Gateway ${gateway}, so it is not healthy before ${owner} is, and does not wait for it`,
        `Add ${owner}; where that is of a later wave, move the route to a component that may wait for it`,
      );
    }
  }
  const looping = circle(
    [...components.values()].map(({ name, spec }) => ({
      name,
      wave: 0,
      waitsFor: spec.waitsFor,
    })),
  );
  if (looping) {
    report(
      components.get(looping[0])!,
      ['waitsFor'],
      `none of them can ever begin: ${looping.join(' waits for ')}`,
      'Remove one of these entries, and what makes it necessary',
    );
  }
  return {
    rule: RULE,
    lookedAt: [
      counted(names.size, 'component'),
      counted(applications.length, 'Application'),
    ].join(', '),
    problems: sortedOnce(problems),
    details: looping
      ? []
      : ENVIRONMENTS.flatMap(environment => [
          ...birthLines(environment, components, waves),
          ...birthSecrets(environment, components.values()),
        ]),
  };
}

type Waves = ReadonlyMap<EnvironmentName, ReadonlyMap<string, number>>;

function wavesOf(applications: readonly Application[]): Waves {
  return new Map(
    ENVIRONMENTS.map(name => [
      name,
      new Map(
        applications
          .filter(({ environment }) => environment === name)
          .map(({ object, wave }) => [
            object.metadata.labels?.[COMPONENT] ?? '',
            wave,
          ]),
      ),
    ]),
  );
}

function foldersWithout(
  repository: Repository,
  names: ReadonlySet<string>,
): Problem[] {
  const folders = new Set(
    repository.files
      .map(file => /^kubernetes\/([^/]+)\//.exec(file)?.[1])
      .filter((name): name is string => name !== undefined),
  );
  return [...folders]
    .filter(name => !names.has(name) && !NO_COMPONENTS.has(name))
    .map(name =>
      problemAt(
        paths.componentFile(name),
        RULE,
        `the component ${name} has no component.yaml`,
        'Add it: owner, environments, what it owns and waits for (docs/contract.md, PlatformComponent)',
      ),
    );
}

function applicationProblems(
  repository: Repository,
  { name, object, document, folders, charts }: Application,
  names: ReadonlySet<string>,
): Problem[] {
  const component = object.metadata.labels?.[COMPONENT];
  const at = (path: ValuePath, message: string, remedy: string) =>
    problemAt(repository.place(document, path), RULE, message, remedy);
  if (!component) {
    return [
      at(
        ['metadata', 'labels'],
        `the Application ${name} does not say which component it is`,
        `Write the label ${COMPONENT}`,
      ),
    ];
  }
  const problems: Problem[] = [];
  if (name !== `platform--${component}`) {
    problems.push(
      at(
        ['metadata', 'name'],
        `the Application ${name} is of the component ${component}`,
        `Write name: platform--${component}`,
      ),
    );
  }
  if (!names.has(component)) {
    problems.push(
      at(
        ['metadata', 'labels', COMPONENT],
        `the component ${component} has no component.yaml`,
        `Add ${paths.componentFile(component)}`,
      ),
    );
  }
  const own = [
    ...folders,
    ...charts.flatMap(({ valueFiles }) => valueFiles),
  ].find(file => !file.startsWith(`${paths.component(component)}/`));
  if (own) {
    problems.push(
      at(
        ['spec'],
        `the Application ${name} takes ${own}, which is not a folder of its component`,
        `Move it below ${paths.component(
          component,
        )}; what several need goes to kubernetes/shared`,
      ),
    );
  }
  return problems;
}

function environmentProblems(
  component: Component,
  waves: Waves,
  report: Report,
) {
  const { name, spec } = component;
  for (const environment of ENVIRONMENTS) {
    const runs = waves.get(environment)!.has(name);
    const declared = spec.environments.includes(environment);
    if (runs === declared) continue;
    report(
      component,
      ['environments'],
      runs
        ? `${name} runs in ${environment}, and does not say so`
        : `${name} says that it runs in ${environment}, where no Application delivers it`,
      runs
        ? `Add ${environment}, or move its Application to the folder of the other environment`
        : `Remove ${environment}, or add the Application platform--${name} to gitops/platform and its kustomization`,
    );
  }
}

function waitProblems(
  component: Component,
  components: ReadonlyMap<string, Component>,
  names: ReadonlySet<string>,
  waves: Waves,
  report: Report,
) {
  const { name, spec } = component;
  spec.waitsFor.forEach((other, i) => {
    const at = ['waitsFor', i];
    if (!names.has(other)) {
      report(
        component,
        at,
        `${name} waits for ${other}, and there is no such component`,
        'Write the name of a folder in kubernetes/, or remove it',
      );
      return;
    }
    for (const environment of spec.environments) {
      const runs = components.get(other)?.spec.environments ?? [environment];
      if (!runs.includes(environment)) {
        report(
          component,
          at,
          `${name} waits for ${other}, which ${environment} does not have`,
          'Remove it, or run the other one there, too',
        );
        continue;
      }
      const own = waves.get(environment)!.get(name);
      const its = waves.get(environment)!.get(other);
      if (own !== undefined && its !== undefined && its > own) {
        report(
          component,
          at,
          `${name} (wave ${own}) waits for ${other} (wave ${its}), which Argo CD begins only when ${name} is healthy`,
          'Move one of the two to another wave, or do without it',
        );
        return;
      }
    }
  });
}

/** No two components of the same environment own the same namespace or API group. */
function ownerProblems(components: readonly Component[], report: Report) {
  for (const [field, what] of [
    ['namespaces', 'the namespace'],
    ['crdGroups', 'the CRDs of'],
  ] as const) {
    components.forEach((component, position) => {
      component.spec[field].forEach((owned, i) => {
        const other = components
          .slice(0, position)
          .find(
            ({ spec }) =>
              spec[field].includes(owned) &&
              spec.environments.some(environment =>
                component.spec.environments.includes(environment),
              ),
          );
        if (!other) return;
        report(
          component,
          [field, i],
          `${other.name} owns ${what} ${owned}, too`,
          'Let one of the two have it, and the other wait for that one',
        );
      });
    });
  }
}

/** What the folders of a component bring is what it says that it owns. */
function renderedProblems(
  components: ReadonlyMap<string, Component>,
  { folders }: RenderedRepository,
  report: Report,
) {
  for (const component of components.values()) {
    const { name, spec } = component;
    const own = folders.filter(
      ({ of, environments, error }) =>
        of.kind === 'component' &&
        of.component === name &&
        environments.length > 0 &&
        !error,
    );
    const objects = own.flatMap(({ documents }) =>
      documents.map(({ object }) => object),
    );
    const brought = new Set(
      objects
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ metadata }) => metadata.name),
    );
    for (const namespace of brought) {
      if (spec.namespaces.includes(namespace)) continue;
      report(
        component,
        ['namespaces'],
        `${name} brings the namespace ${namespace}, and does not say that it owns it`,
        `Add ${namespace}, or leave the namespace to its owner`,
      );
    }
    spec.namespaces.forEach((namespace, i) => {
      if (own.length === 0 || brought.has(namespace)) return;
      report(
        component,
        ['namespaces', i],
        `${name} says that it owns the namespace ${namespace}, and does not bring it`,
        'Add a namespace.yaml to its base, or remove the entry',
      );
    });
    for (const { kind, spec: crd } of objects) {
      if (kind !== 'CustomResourceDefinition') continue;
      if (spec.crdGroups.includes(crd.group)) continue;
      report(
        component,
        ['crdGroups'],
        `${name} brings CRDs of ${crd.group}, and does not say so`,
        `Add ${crd.group}`,
      );
    }
  }
}

function birthLines(
  environment: EnvironmentName,
  components: ReadonlyMap<string, Component>,
  waves: Waves,
): string[] {
  const own: Waiting[] = [...waves.get(environment)!].flatMap(
    ([name, wave]) => {
      const component = components.get(name);
      return component
        ? [{ name, wave, waitsFor: component.spec.waitsFor }]
        : [];
    },
  );
  return birthOrder(own).steps.map(
    ({ wave, components: together }, i) =>
      `birth of ${environment}, step ${i + 1} (wave ${wave}): ${together.join(
        ', ',
      )}`,
  );
}

function sortedOnce(problems: readonly Problem[]): Problem[] {
  const byKey = new Map(
    problems.map(problem => [
      `${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
      problem,
    ]),
  );
  return [...byKey.values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line : Number(a.file > b.file) || -1,
  );
}
