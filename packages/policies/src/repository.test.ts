import fs from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { FUNCTIONS } from './cel';
import { compilePolicies } from './compile';
import { evaluatePolicies } from './evaluate';
import { readFixture } from './fixture';
import type { KubernetesObject } from './types';
import { withVariables } from './withVariables';

// What the cluster enforces; kustomize changes nothing in it but the domain.
const folder = path.join(__dirname, '../../../kubernetes/policy');
const documents = fs
  .readdirSync(path.join(folder, 'base'))
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file =>
    parseAllDocuments(
      fs.readFileSync(path.join(folder, 'base', file), 'utf8'),
    ).map(document => document.toJS() as KubernetesObject),
  );
const set = compilePolicies(
  withVariables(
    documents,
    parse(
      fs.readFileSync(path.join(folder, 'fixtures/variables.yaml'), 'utf8'),
    ),
  ),
);
const names = set.policies.map(({ name }) => name);

const fixtures = (policy: string, verdict: string) =>
  fs
    .readdirSync(path.join(folder, 'fixtures', policy, verdict))
    .map(file => path.join(folder, 'fixtures', policy, verdict, file));

describe('the policies of this repository', () => {
  it('deny, and refuse where an expression fails', () => {
    for (const { name, spec, bindings } of set.policies) {
      expect(bindings).toHaveLength(1);
      expect({
        name,
        fails: spec.failurePolicy,
        denies: bindings[0].spec.validationActions?.includes('Deny'),
      }).toEqual(
        name === 'break-glass'
          ? { name, fails: 'Ignore', denies: false }
          : { name, fails: 'Fail', denies: true },
      );
    }
  });

  it('tell in a sentence what to do', () => {
    for (const { validations } of set.policies) {
      for (const { message } of validations) {
        expect(message).toMatch(/^.{20,}\.$/);
      }
    }
  });

  it('use these functions', () => {
    const text = JSON.stringify(documents);
    const used = [...FUNCTIONS].filter(name => text.includes(`${name}(`));
    expect(used).toEqual([
      'all',
      'duration',
      'dyn',
      'endsWith',
      'exists',
      'filter',
      'has',
      'join',
      'map',
      'matches',
      'orValue',
      'size',
      'startsWith',
    ]);
  });

  describe.each(names)('%s', name => {
    const alone = {
      ...set,
      policies: set.policies.filter(policy => policy.name === name),
    };
    const ask = (file: string) => {
      const { request, message } = readFixture(
        parse(fs.readFileSync(file, 'utf8')),
      );
      return { found: evaluatePolicies(alone, request), message };
    };

    it.each(fixtures(name, 'allowed'))('allows %s', file => {
      expect(ask(file).found).toEqual([]);
    });

    it.each(fixtures(name, 'denied'))('denies %s', file => {
      const { found, message } = ask(file);
      // The API server shows the first.
      expect(found[0]?.message).toContain(message);
      expect(message).toBeDefined();
    });
  });
});
