import fs from 'node:fs';
import path from 'node:path';
import { checkout } from '../../lib/folders';
import { evaluated, readSelfInit } from './selfInit';

const file = fs.readFileSync(
  path.join(checkout, 'kubernetes/vault/base/self-init.hcl'),
  'utf8',
);

describe('readSelfInit', () => {
  it('reads every request of the repository’s own file', () => {
    const requests = readSelfInit(file);
    expect(requests.map(({ path: to }) => to)).toEqual(
      expect.arrayContaining([
        'sys/mounts/kv',
        'auth/kubernetes/config',
        'sys/policies/acl/portal',
        'auth/kubernetes/role/tenant',
      ]),
    );
    expect(requests).toHaveLength(file.match(/^\s*request "/gm)!.length);
    // What is written over several lines arrives as one policy, a line a rule.
    expect(requests.find(({ name }) => name === 'portal')?.data).toEqual({
      policy: `path "kv/metadata/*" { capabilities = ["list", "read"] }
path "sys/capabilities-self" { capabilities = ["update"] }
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self" { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
`,
    });
  });

  it('refuses what it does not know instead of passing over it', () => {
    expect(() =>
      readSelfInit(
        'initialize "x" {\n  request "y" {\n    path = var.z\n  }\n}\n',
      ),
    ).toThrow(/Line 3.*a value/s);
  });
});

describe('evaluated', () => {
  it('puts earlier answers into the text', () => {
    const policy = readSelfInit(file).find(
      ({ name }) => name === 'own-namespace',
    )!.data!.policy;
    const responses = { accounts: { mount: { data: { accessor: 'auth_1' } } } };
    expect(evaluated(policy, responses)).toBe(
      'path "kv/data/{{identity.entity.aliases.auth_1.metadata.service_account_namespace}}/*" { capabilities = ["read"] }',
    );
  });

  it('refuses an answer that is not there', () => {
    const value = {
      eval_source: 'cel',
      expression: "'a' + responses.accounts.mount.data.accessor",
    };
    expect(() => evaluated(value, {})).toThrow(/There is no responses/);
  });

  it('leaves other values as they stand', () => {
    expect(evaluated('text', {})).toBe('text');
    expect(evaluated(['a'], {})).toEqual(['a']);
  });
});
