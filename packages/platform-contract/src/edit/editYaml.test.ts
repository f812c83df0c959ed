import * as fc from 'fast-check';
import { parse } from 'yaml';
import { ContractError } from '../problem';
import { editYaml, type YamlEdit } from './editYaml';

const FILE = 'gitops/a.yaml';
const TEXT = `# What it is
kind: Thing # the kind

spec:
  # how many
  replicas: 2
  image: "a:1" # pinned
  tags:
    - java
    # last
    - rest
  empty: []
`;
const edit = (text: string, ...edits: YamlEdit[]) =>
  editYaml(FILE, text, edits);

/** Undefined where the edit does not fit; any other error is passed on. */
const editOrRefusal = (text: string, one: YamlEdit) => {
  try {
    return edit(text, one);
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
};

/** The lines that differ, old and new, in order. */
const difference = (before: string, after: string) => {
  const old = before.split('\n');
  const now = after.split('\n');
  return [
    ...old.filter(line => !now.includes(line)).map(line => `-${line}`),
    ...now.filter(line => !old.includes(line)).map(line => `+${line}`),
  ];
};

describe('editYaml', () => {
  it.each<[string, YamlEdit, string[]]>([
    [
      'sets a value',
      { at: ['spec', 'replicas'], op: 'set', value: 3 },
      ['-  replicas: 2', '+  replicas: 3'],
    ],
    [
      'keeps the comment beside what it sets',
      { at: ['spec', 'replicas'], op: 'set', value: 3 },
      ['-  replicas: 2', '+  replicas: 3'],
    ],
    [
      'adds a field after the others',
      { at: ['spec', 'port'], op: 'set', value: 80 },
      ['+  port: 80'],
    ],
    [
      'makes the objects on the way',
      { at: ['spec', 'x', 'z'], op: 'set', value: [1] },
      ['+  x:', '+    z:', '+      - 1'],
    ],
    [
      'appends to a list',
      { at: ['spec', 'tags'], op: 'append', value: 'go' },
      ['+    - go'],
    ],
    [
      'appends to an empty list',
      { at: ['spec', 'empty'], op: 'append', value: 'go' },
      ['-  empty: []', '+  empty: [ go ]'.replace('[ go ]', '[go]')],
    ],
    [
      'makes the list',
      { at: ['spec', 'links'], op: 'append', value: { url: 'x' } },
      ['+  links:', '+    - url: x'],
    ],
    [
      'sets an entry of a list',
      { at: ['spec', 'tags', 0], op: 'set', value: 'kotlin' },
      ['-    - java', '+    - kotlin'],
    ],
    [
      'adds an entry at the end of a list',
      { at: ['spec', 'tags', 2], op: 'set', value: 'go' },
      ['+    - go'],
    ],
    [
      'merges fields',
      { at: ['spec'], op: 'merge', value: { replicas: 2, port: 80 } },
      ['+  port: 80'],
    ],
    [
      'removes a field',
      { at: ['spec', 'replicas'], op: 'remove' },
      ['-  replicas: 2'],
    ],
    [
      'removes an entry',
      { at: ['spec', 'tags', 0], op: 'remove' },
      ['-    - java'],
    ],
  ])('%s', (_, one, lines) => {
    expect(difference(TEXT, edit(TEXT, one))).toEqual(lines);
  });

  it.each<[string, YamlEdit]>([
    ['the same value', { at: ['spec', 'replicas'], op: 'set', value: 2 }],
    [
      'the same object',
      { at: ['spec', 'tags'], op: 'set', value: ['java', 'rest'] },
    ],
    [
      'an entry again',
      { at: ['spec', 'tags'], op: 'append', value: 'rest', unique: true },
    ],
    ['the same fields', { at: ['spec'], op: 'merge', value: { replicas: 2 } }],
    ['no fields', { at: ['spec', 'x'], op: 'merge', value: {} }],
    ['nothing to remove', { at: ['spec', 'x'], op: 'remove' }],
    ['nothing to remove below it', { at: ['spec', 'x', 'y'], op: 'remove' }],
    [
      'nothing to remove in a value',
      { at: ['spec', 'image', 'y'], op: 'remove' },
    ],
    ['no such entry', { at: ['spec', 'tags', 9], op: 'remove' }],
  ])('leaves every byte for %s', (_, one) => {
    const ugly = `${TEXT.replace('replicas: 2', 'replicas:    2')}\n\n`;
    expect(edit(ugly, one)).toBe(ugly);
  });

  it('appends twice without unique', () => {
    const twice: YamlEdit = {
      at: ['spec', 'tags'],
      op: 'append',
      value: 'rest',
    };
    expect(parse(edit(TEXT, twice)).spec.tags).toEqual([
      'java',
      'rest',
      'rest',
    ]);
  });

  it.each<[string, YamlEdit, RegExp]>([
    [
      'below a value',
      { at: ['spec', 'image', 'tag'], op: 'set', value: 1 },
      /spec\.image cannot be edited: it holds a plain value/,
    ],
    [
      'a list’s name',
      { at: ['spec', 'tags', 'x'], op: 'set', value: 1 },
      /spec\.tags cannot be edited: a list has no place x/,
    ],
    [
      'beyond a list',
      { at: ['spec', 'tags', 3], op: 'set', value: 1 },
      /a list has no place 3/,
    ],
    [
      'before a list',
      { at: ['spec', 'tags', -1], op: 'set', value: 1 },
      /a list has no place -1/,
    ],
    [
      'between two entries',
      { at: ['spec', 'tags', 0.5], op: 'set', value: 1 },
      /a list has no place 0.5/,
    ],
    [
      'a place of an object',
      { at: ['spec', 0], op: 'set', value: 1 },
      /spec cannot be edited: it is not a list/,
    ],
    [
      'a place of nothing',
      { at: ['spec', 'x', 4], op: 'set', value: 1 },
      /spec\.x cannot be edited: it is not a list/,
    ],
    [
      'appending to a value',
      { at: ['spec', 'image'], op: 'append', value: 1 },
      /spec\.image cannot be edited: it is not a list/,
    ],
    [
      'merging into a list',
      { at: ['spec', 'tags'], op: 'merge', value: { a: 1 } },
      /it is not an object/,
    ],
    [
      'merging a list',
      { at: ['spec'], op: 'merge', value: [1] },
      /merge needs an object/,
    ],
    ['no value', { at: ['spec', 'x'], op: 'set' }, /set has no value/],
    [
      'removing everything',
      { at: [], op: 'remove' },
      /the root cannot be removed/,
    ],
  ])('refuses %s', (_, one, message) => {
    expect(() => edit(TEXT, one)).toThrow(ContractError);
    expect(() => edit(TEXT, one)).toThrow(message);
    expect(() => edit(TEXT, one)).toThrow(/^gitops\/a\.yaml:1:1 yaml-syntax: /);
  });

  it.each(['', 'a: [', 'a: 1\n---\nb: 2\n', 'a: &x 1\n', 'a: no\n'])(
    'refuses to edit %j',
    text => {
      expect(() => edit(text, { at: ['b'], op: 'set', value: 1 })).toThrow(
        ContractError,
      );
    },
  );

  it('keeps CRLF', () => {
    const text = TEXT.replace(/\n/g, '\r\n');
    const result = edit(text, {
      at: ['spec', 'replicas'],
      op: 'set',
      value: 3,
    });
    expect(result).toBe(text.replace('replicas: 2', 'replicas: 3'));
  });

  it.each([
    ['lists that are not indented', 'a:\n  b:\n  - x\nc: 1\n'],
    ['four spaces', 'a:\n    b:\n        - x\nc: 1\n'],
    ['a comment before the entry', 'a:\n  b:\n    # why\n    - x\nc: 1\n'],
    ['braces with spaces', 'a: { b: 1 }\nc: 1\n'],
    ['braces without spaces', 'a: {b: [x]}\nc: 1\n'],
    ['quotes', `a: 'x'\nb: "y"\nc: 1\n`],
    ['a block of text', 'a: |\n  x\n\n  y\nc: 1\n'],
    ['a long line', `a: ${'word '.repeat(60)}end\nc: 1\n`],
    ['blank lines', 'a: 1\n\nb: 2\n\n# c\nc: 1\n'],
  ])('keeps %s', (_, text) => {
    expect(edit(text, { at: ['c'], op: 'set', value: 2 })).toBe(
      text.replace('c: 1', 'c: 2'),
    );
  });

  it.each([
    'no',
    'on',
    'y',
    '010',
    '1_000',
    'yEs',
    '0B1',
    '0o1_0',
    '0x1_F',
    '1_0e5',
    '2001-01-01Tx',
    '12:30',
    '2001-01-01',
    'null',
    '~',
    '',
    '- a',
    'a: b',
    '#a',
    '&a',
    '*a',
    '<<',
    '$'.concat('{{ x }}'),
    'a\nb',
    '\u001b',
  ])('writes the text %j so that every reader takes it for one', value => {
    const text = edit(TEXT, { at: ['spec', 'note'], op: 'set', value });
    expect(parse(text, { version: '1.1' }).spec.note).toBe(value);
    expect(parse(text, { version: '1.2' }).spec.note).toBe(value);
  });

  it('writes a shared value twice, without an anchor', () => {
    const shared = { a: 1 };
    const text = edit(TEXT, {
      at: ['two'],
      op: 'set',
      value: [shared, shared],
    });
    expect(text).not.toMatch(/[&*]/);
    expect(parse(text).two).toEqual([shared, shared]);
  });

  it('writes __proto__ as a key like others', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}}');
    const text = edit(TEXT, { at: ['spec'], op: 'merge', value });
    expect(text).toContain('__proto__:');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('changes nothing when it is made again, and nothing else', () => {
    const key = fc.constantFrom('spec', 'a', 'b', 'tags', 'no', '1');
    const value = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.string(),
      fc.array(fc.string(), { maxLength: 2 }),
      fc.dictionary(key, fc.string(), { maxKeys: 2 }),
    );
    const edits = fc.record({
      at: fc.array(key, { minLength: 1, maxLength: 3 }),
      op: fc.constantFrom('set' as const, 'append' as const, 'remove' as const),
      value,
      unique: fc.constant(true),
    });
    fc.assert(
      fc.property(edits, fc.constantFrom('\n', '\r\n'), (one, eol) => {
        const text = TEXT.replace(/\n/g, eol);
        const once = editOrRefusal(text, one);
        fc.pre(once !== undefined);
        expect(edit(once!, one)).toBe(once);
        expect(parse(once!)).toEqual(parse(edit(TEXT, one)));
        expect(once!.replace(/\r\n/g, '')).not.toContain(
          eol === '\n' ? '\r' : '\n',
        );
        const { spec } = parse(once!);
        const untouched = one.at[0] === 'spec' ? spec : parse(TEXT).spec;
        expect(spec).toEqual(untouched);
      }),
      { numRuns: 300 },
    );
  });
});
