import { compilePolicies, evaluatePolicies } from '@idp/policies';
import type { KubeClient } from '../../kube/KubeClient';
import type { KubeObject } from '../../kube/types';
import { until } from '../../lib/until';
import { fixtureCases, policiesForFixtures } from '../../repository/policies';
import type { Report, Step } from '../types';
import { requestOf } from './fixtures/requestOf';
import { type Verdict, verdictOf } from './fixtures/verdictOf';
import { buildWorld, type Case, clearWorld, roundsOf } from './fixtures/world';

const policyKind = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
};
const bindingKind = { ...policyKind, kind: 'ValidatingAdmissionPolicyBinding' };

/**
 * Every fixture, asked of the API server itself, one policy in force at a time as in `npm run check`: the verdict and the
 * message are the named ones, and those of our own evaluator.
 */
export const policyFixtures: Step = {
  name: 'policy-fixtures',
  profile: 'kube',
  what: 'the API server admits and denies every policy fixture as named, and as the evaluator of npm run check does',
  async run({ kube }, report) {
    const policies = await policiesForFixtures();
    const cases = fixtureCases();
    const rights = await letEverybodyAsk(kube);
    for (const [name, own] of cases) {
      const alone = policies.filter(
        ({ kind, metadata, spec }) =>
          (kind === policyKind.kind && metadata.name === name) ||
          (kind === bindingKind.kind && spec.policyName === name),
      );
      for (const round of roundsOf(own)) {
        await until(`the world of ${name}`, async () => {
          await buildWorld(kube, round);
          return true;
        });
        await applyPolicies(kube, alone);
        await inForce(kube, own, round);
        for (const one of round) await askBoth(kube, report, alone, one);
        await removeBindings(kube, alone);
      }
      await removePolicies(kube, alone);
    }
    await clearWorld(kube, [...cases.values()].flat());
    await kube.delete(rights, rights.metadata.name);
  },
};

async function askBoth(
  kube: KubeClient,
  report: Report,
  policies: KubeObject[],
  one: Case,
) {
  await report.check(`fixture ${one.name}`, async () => {
    const verdict = await ask(kube, one);
    if (verdict.kind === 'unreached')
      throw new Error(`no policy was asked: ${verdict.reason}`);
    const [expected] = evaluatePolicies(compilePolicies(policies), one.request);
    if (verdict.kind === 'admitted') {
      if (one.verdict === 'denied') throw new Error('it was admitted');
      if (expected)
        throw new Error(`our evaluator denies it: ${expected.message}`);
      return;
    }
    if (one.verdict === 'allowed')
      throw new Error(`it was denied: ${verdict.message}`);
    if (!verdict.message.includes(one.message!))
      throw new Error(`it was denied for another reason: ${verdict.message}`);
    if (expected?.message !== verdict.message) {
      throw new Error(
        `the API server says '${verdict.message}', our evaluator '${
          expected?.message ?? 'nothing'
        }'`,
      );
    }
  });
}

async function ask(kube: KubeClient, one: Case): Promise<Verdict> {
  const request = await requestOf(kube, one.request);
  return kube.request(request).then(
    () => verdictOf(undefined, one.request.operation),
    error => verdictOf(error, one.request.operation),
  );
}

/** A policy is in force a moment after it is written: until something that it must deny is denied. */
async function inForce(kube: KubeClient, own: Case[], round: Case[]) {
  const refused =
    round.find(({ verdict }) => verdict === 'denied') ??
    own.find(({ verdict }) => verdict === 'denied');
  if (!refused) return;
  if (!round.includes(refused)) await buildMissing(kube, refused);
  await until(
    `the policy of ${refused.name} is in force`,
    async () => (await ask(kube, refused)).kind === 'denied',
    { timeoutMs: 30_000 },
  ).catch(() => {}); // that it is not shows in its own check
}

/** For a case of another round that only serves to see whether a policy is in force. */
async function buildMissing(kube: KubeClient, one: Case) {
  await buildWorld(kube, [one]).catch(() => {});
}

async function applyPolicies(kube: KubeClient, objects: KubeObject[]) {
  for (const object of objects) await kube.apply(object);
}

async function removeBindings(kube: KubeClient, objects: KubeObject[]) {
  for (const { kind, metadata } of objects)
    if (kind === bindingKind.kind)
      await kube.delete(bindingKind, metadata.name);
}

async function removePolicies(kube: KubeClient, objects: KubeObject[]) {
  for (const { kind, metadata } of objects)
    if (kind === policyKind.kind) await kube.delete(policyKind, metadata.name);
}

/** Rights are asked before policies; here the question is what policies say to who has every right. */
async function letEverybodyAsk(kube: KubeClient): Promise<KubeObject> {
  return kube.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'testbed-everybody' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'cluster-admin',
    },
    subjects: [
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'system:authenticated',
      },
    ],
  });
}
