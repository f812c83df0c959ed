import { formatProblem } from '../problem';
import { YamlFile } from './YamlFile';

const FILE = 'a.yaml';
const read = (text: string) => YamlFile.parse(FILE, text);
const rulesOf = (text: string) =>
  read(text).problems.map(({ rule, line }) => `${rule}:${line}`);

describe('plain YAML', () => {
  it('is read', () => {
    const text = `# c
a: 1
b: [x, 'no', "010", -0.5, true, null, ~]
c: |
  ---
  &no anchor
d: {e: 'x: y'}
f: 1.5.0
`;
    expect(read(text).problems.map(formatProblem)).toEqual([]);
    expect(read(text).value).toEqual({
      a: 1,
      b: ['x', 'no', '010', -0.5, true, null, null],
      c: '---\n&no anchor\n',
      d: { e: 'x: y' },
      f: '1.5.0',
    });
  });

  it.each(['---\na: 1\n', 'a: 1\n...\n', 'a: 1', '\n\na: 1\n\n'])(
    'may be %j',
    text => {
      expect(read(text).value).toEqual({ a: 1 });
    },
  );

  it('may have CRLF, and the same lines', () => {
    const yaml = read('a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n');
    expect(yaml.value).toEqual({ a: 1, b: 'x\ny\n', c: 2 });
    expect(yaml.problem(['c'], 'schema', '', '').line).toBe(5);
  });

  it('keeps template markup and dangerous keys as what they are: text', () => {
    const yaml = read(
      'a: $'.concat(
        '{{ secrets.x }}\nb: "{{ .Values.x }}"\n__proto__: {c: 1}\nconstructor: d\n',
      ),
    );
    expect(yaml.value).toEqual(
      JSON.parse(
        '{"a":"${{ secrets.x }}","b":"{{ .Values.x }}","__proto__":{"c":1},"constructor":"d"}',
      ),
    );
    expect(Object.getPrototypeOf(yaml.value)).toBe(Object.prototype);
    expect(({} as { c?: number }).c).toBeUndefined();
  });
});

describe('refuses', () => {
  it.each([
    ['no text', '', 'yaml-syntax:1', /empty/],
    ['comments only', '# a\n', 'yaml-syntax:1', /empty/],
    ['two documents', 'a: 1\n---\nb: 2\n', 'yaml-syntax:2', /2 documents/],
    ['an empty second one', 'a: 1\n---\n', 'yaml-syntax:2', /2 documents/],
    ['a tab', 'a:\n\tb: 2\n', 'yaml-syntax:2', /Tabs/],
    ['a byte order mark', '\uFEFFa: 1\n', 'yaml-syntax:1', /byte order mark/],
    ['a duplicate key', 'a: 1\nb: 2\na: 3\n', 'yaml-syntax:3', /twice/],
    ['a nested one', 'a:\n  b: 1\n  b: 2\n', 'yaml-syntax:3', /twice/],
    ['one of a number', '1: a\n"1": b\n', 'yaml-syntax:2', /twice/],
    ['one in quotes', 'a: 1\n"a": b\n', 'yaml-syntax:2', /twice/],
    ['__proto__ twice', '__proto__: 1\n__proto__: 2', 'yaml-syntax:2', /twice/],
    ['an anchor', 'a: &x 1\n', 'yaml-alias:1', /anchor &x/],
    ['a merge key', 'a: 1\n<<: {b: 2}\n', 'yaml-alias:2', /merge key/],
    ['a tag', 'a: 1\nb: !!binary aGk=\n', 'yaml-syntax:2', /tag/],
    ['a harmless tag', 'a: !!str 1\n', 'yaml-syntax:1', /tag/],
    ['a tag of its own', 'a: !Ref x\n', 'yaml-syntax:1', /tag/i],
    ['a set', '!!set {a, b}\n', 'yaml-syntax:1', /tag/],
    ['a directive', '%YAML 1.1\n---\na: yes\n', 'yaml-syntax:1', /directive/],
    ['a tag directive', '%TAG ! x:\n---\na: 1\n', 'yaml-syntax:1', /directive/],
    ['a key that is a map', '? {a: 1}\n: b\n', 'yaml-syntax:1', /key is not/],
    ['a key that is a list', '? [a]\n: b\n', 'yaml-syntax:1', /key is not/],
    ['an open bracket', 'a: [1\n', 'yaml-syntax:2', /./],
    ['an open quote', 'a: "x\n', 'yaml-syntax:2', /./],
  ])('%s', (_, text, at, message) => {
    const { value, problems } = read(text);
    expect(value).toBeUndefined();
    expect(`${problems[0].rule}:${problems[0].line}`).toBe(at);
    expect(problems[0].message).toMatch(message);
    expect(problems[0].remedy).toMatch(/^(Write|Remove|Keep|Save) /);
  });

  it('aliases, before anything is expanded', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from(
        { length: 9 },
        (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join()}]`,
      ),
    ].join('\n');
    const { value, problems } = read(bomb);
    expect(value).toBeUndefined();
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(
      new Set(['yaml-alias']),
    );
    expect(problems.length).toBeLessThanOrEqual(20);
    expect(rulesOf('a: &x [*x]\n')).toContain('yaml-alias:1');
    expect(rulesOf('a: *x\n')[0]).toMatch(/^yaml-/);
  });

  // What YAML 1.1 and Go's reader take for a truth value, another number or a date.
  it.each([
    'no',
    'No',
    'NO',
    'y',
    'on',
    'off',
    'yes',
    '010',
    '0o10',
    '0x1F',
    '0b1',
    '1_000',
    '1_0.5',
    'yEs',
    '0B1',
    '0o1_0',
    '0x1_F',
    '1_0e5',
    '2001-01-01Tx',
    '1e1',
    '+5',
    '.5',
    '.inf',
    '.NaN',
    '12:30:45',
    '2001-01-01',
    '2001-01-01T00:00:00Z',
  ])('the plain value %s, which is fine in quotes', value => {
    expect(rulesOf(`a: 1\nb: ${value}\n`)).toEqual(['yaml-syntax:2']);
    expect(rulesOf(`a: 1\nc: [${value}]\n`)).toEqual(['yaml-syntax:2']);
    expect(rulesOf(`a: 1\n${value}: x\n`)).toEqual(['yaml-syntax:2']);
    expect(read(`b: '${value}'\n`).value).toEqual({ b: value });
  });

  it('more than 256 KiB, unread', () => {
    const [problem] = read(`a: ${'x'.repeat(10 * 1024 * 1024)}`).problems;
    expect(problem).toMatchObject({
      rule: 'yaml-syntax',
      message: 'the file has 10485763 characters',
      remedy: 'Write at most 262144',
    });
    expect(read(`a: ${'x'.repeat(256 * 1024 - 3)}`).problems).toEqual([]);
    expect(read(`a: ${'x'.repeat(256 * 1024 - 2)}`).problems).toHaveLength(1);
  });

  it.each([
    ['open lists', '['.repeat(100_000)],
    ['lists', '['.repeat(2_000) + ']'.repeat(2_000)],
    ['dashes', `${'- '.repeat(2_000)}a`],
    ['many dashes', `${'- '.repeat(100_000)}a`],
    ['maps', '{a: '.repeat(1_000) + '}'.repeat(1_000)],
    ['101 levels', '['.repeat(101) + ']'.repeat(101)],
  ])('deep nesting: %s', (_, text) => {
    const { value, problems } = read(text);
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(
      new Set(['yaml-syntax']),
    );
  });

  it('a long value in time that grows with its length alone', () => {
    for (const part of ['1_', '1:', '0b1_', '2001-01-01 ', 'a-']) {
      expect(() => read(`a: ${part.repeat(60_000)}x`)).not.toThrow();
    }
  });

  it('no file for its size alone: thousands of keys are compared once each', () => {
    const text = Array.from({ length: 25_000 }, (_, i) => `k${i}: 1`).join(
      '\n',
    );
    expect(Object.keys(read(text).value as object)).toHaveLength(25_000);
    expect(rulesOf(`${text}\nk7: 1`)).toEqual(['yaml-syntax:25001']);
  });
});

describe('a problem', () => {
  const yaml = read('a:\n  b:\n    - c: 1\n    - d: 2\n');

  it.each([
    [[], 1, 1],
    [['a'], 1, 1],
    [['a', 'b'], 2, 3],
    [['a', 'b', 0], 3, 7],
    [['a', 'b', 1, 'd'], 4, 7],
    [['a', 'b', '1', 'd'], 4, 7],
    [['a', 'b', 9, 'd'], 2, 3],
    [['a', 'x', 'y'], 1, 1],
    [['a', 'b', 0, 'c', 'below'], 3, 7],
    [['__proto__'], 1, 1],
  ])('at %j is shown at %i:%i', (at, line, column) => {
    expect(yaml.problem(at, 'schema', 'm', 'r')).toEqual({
      file: FILE,
      line,
      column,
      rule: 'schema',
      message: 'm',
      remedy: 'r',
    });
  });
});
