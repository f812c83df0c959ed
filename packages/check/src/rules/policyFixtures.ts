import type { Problem } from '@idp/platform-contract';
import {
  compilePolicies,
  evaluatePolicies,
  matchesPolicy,
  readFixture,
  withVariables,
  type Fixture,
  type KubernetesObject,
  type PolicySet,
} from '@idp/policies';
import { problemAt, type Repository } from '../repository';

const FOLDER = 'kubernetes/policy/fixtures';
const VARIABLES = `${FOLDER}/variables.yaml`;

/**
 * Each policy does what its fixtures say, and has some that it takes and some that it refuses.
 *
 * @param documents - policies that compile, with their bindings
 */
export function checkPolicyFixtures(
  repository: Repository,
  documents: readonly KubernetesObject[],
): { count: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (file: string, message: string, remedy: string) =>
    problems.push(problemAt(file, 'policies', message, remedy));
  const { policies, params } = compilePolicies(
    withVariables(
      documents,
      repository.yaml(VARIABLES).documents[0]?.value ?? {},
    ),
  );
  const files = repository.files.filter(
    file => file.startsWith(`${FOLDER}/`) && file !== VARIABLES,
  );
  const seen = new Set<string>();
  let count = 0;

  for (const file of files) {
    const [name, verdict, ...rest] = file.slice(FOLDER.length + 1).split('/');
    const policy = policies.find(each => each.name === name);
    if (!policy) {
      report(
        file,
        `there is no policy ${name}, so this fixture proves nothing`,
        'Name the folder after a policy, or remove the fixture with its policy',
      );
      continue;
    }
    if (!['allowed', 'denied'].includes(verdict) || rest.length !== 1) {
      report(
        file,
        'a fixture lies in allowed or denied, so nobody evaluates this file',
        `Move it to ${FOLDER}/${name}/allowed or ${FOLDER}/${name}/denied`,
      );
      continue;
    }
    count += 1;
    const alone = { policies: [policy], params };
    let fixture: Fixture;
    let found;
    try {
      fixture = readFixture(repository.yaml(file).documents[0]?.value);
      found = evaluatePolicies(alone, fixture.request);
    } catch (error) {
      report(
        file,
        `the fixture cannot be read: ${(error as Error).message}`,
        'Write it as kubernetes/policy/README.md says',
      );
      continue;
    }
    const { request, message } = fixture;
    if (verdict === 'denied' || looksAt(policy, request)) {
      seen.add(`${name} ${verdict}`);
    }

    if (verdict === 'allowed') {
      if (found.length > 0) {
        report(
          file,
          `the policy ${name} refuses it: ${found[0].message}`,
          'Mend the policy, or move the fixture to denied',
        );
      }
    } else if (found.length === 0) {
      report(
        file,
        `the policy ${name} lets it through`,
        'Mend the policy, or move the fixture to allowed',
      );
    } else if (!message) {
      report(
        file,
        'it does not say why it is refused, so it would pass for another reason, too',
        `Add a part of the message, such as: ${found[0].message.slice(0, 60)}`,
      );
    } else if (!found[0].message.includes(message)) {
      report(
        file,
        `the policy ${name} refuses it for another reason: ${found[0].message}`,
        'Mend the fixture so that it is wrong in one way, or its message',
      );
    }
  }

  for (const { name } of policies) {
    for (const verdict of ['allowed', 'denied']) {
      if (seen.has(`${name} ${verdict}`)) continue;
      report(
        `${FOLDER}/${name}`,
        `the policy ${name} has no fixture that is ${verdict}${
          verdict === 'allowed' ? ' and that it looks at' : ''
        }`,
        `Add one to ${FOLDER}/${name}/${verdict}`,
      );
    }
  }
  return { count, problems };
}

/** A request that the policy does not look at is allowed by any policy. */
function looksAt(
  { spec }: PolicySet['policies'][number],
  request: Fixture['request'],
): boolean {
  return matchesPolicy(spec.matchConstraints, request);
}
