import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { checkout } from '../../lib/folders';

/** Data of Argo CD's ConfigMaps. */
export interface ArgocdSettings {
  'argocd-cm': Record<string, string>;
  'argocd-cmd-params-cm': Record<string, string>;
  'argocd-rbac-cm': Record<string, string>;
}

/** Local accounts that only the test bed has: their tokens stand in the place of a sign-in at Keycloak. */
export const accounts = ['portal', 'platform', 'viewer', 'stranger'] as const;
export type AccountName = (typeof accounts)[number];

/** What this repository's values put into argocd-secret: names of other Secrets, no value. */
export function secretReferences(): Record<string, string> {
  const { configs } = parse(
    fs.readFileSync(
      path.join(checkout, 'kubernetes', 'argocd', 'values.yaml'),
      'utf8',
    ),
  );
  return texts(configs.secret?.extra ?? {});
}

/** What this repository's values say of Argo CD's ConfigMaps, as the chart would write them. */
function repositorySettings(environment: string): ArgocdSettings {
  const [all, own] = ['values.yaml', `overlays/${environment}/values.yaml`].map(
    file =>
      parse(
        fs.readFileSync(
          path.join(checkout, 'kubernetes', 'argocd', file),
          'utf8',
        ),
      ).configs ?? {},
  );
  return {
    'argocd-cm': texts({ ...all.cm, ...own.cm }),
    'argocd-cmd-params-cm': texts({ ...all.params, ...own.params }),
    'argocd-rbac-cm': texts({ ...all.rbac, ...own.rbac }),
  };
}

/** The same with what the test bed changes of it. */
export function testbedSettings(
  environment: string,
  {
    url,
    provider,
  }: { url: string; provider?: { issuer: string; rootCA: string } },
): ArgocdSettings {
  const settings = repositorySettings(environment);
  const { 'oidc.config': oidc, ...cm } = settings['argocd-cm'];
  return {
    ...settings,
    'argocd-cm': {
      ...cm,
      url,
      ...(provider && {
        'oidc.config': stringify({ ...parse(oidc), ...provider }),
      }),
      ...Object.fromEntries(
        accounts.map(name => [`accounts.${name}`, 'apiKey']),
      ),
    },
    'argocd-rbac-cm': {
      ...settings['argocd-rbac-cm'],
      // The name of the account `viewer` gets what the group `viewers` has; `portal` and `platform` are groups' names.
      'policy.csv': `${settings['argocd-rbac-cm']['policy.csv']}g, viewer, role:viewer\n`,
    },
  };
}

function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, String(value)]),
  );
}
