import type { Rule } from '../check';
import { secretsRule } from './secrets';

/** What holds for the repository as a whole, beyond contract, schemas, policies and variance. */
export const repositoryRules: Rule[] = [
  {
    id: 'secrets',
    about:
      'No secret is in Git: in no manifest, no file and no earlier version of one',
    run: secretsRule,
  },
];
