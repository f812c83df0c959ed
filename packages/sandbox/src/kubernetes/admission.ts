import { readFileSync } from 'node:fs';
import {
  compilePolicies,
  evaluatePolicies,
  type PolicySet,
} from '@idp/policies';
import { parseAllDocuments } from 'yaml';
import { inCheckout } from '../inCheckout';
import type { KubeObject } from '../world';
import type { Target } from './readRequest';
import { denied, type StatusError } from './status';

/** What the platform's own clusters say of the portal's writes, beyond its role. */
const FILE = 'kubernetes/policy/base/portal-account.yaml';

let policies: PolicySet | undefined;

/** Why a policy does not take a change that the account's role permits; undefined where all do. */
export function policyRefusal(
  { resource, namespace, name, subresource }: Target,
  user: string,
  change: { before: KubeObject; after: KubeObject },
): StatusError | undefined {
  policies ??= compilePolicies(
    parseAllDocuments(readFileSync(inCheckout(FILE), 'utf8')).map(document =>
      document.toJS(),
    ),
  );
  const { group, kind, plural, version } = resource;
  const found = evaluatePolicies(policies, {
    operation: 'UPDATE',
    kind: { group, version, kind },
    resource: { group, version, resource: plural },
    subResource: subresource,
    name,
    namespace,
    userInfo: { username: user, groups: [] },
    object: change.after,
    oldObject: change.before,
  }).find(({ actions }) => actions.includes('Deny'));
  return found && denied(resource, name!, found);
}
