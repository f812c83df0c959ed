import fs from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { names } from '../__testUtils__/names';
import { nameProblem, type NameKind } from './nameProblem';

const kinds: NameKind[] = ['tenant', 'workload', 'secret'];

describe.each(kinds)('the name of a %s', kind => {
  it.each(['abc', 'payments', 'a1b', 'a-b', 'api-token', 'x'.repeat(30)])(
    'may be %s',
    value => {
      expect(nameProblem(kind, value)).toBeUndefined();
    },
  );

  it.each([
    ['ab', /has 2 characters; write 3 to 30/],
    ['a', /has 1 character; write 3 to 30/],
    ['', /has 0 characters/],
    ['x'.repeat(31), /has 31 characters/],
    ['Payments', /has upper-case letters; write 'payments', for example/],
    ['a--b', /has '--', which joins names; write 'a-b'/],
    ['1abc', /does not begin with a letter; write 'abc'/],
    ['-abc', /does not begin with a letter/],
    ['abc-', /ends with a hyphen; write 'abc'/],
    ['a_b', /other separators than single hyphens; write 'a-b'/],
    ['a.b', /other separators/],
    ['a b', /other separators/],
    ['abc\n', /other characters/],
    ['\nabc', /other characters/],
    ['abc/def', /other characters/],
    ['a\\bc', /other characters/],
    ['../..', /other separators/],
    ['%2e%2e', /other characters/],
    ['${{ x }}', /write lower-case letters, digits and single hyphens/],
    ['{{ .name }}', /write 'name'/],
    ['----', /write lower-case letters/],
    ['123', /write lower-case letters/],
  ])('may not be %j', (value, message) => {
    expect(nameProblem(kind, value)).toMatch(message);
  });

  it.each([
    ['Cyrillic а', 'p\u0430yments'],
    ['a full-width a', 'p\uff41yments'],
    ['Greek ο', '\u03bfrders'],
    ['a soft hyphen', 'or\u00adders'],
    ['a non-breaking hyphen', 'a\u2011bc'],
    ['a zero-width space', 'pay\u200bments'],
    ['a right-to-left mark', 'pay\u202ements'],
    ['a combining accent', 'cafe\u0301'],
    ['a dotless i', 'bl\u0131nk'],
    ['an Arabic digit', 'abc\u0661'],
    ['half an emoji', 'abc\ud83d'],
  ])('may not hold %s', (_, value) => {
    const problem = nameProblem(kind, value);
    expect(problem).toMatch(/may look like one of them/);
    expect(problem).not.toMatch(/[\u200b-\u200f\u202a-\u202e]/);
  });

  it.each([undefined, null, 7, true, ['abc'], { name: 'abc' }])(
    'may not be %p',
    value => {
      expect(nameProblem(kind, value)).toMatch(/is not a text; write one/);
    },
  );

  it('does not echo a long value', () => {
    expect(nameProblem(kind, 'secret '.repeat(10_000))).toBe(
      `The ${kind} name has 70000 characters; write 3 to 30.`,
    );
  });

  it('is a label of DNS and of Kubernetes, without the joiner', () => {
    fc.assert(
      fc.property(names(kind), name => {
        expect(name).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
        expect(name).not.toContain('--');
      }),
    );
  });

  it('is refused for anything else, with a name to write that is allowed', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString({ maxLength: 40 }), value => {
        const problem = nameProblem(kind, value);
        fc.pre(!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value));
        const [, suggested = 'abc'] =
          /write '([^']*)', for example/.exec(problem ?? '') ?? [];
        expect(problem).toMatch(/\.$/);
        expect(nameProblem(kind, suggested)).toBeUndefined();
      }),
    );
  });

  it('exists in one spelling: no two allowed names differ only in case', () => {
    fc.assert(
      fc.property(names(kind), fc.nat(), (name, seed) => {
        const at = seed % name.length;
        const other =
          name.slice(0, at) + name[at].toUpperCase() + name.slice(at + 1);
        fc.pre(other !== name);
        expect(nameProblem(kind, other)).toBeDefined();
      }),
    );
  });
});

describe('reserved names', () => {
  it.each([
    'tenant',
    'platform',
    'default',
    'argocd',
    'backstage',
    'vault',
    'system',
    'kube',
    'kube-system',
    'kubernetes',
  ])('no tenant is called %s', name => {
    expect(nameProblem('tenant', name)).toBe(
      `The tenant name '${name}' is reserved for the platform; choose another.`,
    );
    expect(nameProblem('secret', name)).toBeUndefined();
  });

  it('does not suggest one', () => {
    expect(nameProblem('tenant', 'Kube-System')).not.toMatch(/for example/);
    expect(nameProblem('workload', 'Deployer')).not.toMatch(/for example/);
  });

  it('no workload takes a name of the boundary that its own objects would have', () => {
    const folder = path.join(
      __dirname,
      '../../../../templates/blueprints/tenant/v1',
    );
    const taken = fs
      .readdirSync(folder)
      .flatMap(file =>
        parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')).map(
          document => document.toJS(),
        ),
      )
      .filter(({ kind }) => /^(ServiceAccount|NetworkPolicy)$/.test(kind))
      .map(({ metadata }) => metadata.name);
    expect(taken).toContain('deployer');
    for (const name of [...taken, 'default']) {
      expect(nameProblem('workload', name)).toMatch(/is reserved/);
    }
  });
});
