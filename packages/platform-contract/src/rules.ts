/**
 * Every rule of the contract, by id, in one sentence. `docs/contract.md` lists them with their remedies.
 *
 * @public
 */
export const rules = {
  'file-name': 'A tenant’s folder holds a closed list of files',
  'file-missing':
    'A tenant and a workload have all of their files, a workload at least one environment',
  'file-twins': 'No two paths differ only in case',
  'yaml-syntax': 'A file is one plain YAML document of at most 256 KiB',
  'yaml-alias': 'No anchors and aliases',
  schema: 'A kind has its fields, and no others',
  name: 'Names fit everywhere that they are used',
  'folder-name': 'An object is named after its folder',
  kustomization: 'A kustomization says what the contract says, and no more',
  'kustomization-resources': 'A base lists each of its files once',
  'external-secret':
    'An ExternalSecret reads its own workload’s path of its own store',
  'env-from':
    'envFrom begins with the workload’s ConfigMap and names secrets that exist',
  quota: 'The boundary uses the quota class that the tenant names',
  'blueprint-version': 'Each overlay uses the workload’s own blueprint',
} as const;

/**
 * The id of a rule.
 *
 * @public
 */
export type RuleId = keyof typeof rules;
