import fs from 'node:fs';
import path from 'node:path';
import { buildKustomization } from '@idp/kustomize';
import { readFixture, withVariables } from '@idp/policies';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../kube/types';
import { checkout } from '../lib/folders';
import type { Case } from '../steps/kube/fixtures/world';

const folder = path.join(checkout, 'kubernetes', 'policy');

/** What this repository's policies render to for an environment. */
async function renderedPolicies(environment: string): Promise<KubeObject[]> {
  const text = await buildKustomization(
    path.join(folder, 'overlays', environment),
  );
  return parseAllDocuments(text)
    .map(document => document.toJS() as KubeObject)
    .filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
}

/** The policies with the values that fixtures have for what environments and adopters put in. */
export async function policiesForFixtures(): Promise<KubeObject[]> {
  const variables = parse(
    fs.readFileSync(path.join(folder, 'fixtures', 'variables.yaml'), 'utf8'),
  );
  return withVariables(
    await renderedPolicies('local'),
    variables,
  ) as KubeObject[];
}

/** Every fixture, by the policy that it is about. */
export function fixtureCases(): Map<string, Case[]> {
  const root = path.join(folder, 'fixtures');
  const byPolicy = new Map<string, Case[]>();
  const foldersIn = (name: string) =>
    fs
      .readdirSync(name, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  for (const policy of foldersIn(root)) {
    const cases: Case[] = [];
    for (const verdict of ['allowed', 'denied'] as const) {
      for (const file of fs
        .readdirSync(path.join(root, policy, verdict))
        .sort()) {
        const text = fs.readFileSync(
          path.join(root, policy, verdict, file),
          'utf8',
        );
        cases.push({
          name: `${policy}/${verdict}/${file.replace(/\.yaml$/, '')}`,
          verdict,
          ...readFixture(parse(text)),
        });
      }
    }
    byPolicy.set(policy, cases);
  }
  return byPolicy;
}
