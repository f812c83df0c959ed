import * as fc from 'fast-check';
import { parse } from 'yaml';
import { checkFiles } from '../check';
import { goodFiles } from '../__testUtils__/files';
import { names } from '../__testUtils__/names';
import { paths } from '../names';
import { ContractError, formatProblem } from '../problem';
import { YamlFile } from '../yaml';
import {
  addSecretToWorkload,
  renderExternalSecret,
  type SecretRequest,
} from './addSecretToWorkload';

const orders = { tenant: 'payments', workload: 'orders' };
const kustomization = paths.baseKustomization('payments', 'orders');
const workloadFile = paths.workloadFile('payments', 'orders');

const add = (files: ReadonlyMap<string, string>, ...secrets: SecretRequest[]) =>
  addSecretToWorkload({ files, ...orders, secrets });
const after = (
  files: ReadonlyMap<string, string>,
  ...secrets: SecretRequest[]
) => new Map([...files, ...add(files, ...secrets)]);
const problemsOf = (files: ReadonlyMap<string, string>) =>
  checkFiles(files).problems.map(formatProblem);

describe('addSecretToWorkload', () => {
  it('adds one file, one resource and one reference, and keeps the rest', () => {
    const files = goodFiles();
    const changed = add(files, { name: 'smtp', keys: ['USER', 'PASSWORD'] });
    expect([...changed.keys()].sort()).toEqual([
      paths.externalSecret('payments', 'orders', 'smtp'),
      kustomization,
      workloadFile,
    ]);
    expect(changed.get(kustomization)).toBe(
      files
        .get(kustomization)!
        .replace(
          '  - external-secret-database.yaml\n',
          '  - external-secret-database.yaml\n  - external-secret-smtp.yaml\n',
        ),
    );
    expect(changed.get(workloadFile)).toBe(
      files
        .get(workloadFile)!
        .replace(
          '        name: orders--database\n',
          '        name: orders--database\n    - secretRef:\n        name: orders--smtp\n',
        ),
    );
    expect(problemsOf(new Map([...files, ...changed]))).toEqual([]);
  });

  it('keeps CRLF in the files that it edits', () => {
    const files = goodFiles();
    for (const file of [kustomization, workloadFile]) {
      files.set(file, files.get(file)!.replace(/\n/g, '\r\n'));
    }
    const changed = add(files, { name: 'smtp' });
    for (const file of [kustomization, workloadFile]) {
      expect(changed.get(file)).toContain('smtp');
      expect(changed.get(file)!.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    }
    expect(problemsOf(new Map([...files, ...changed]))).toEqual([]);
  });

  it('answers nothing for a secret that is there, whatever its keys', () => {
    expect(add(goodFiles(), { name: 'database', keys: ['OTHER'] })).toEqual(
      new Map(),
    );
    expect(add(goodFiles())).toEqual(new Map());
  });

  it('completes what is there in part', () => {
    const files = after(goodFiles(), { name: 'smtp' });
    files.set(workloadFile, goodFiles().get(workloadFile)!);
    expect([...add(files, { name: 'smtp' }).keys()]).toEqual([workloadFile]);
  });

  it('keeps the contract; twice is once; two at once are one after the other', () => {
    const key = fc.stringOf(fc.constantFrom(...'aZ09-._'.split('')), {
      minLength: 1,
      maxLength: 5,
    });
    const request = fc.record({
      name: names('secret'),
      keys: fc.uniqueArray(key, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(request, request, (one, two) => {
        fc.pre(one.name !== two.name);
        const both = after(goodFiles(), one, two);
        expect(problemsOf(both)).toEqual([]);
        expect(add(both, one, two)).toEqual(new Map());
        expect(add(both, two)).toEqual(new Map());
        expect(after(after(goodFiles(), one), two)).toEqual(both);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, SecretRequest[], RegExp]>([
    [
      'a name that is none',
      [{ name: 'Data_Base' }],
      /kustomization\.yaml:1:1 name: .*write 'data-base'/,
    ],
    ['a path for a name', [{ name: '../../x' }], /name: /],
    [
      'the same secret twice',
      [{ name: 'smtp' }, { name: 'smtp', keys: ['A'] }],
      /'smtp' is asked for twice\. Ask once/,
    ],
    [
      'a key that is none',
      [{ name: 'smtp', keys: ['A B'] }],
      /'A B' is no key of a secret\. Write a key of letters/,
    ],
    ['a key for a shell', [{ name: 'smtp', keys: ['$(id)'] }], /is no key/],
    [
      'a key with a line break',
      [{ name: 'smtp', keys: ['A\nB'] }],
      /is no key/,
    ],
    ['a long key', [{ name: 'smtp', keys: ['x'.repeat(254)] }], /is no key/],
    [
      'a key twice',
      [{ name: 'smtp', keys: ['A', 'A'] }],
      /the key 'A' is there twice/,
    ],
    [
      '51 keys',
      [{ name: 'smtp', keys: Array.from({ length: 51 }, (_, i) => `K${i}`) }],
      /51 keys\. Write at most 50/,
    ],
  ])('refuses %s', (_, secrets, message) => {
    expect(() => add(goodFiles(), ...secrets)).toThrow(ContractError);
    expect(() => add(goodFiles(), ...secrets)).toThrow(message);
  });

  it.each([kustomization, workloadFile])('refuses to do without %s', file => {
    const files = goodFiles();
    files.delete(file);
    expect(() => add(files, { name: 'smtp' })).toThrow(
      `${file}:1:1 file-missing: the workload does not have this file. Check the names of tenant and workload.`,
    );
  });

  it('refuses a workload file that is no plain YAML, with its line', () => {
    const files = goodFiles();
    files.set(
      workloadFile,
      files.get(workloadFile)!.replace('port: 8080', 'port: &p 8080'),
    );
    expect(() => add(files, { name: 'smtp' })).toThrow(
      /workload\.yaml:9:12 yaml-alias/,
    );
  });
});

describe('renderExternalSecret', () => {
  it('delivers all keys of the path', () => {
    expect(renderExternalSecret({ ...orders, secret: 'smtp' })).toBe(
      `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: orders--smtp
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: SecretStore
    name: vault
  target:
    name: orders--smtp
  dataFrom:
    - extract:
        key: tenant-payments/orders/smtp
`,
    );
  });

  it('delivers the named keys, as a text to every reader of YAML', () => {
    const keys = [
      'USER',
      'NO',
      '1_000',
      '010',
      'y',
      '12',
      '0.._',
      'yEs',
      '0B1',
      '0o1_0',
      '0x1_F',
      '1_0e5',
      '2001-01-01Tx',
      '.inf',
      '2001-01-01',
    ];
    const text = renderExternalSecret({ ...orders, secret: 'smtp', keys });
    expect(YamlFile.parse('a.yaml', text).problems).toEqual([]);
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(text, { version }).spec.data).toEqual(
        keys.map(key => ({
          secretKey: key,
          remoteRef: { key: 'tenant-payments/orders/smtp', property: key },
        })),
      );
    }
  });

  it.each([
    { tenant: 'Payments', workload: 'orders', secret: 'smtp' },
    { tenant: 'payments', workload: '../x', secret: 'smtp' },
    { tenant: 'payments', workload: 'orders', secret: 'a--b' },
    { ...orders, secret: 'smtp', keys: ['a/b'] },
  ])('refuses %j', options => {
    expect(() => renderExternalSecret(options)).toThrow(ContractError);
  });
});
