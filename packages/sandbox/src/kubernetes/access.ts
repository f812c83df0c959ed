import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { inCheckout } from '../inCheckout';

/** A rule of a ClusterRole. */
export interface AccessRule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  resourceNames?: readonly string[];
}

/** Who asks, and what he may. */
export interface Account {
  user: string;
  rules: readonly AccessRule[];
}

/** Who shows no token. */
export const ANONYMOUS: Account = { user: 'system:anonymous', rules: [] };

/** What anybody may ask of the server itself, and what everybody may who has an account. */
const PUBLIC = /^\/(healthz|livez|readyz|version)\/?$/;
const DISCOVERY = /^\/(api|apis|openapi)(\/|$)/;

/** Whether an address that is no kind's may be asked for. */
export function maySee({ user, rules }: Account, path: string): boolean {
  if (PUBLIC.test(path)) return true;
  if (user === ANONYMOUS.user) return false;
  return DISCOVERY.test(path) || rules.some(rule => rule.verbs.includes('*'));
}

const FILE = 'kubernetes/backstage/base/rbac.yaml';
const SERVICE_ACCOUNT = 'backstage';

/** The portal's account as the platform's own clusters have it. */
export function portalAccount(): Account {
  const text = readFileSync(inCheckout(FILE), 'utf8');
  const objects: any[] = parseAllDocuments(text).map(document =>
    document.toJS(),
  );
  const bound = objects
    .filter(
      ({ kind, subjects }) =>
        kind === 'ClusterRoleBinding' &&
        subjects?.some(
          (one: any) =>
            one.kind === 'ServiceAccount' && one.name === SERVICE_ACCOUNT,
        ),
    )
    .map(({ roleRef }) => roleRef.name);
  const rules = objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'ClusterRole' && bound.includes(metadata.name),
    )
    .flatMap(role => role.rules);
  if (rules.length === 0)
    throw new Error(`${FILE} has no ClusterRole for the portal.`);
  return { user: `system:serviceaccount:backstage:${SERVICE_ACCOUNT}`, rules };
}

export function isAllowed(
  rules: readonly AccessRule[],
  asked: { verb: string; group: string; resource: string; name?: string },
): boolean {
  const { verb, group, resource, name } = asked;
  const holds = (list: readonly string[], wanted: string) =>
    list.includes(wanted) || list.includes('*');
  return rules.some(
    rule =>
      holds(rule.verbs, verb) &&
      holds(rule.apiGroups, group) &&
      holds(rule.resources, resource) &&
      (!rule.resourceNames?.length ||
        (name !== undefined && rule.resourceNames.includes(name))),
  );
}
