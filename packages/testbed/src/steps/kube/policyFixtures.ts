import { compilePolicies, evaluatePolicies } from '@idp/policies';
import { ensureDefinitions } from '../../kube/definitions';
import { serveOpenly } from '../serveOpenly';
import type { KubeClient } from '../../kube/KubeClient';
import type { KubeObject } from '../../kube/types';
import { until } from '../../lib/until';
import { fixtureCases, policiesForFixtures } from '../../repository/policies';
import type { Report, Step } from '../types';
import { requestOf } from './fixtures/requestOf';
import { type Verdict, verdictOf } from './fixtures/verdictOf';
import {
  buildWorld,
  type Case,
  clearRound,
  clearWorld,
  roundsOf,
} from './fixtures/world';

const policyKind = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
};
const bindingKind = { ...policyKind, kind: 'ValidatingAdmissionPolicyBinding' };

/** Fixtures that the API server answers before it asks any policy; our evaluator has them in npm run check. */
const askedElsewhere: Record<string, string> = {
  'tenant-accounts/allowed/workload-by-its-node':
    'a node gets a token only for a pod that is bound to it, which NodeRestriction sees to before any policy',
  'tenant-external-secrets/denied/manifest':
    'the field is newer than the External Secrets that can be built here: the API server drops it before any policy',
  'tenant-external-secrets/denied/other-field':
    'the API server drops fields that the definition does not have before any policy',
};

/**
 * Every fixture, asked of the API server itself, one policy in force at a time as in `npm run check`: the verdict and the
 * message are the named ones, and those of our own evaluator.
 */
export const policyFixtures: Step = {
  name: 'policy-fixtures',
  profile: 'kube',
  what: 'the API server admits and denies every policy fixture as named, and as the evaluator of npm run check does',
  async run(bed, report) {
    const { kube } = bed;
    const policies = await policiesForFixtures();
    const cases = fixtureCases();
    await ensureDefinitions(bed);
    await serveOpenly(kube, report, objectsOf(cases));
    for (const [name, why] of Object.entries(askedElsewhere))
      report.leftOut(`fixture ${name} on the API server`, why);
    const rights = await letEverybodyAsk(kube);
    for (const [name, every] of cases) {
      const own = every.filter(one => !(one.name in askedElsewhere));
      const alone = policies.filter(
        ({ kind, metadata, spec }) =>
          (kind === policyKind.kind && metadata.name === name) ||
          (kind === bindingKind.kind && spec.policyName === name),
      );
      for (const round of roundsOf(own)) {
        const ready = await prepareRound(kube, report, round);
        await applyPolicies(kube, alone);
        const probe = await probeOf(kube, ready, own);
        await inForce(kube, name, probe, true);
        for (const one of ready) await askBoth(kube, report, alone, one);
        await removeBindings(kube, alone);
        await inForce(kube, name, probe, false);
        await clearRound(kube, round);
      }
      await removePolicies(kube, alone);
    }
    await clearWorld(kube, [...cases.values()].flat());
    await kube.delete(rights, rights.metadata.name);
  },
};

/** Of kinds whose definitions cannot be had; the rest is served already. */
function objectsOf(cases: Map<string, Case[]>): KubeObject[] {
  return [...cases.values()]
    .flat()
    .map(({ request }) => (request.oldObject ?? request.object) as KubeObject);
}

/** Makes what the cases of a round need; resolves to those that can be asked. */
async function prepareRound(
  kube: KubeClient,
  report: Report,
  round: Case[],
): Promise<Case[]> {
  const ready: Case[] = [];
  for (const one of round) {
    try {
      await until(
        `the world of ${one.name}`,
        async () => {
          await buildWorld(kube, [one]);
          return true;
        },
        // The policy of the round before may be in force for a moment more.
        { isFinal: error => verdictOf(error, 'CREATE').kind !== 'denied' },
      );
      ready.push(one);
    } catch (error) {
      await report.check(`fixture ${one.name}`, () => {
        throw new Error(`what it needs cannot be made: ${error}`);
      });
    }
  }
  return ready;
}

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
  const { operation } = one.request;
  for (let left = 5; ; left -= 1) {
    const request = await requestOf(kube, one.request);
    const warnings: string[] = [];
    const onWarning = (text: string) => warnings.push(text);
    const error = await kube.request({ ...request, onWarning }).then(
      () => undefined,
      reason => reason,
    );
    // A controller wrote between what was read and what was sent.
    if (left > 0 && error?.body?.reason === 'Conflict') continue;
    return verdictOf(error, operation, warnings);
  }
}

/** A case by whose denial one sees that a policy is in force: of the round, or one that changes nothing in its world. */
async function probeOf(
  kube: KubeClient,
  round: Case[],
  own: Case[],
): Promise<Case | undefined> {
  const denied = ({ verdict }: Case) => verdict === 'denied';
  const inRound = round.find(denied);
  if (inRound) return inRound;
  const other = own.find(
    one =>
      denied(one) &&
      !one.request.oldObject &&
      roundsOf([...round, one]).length === 1,
  );
  if (other) await buildWorld(kube, [other]);
  return other;
}

/**
 * Policies come into force, and go, a moment after they are written: asks what the policy denies until it does, or does
 * not any more. That it never does shows in the checks.
 */
async function inForce(
  kube: KubeClient,
  policy: string,
  probe: Case | undefined,
  wanted: boolean,
) {
  if (!probe) return;
  await until(
    `${policy} is ${wanted ? '' : 'no longer '}in force`,
    async () => {
      const verdict = await ask(kube, probe);
      const denied = verdict.kind === 'denied' && verdict.policy === policy;
      return denied === wanted;
    },
    { timeoutMs: 60_000 },
  ).catch(() => {});
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
