import type { Rule } from '../check';
import { catalogRule } from './catalog';
import { docsRule } from './docs';
import { imperativeRule } from './imperative';
import { layoutRule } from './layout';
import { pinningRule } from './pinning';
import { platformNamespacesRule } from './platformNamespaces';
import { referencesRule } from './references';
import { secretsRule } from './secrets';

/** What holds for the repository as a whole, beyond contract, schemas, policies and variance. */
export const repositoryRules: Rule[] = [
  {
    id: 'secrets',
    about:
      'No secret is in Git: in no manifest, no file and no earlier version of one',
    run: secretsRule,
  },
  {
    id: 'imperative',
    about: 'No script, hook or job of ours changes a cluster or a cloud',
    run: imperativeRule,
  },
  {
    id: 'pinning',
    about: 'Every version is written out, in one place, and comes over TLS',
    run: pinningRule,
  },
  {
    id: 'platform-namespaces',
    about:
      'Namespaces and workloads of the platform are owned, closed and hardened',
    run: platformNamespacesRule,
  },
  {
    id: 'references',
    about: 'Whatever an object names is there, in each environment',
    run: referencesRule,
  },
  {
    id: 'layout',
    about: 'Every file is used, and every object belongs to one Application',
    run: layoutRule,
  },
  {
    id: 'docs',
    about: 'What the documents point at is there, and each page is found',
    run: docsRule,
  },
  {
    id: 'catalog',
    about: 'Entities and golden paths are what Backstage and the contract take',
    run: catalogRule,
  },
];
