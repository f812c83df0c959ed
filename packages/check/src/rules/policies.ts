import {
  ENVIRONMENTS,
  namespaceOf,
  type EnvironmentName,
  type Problem,
} from '@idp/platform-contract';
import {
  compilePolicies,
  evaluatePolicies,
  PolicyError,
  reviewOf,
  serviceAccount,
  type KubernetesObject,
  type PolicySet,
} from '@idp/policies';
import {
  problemAt,
  renderFolder,
  type Rendered,
  type RenderedDocument,
  type Repository,
} from '../repository';
import { counted, type RuleResult } from '../rule';
import { checkPolicyFixtures } from './policyFixtures';

const FOLDER = 'kubernetes/policy';

/** Argo CD syncs boundaries and components as itself, workloads as the account of their tenant. */
const ARGO_CD = serviceAccount('argocd', 'argocd-application-controller');

/**
 * Every rendered object passes the admission policies of its environment, as the account that applies it; and the
 * policies do what their fixtures say.
 */
export async function policiesRule(
  repository: Repository,
): Promise<RuleResult> {
  const { folders } = await repository.rendered();
  const problems: Problem[] = [];
  const sets = new Map<EnvironmentName, PolicySet>();
  let fixtures: ReturnType<typeof checkPolicyFixtures> | undefined;
  for (const environment of ENVIRONMENTS) {
    const documents = await policyDocuments(repository, folders, environment);
    const set = compile(repository, documents, environment, problems);
    if (!set) continue;
    sets.set(environment, set);
    // The texts are the same in all environments but for what the fixtures set for themselves.
    fixtures ??= checkPolicyFixtures(
      repository,
      documents.map(({ object }) => object),
    );
  }
  problems.push(...(fixtures?.problems ?? []));

  let objects = 0;
  const [any] = sets.values();
  for (const [environment, set] of sets) {
    const here = folders.filter(({ environments }) =>
      environments.includes(environment),
    );
    const labels = labelsOfNamespaces(here);
    for (const folder of here) {
      for (const document of folder.documents) {
        objects += 1;
        problems.push(...refusals(repository, set, folder, document, labels));
      }
    }
  }
  return {
    rule: 'policies',
    lookedAt: [
      counted(any?.policies.length ?? 0, 'policy').replace(/ys$/, 'ies'),
      counted(fixtures?.count ?? 0, 'fixture'),
      counted(objects, 'object'),
    ].join(', '),
    problems: once(problems),
    notes: [
      'Objects that Helm charts render are not judged here: only the cluster sees them',
    ],
  };
}

/** What an environment's policies are, rendered here where only a change is checked. */
async function policyDocuments(
  repository: Repository,
  folders: readonly Rendered[],
  environment: EnvironmentName,
): Promise<readonly RenderedDocument[]> {
  const folder = `${FOLDER}/overlays/${environment}`;
  const known = folders.find(each => each.folder === folder);
  if (known) return known.documents;
  return repository.exists(folder) ? renderFolder(repository, folder) : [];
}

function compile(
  repository: Repository,
  documents: readonly RenderedDocument[],
  environment: EnvironmentName,
  problems: Problem[],
): PolicySet | undefined {
  const policies = documents.filter(
    ({ object }) => object.kind === 'ValidatingAdmissionPolicy',
  );
  if (policies.length === 0) {
    problems.push(
      problemAt(
        `${FOLDER}/overlays/${environment}/kustomization.yaml`,
        'policies',
        `the environment ${environment} has no admission policies, so nothing was judged`,
        `Render ${FOLDER}/base in it, and mend what the rule render says of it`,
      ),
    );
    return undefined;
  }
  try {
    return compilePolicies(documents.map(({ object }) => object));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    for (const { policy, at, message } of error.problems) {
      const document = policies.find(
        ({ object }) => object.metadata.name === policy,
      );
      problems.push(
        problemAt(
          document ? repository.place(document) : `${FOLDER}/base`,
          'policies',
          `policy ${policy}, ${at}: ${message}`,
          'Write what the API server takes, with functions that packages/policies knows',
        ),
      );
    }
    return undefined;
  }
}

/** Labels of all namespaces that are rendered for an environment. */
function labelsOfNamespaces(
  folders: readonly Rendered[],
): Map<string, Record<string, string>> {
  return new Map(
    folders.flatMap(({ documents }) =>
      documents
        .filter(({ object }) => object.kind === 'Namespace')
        .map(({ object }): [string, Record<string, string>] => [
          object.metadata.name,
          object.metadata.labels ?? {},
        ]),
    ),
  );
}

function refusals(
  repository: Repository,
  set: PolicySet,
  folder: Rendered,
  document: RenderedDocument,
  labels: ReadonlyMap<string, Record<string, string>>,
): Problem[] {
  const { object } = document;
  const { of } = folder;
  const workload = of.kind === 'workload';
  const namespace =
    object.metadata.namespace ??
    (workload ? namespaceOf(of.tenant) : undefined);
  const violations = evaluatePolicies(
    set,
    reviewOf(object as KubernetesObject, {
      userInfo: workload
        ? serviceAccount(namespaceOf(of.tenant), 'deployer')
        : ARGO_CD,
      ...(namespace && {
        namespace,
        namespaceLabels: labels.get(namespace) ?? expectedLabels(folder),
      }),
    }),
  );
  return violations
    .filter(({ actions }) => actions.includes('Deny'))
    .map(({ policy, message }) =>
      problemAt(
        placeOf(repository, folder, document),
        'policies',
        `${object.kind} ${object.metadata.name} of ${folder.folder} is refused by the policy ${policy}`,
        message,
      ),
    );
}

/** A tenant whose boundary cannot be rendered, or is not in scope, has the labels that every boundary gives. */
function expectedLabels({ of }: Rendered): Record<string, string> {
  return of.kind === 'workload' || of.kind === 'boundary'
    ? { 'platform.idp/kind': 'tenant', 'platform.idp/tenant': of.tenant }
    : {};
}

/** Where a tenant's object comes from a blueprint, what is wrong is most likely what the tenant put into it. */
function placeOf(
  repository: Repository,
  { folder, of }: Rendered,
  document: RenderedDocument,
) {
  return of.kind === 'workload' && document.origin.startsWith('templates/')
    ? `${folder}/kustomization.yaml`
    : repository.place(document);
}

/** An object that both environments have is refused once. */
function once(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(
      problems.map(problem => [JSON.stringify(problem), problem]),
    ).values(),
  ];
}
