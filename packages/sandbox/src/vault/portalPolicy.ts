import { readFileSync } from 'node:fs';
import { inCheckout } from '../inCheckout';
import { readPolicy, type Rule } from './policies';

const FILE = 'kubernetes/vault/base/self-init.hcl';

/** The portal's policy as the platform's own Vault has it. */
export function portalPolicy(): Rule[] {
  const text = readFileSync(inCheckout(FILE), 'utf8');
  const policy =
    /path\s*=\s*"sys\/policies\/acl\/portal"[\s\S]*?<<-EOT\n([\s\S]*?)\n\s*EOT/.exec(
      text,
    );
  const rules = readPolicy(policy?.[1] ?? '');
  if (rules.length === 0)
    throw new Error(`${FILE} has no policy 'portal' that can be read.`);
  return rules;
}
