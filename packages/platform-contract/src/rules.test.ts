import fs from 'node:fs';
import path from 'node:path';
import { nameProblem, type NameKind } from './names';
import { schemas, type Schema } from './kinds';
import { rules } from './rules';

const documentation = fs.readFileSync(
  path.join(__dirname, '../../../docs/contract.md'),
  'utf8',
);

const section = (title: string) =>
  documentation
    .split(/^#{2,3} /m)
    .find(text => text.startsWith(`${title}\n`)) ?? '';

const fieldsOf = (schema: Schema): string[] => [
  ...Object.entries(
    (schema.properties ?? {}) as Record<string, Schema>,
  ).flatMap(([name, field]) => [name, ...fieldsOf(field)]),
  ...(schema.items ? fieldsOf(schema.items as Schema) : []),
];

describe('docs/contract.md', () => {
  it('has every rule with its meaning and a remedy, and no other', () => {
    const rows = section('Rules')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split('|').map(cell => cell.trim()));
    expect(rows.map(([, id, meaning]) => [id, meaning])).toEqual(
      Object.entries(rules).map(([id, meaning]) => [`\`${id}\``, meaning]),
    );
    for (const [, , , remedy] of rows) expect(remedy).toMatch(/\w/);
  });

  it.each(Object.entries(schemas))(
    'names every field of a %s',
    (kind, schema) => {
      const { spec } = schema.properties as Record<string, Schema>;
      for (const field of fieldsOf(spec)) {
        expect(section(kind)).toContain(`\`${field}\``);
      }
    },
  );

  it.each([
    ['tenant', 'tenants:'],
    ['workload', 'workloads:'],
  ] as Array<[NameKind, string]>)(
    'lists reserved names of a %s',
    (kind, label) => {
      const list = section('Names')
        .split(`- ${label}`)[1]
        .split(/\n- |\. /)[0];
      const listed = [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      expect(listed.length).toBeGreaterThan(4);
      for (const name of listed) {
        expect(nameProblem(kind, name)).toMatch(/is reserved/);
      }
    },
  );
});
