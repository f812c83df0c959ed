import { openRepository, type Repository, type Scope } from './repository';
import type { RuleResult } from './rule';
import { componentsRule } from './rules/components';
import { contractRule } from './rules/contract';
import { policiesRule } from './rules/policies';
import { renderRule } from './rules/render';
import { repositoryRules } from './rules/repository';
import { schemasRule } from './rules/schemas';
import { varianceRule } from './rules/variance';

/** One rule: what it demands, and how it is checked. */
export interface Rule {
  id: string;
  /** What it demands, in one sentence. */
  about: string;
  run(repository: Repository): Promise<RuleResult> | RuleResult;
}

/** Every rule, in the order of the report. */
export const rules: Rule[] = [
  {
    id: 'contract',
    about: 'Tenants, workloads and environments keep the contract',
    run: contractRule,
  },
  {
    id: 'render',
    about: 'Every kustomization of every environment renders',
    run: renderRule,
  },
  {
    id: 'schemas',
    about: 'Every rendered object passes the strict schema of its kind',
    run: schemasRule,
  },
  {
    id: 'components',
    about: 'Every component says what it owns and waits for, and can be born',
    run: componentsRule,
  },
  {
    id: 'variance',
    about: 'The environments differ in what is declared, and in nothing else',
    run: varianceRule,
  },
  {
    id: 'policies',
    about:
      'The cluster’s admission policies let every object in, and do what their fixtures say',
    run: policiesRule,
  },
  ...repositoryRules,
];

/** The rules, or the named ones, over the checkout of a GitOps repository. */
export async function check(
  root: string,
  options: { only?: string[]; scope?: Scope } = {},
): Promise<RuleResult[]> {
  const repository = openRepository(root, { scope: options.scope });
  const results: RuleResult[] = [];
  for (const rule of selected(options.only)) {
    const start = performance.now();
    const result = await rule.run(repository);
    results.push({ ...result, milliseconds: performance.now() - start });
  }
  return results;
}

function selected(only: string[] | undefined): Rule[] {
  if (!only?.length) return rules;
  const known = rules.map(({ id }) => id);
  const unknown = only.filter(id => !known.includes(id));
  if (unknown.length) {
    throw new Error(
      `There is no rule ${unknown.join(', ')}. There are: ${known.join(', ')}.`,
    );
  }
  return rules.filter(({ id }) => only.includes(id));
}
