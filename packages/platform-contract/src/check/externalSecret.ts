import type { Schema } from '../kinds';
import { externalSecretName, SECRET_STORE, vaultPath } from '../names';
import type { Problem } from '../problem';
import { MOST_SECRET_KEYS, SECRET_KEY, SECRET_KEY_WRITE } from '../secretKeys';
import { schemaProblems, shown, type ValuePath, type YamlFile } from '../yaml';

const is = (value: string): Schema => ({ const: value, 'x-write': value });

const object = (
  properties: Record<string, Schema>,
  required = Object.keys(properties),
): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const text: Schema = { type: 'string', minLength: 1, maxLength: 253 };

const key: Schema = {
  type: 'string',
  pattern: SECRET_KEY,
  'x-write': SECRET_KEY_WRITE,
};

/** Says since when the value is a new one. A change of it makes External Secrets read the path at once. */
const ROTATED = 'platform.idp/rotated';

/** The fields that the contract knows; no other can name a path, a store, a generator or a template. */
const schema: Schema = object({
  apiVersion: is('external-secrets.io/v1'),
  kind: is('ExternalSecret'),
  metadata: object(
    {
      name: text,
      annotations: object({
        [ROTATED]: {
          type: 'string',
          pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
          'x-write': 'a day in quotes, such as "2026-11-26"',
        },
      }),
    },
    ['name'],
  ),
  spec: {
    ...object(
      {
        refreshInterval: {
          type: 'string',
          pattern: '^[1-9][0-9]{0,4}(s|m|h)$',
          'x-write': 'an interval above zero, such as 1h',
        },
        secretStoreRef: object({
          kind: is('SecretStore'),
          name: is(SECRET_STORE),
        }),
        target: object({ name: text }),
        dataFrom: {
          type: 'array',
          minItems: 1,
          maxItems: 1,
          items: object({ extract: object({ key: text }) }),
        },
        data: {
          type: 'array',
          minItems: 1,
          maxItems: MOST_SECRET_KEYS,
          items: object({
            secretKey: key,
            remoteRef: object({ key: text, property: key }),
          }),
        },
      },
      ['refreshInterval', 'secretStoreRef', 'target'],
    ),
    minProperties: 4,
    maxProperties: 4,
    'x-write': 'either dataFrom or data beside the other three fields',
  },
});

/** An ExternalSecret reads one path, its own, of its own tenant's store into one Secret. */
export function externalSecretProblems(
  yaml: YamlFile,
  place: { tenant: string; workload: string; secret: string },
): Problem[] {
  const problems = schemaProblems(yaml, schema, 'external-secret');
  if (problems.length > 0) return problems;

  const { tenant, workload, secret } = place;
  const name = externalSecretName(workload, secret);
  const path = vaultPath(tenant, workload, secret);
  const { metadata, spec } = yaml.value as {
    metadata: { name: string };
    spec: {
      target: { name: string };
      dataFrom?: Array<{ extract: { key: string } }>;
      data?: Array<{ secretKey: string; remoteRef: { key: string } }>;
    };
  };
  const expect = (at: ValuePath, value: string, wanted: string) => {
    if (value === wanted) return;
    problems.push(
      yaml.problem(
        at,
        'external-secret',
        `${at.join('.')} is ${shown(value)}`,
        `Write ${wanted}`,
      ),
    );
  };
  expect(['metadata', 'name'], metadata.name, name);
  expect(['spec', 'target', 'name'], spec.target.name, name);
  spec.dataFrom?.forEach(({ extract }, index) =>
    expect(['spec', 'dataFrom', index, 'extract', 'key'], extract.key, path),
  );
  const keys = new Set<string>();
  spec.data?.forEach(({ secretKey, remoteRef }, index) => {
    expect(['spec', 'data', index, 'remoteRef', 'key'], remoteRef.key, path);
    if (keys.has(secretKey)) {
      problems.push(
        yaml.problem(
          ['spec', 'data', index, 'secretKey'],
          'external-secret',
          `the key ${shown(secretKey)} is there twice`,
          'Keep one of the two',
        ),
      );
    }
    keys.add(secretKey);
  });
  return problems;
}
