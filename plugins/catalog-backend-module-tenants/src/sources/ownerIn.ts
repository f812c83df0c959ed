import { parseContractFile } from '@idp/platform-contract';
import { parseDocument } from 'yaml';

/**
 * The owner in a tenant's file that has a mistake elsewhere: main says whose it is, so nobody else has to mend it.
 * Undefined where the YAML itself is broken, as then it is not certain what the file says, and where the contract would
 * not take the owner.
 */
export function ownerIn(path: string, text: string): string | undefined {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const owner = document.getIn(['spec', 'owner']);
  if (typeof owner !== 'string') return undefined;
  // The contract judges it, in a file that is in order but for the owner.
  const { problems } = parseContractFile(
    path,
    JSON.stringify({
      apiVersion: document.get('apiVersion'),
      kind: document.get('kind'),
      metadata: {
        name: path.split('/')[2],
        annotations: { 'config.kubernetes.io/local-config': 'true' },
      },
      spec: {
        owner,
        contacts: [{ type: 'email', value: 'unknown@example.invalid' }],
        quota: 'small',
      },
    }),
  );
  return problems.length === 0 ? owner : undefined;
}
