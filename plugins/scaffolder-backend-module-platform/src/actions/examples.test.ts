import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createPlatformActions } from '.';
import type { PlatformActionsOptions } from '../options';

type Step = { id: string; name: string; action: string; input: object };

const actions = createPlatformActions({} as PlatformActionsOptions);

it('offers the six actions, all of them safe in a dry run', () => {
  expect(actions.map(({ id }) => id)).toEqual([
    'platform:gitops:fetch',
    'platform:gitops:restore',
    'platform:secrets:add',
    'platform:yaml:edit',
    'platform:check',
    'platform:change:open',
  ]);
  expect(actions.every(({ supportsDryRun }) => supportsDryRun)).toBe(true);
});

describe.each(actions.map(action => [action.id, action] as const))(
  '%s',
  (id, action) => {
    const examples = action.examples ?? [];

    it('explains itself, each input and each output', () => {
      expect(action.description).toBeTruthy();
      for (const schema of [action.schema?.input, action.schema?.output]) {
        const properties = Object.entries(schema?.properties ?? {});
        expect(properties.length).toBeGreaterThan(0);
        expect(
          properties.filter(([, property]) => !property.description),
        ).toEqual([]);
      }
    });

    it('has examples', () => {
      expect(examples.length).toBeGreaterThan(0);
    });

    it.each(examples.map(({ description, example }) => [description, example]))(
      'accepts its own example: %s',
      (_, example) => {
        const { steps } = parse(example) as { steps: Step[] };
        expect(steps.map(step => step.action)).toEqual([id]);
        for (const step of steps) {
          expect(Object.keys(step)).toEqual(['id', 'name', 'action', 'input']);
          expect(validate(step.input, action.schema!.input!).errors).toEqual(
            [],
          );
        }
      },
    );

    it('refuses an input that it does not know', () => {
      const { steps } = parse(examples[0].example) as { steps: Step[] };
      const input = { ...steps[0].input, token: 'x' };
      expect(validate(input, action.schema!.input!).valid).toBe(false);
    });
  },
);

it('refuses 10 MB values by schema, before any handler runs', () => {
  const large = 'x'.repeat(10 * 1024 * 1024);
  const inputs: Record<string, object> = {
    'platform:gitops:fetch': { paths: [large] },
    'platform:gitops:restore': { revision: '0'.repeat(40), paths: [large] },
    'platform:secrets:add': { tenant: large, workload: 'a', secrets: [] },
    'platform:yaml:edit': { path: large, edits: [{ at: ['a'], op: 'remove' }] },
    'platform:check': { tenant: large },
    'platform:change:open': { subject: 'a', title: 'a', description: large },
  };
  for (const action of actions) {
    const { valid } = validate(inputs[action.id], action.schema!.input!);
    expect([action.id, valid]).toEqual([action.id, false]);
  }
});
