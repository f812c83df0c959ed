import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createPlatformActions } from './actions';
import type { PlatformActionsOptions } from './options';

it('shows a step of every action, as the action takes it', () => {
  const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const steps = parse(/```yaml\n([^]*?)```/.exec(text)![1]) as Array<{
    action: string;
    input: object;
  }>;
  const actions = createPlatformActions({} as PlatformActionsOptions);
  expect(steps.map(({ action }) => action)).toEqual(
    actions.map(({ id }) => id),
  );
  for (const { action, input } of steps) {
    const { schema } = actions.find(({ id }) => id === action)!;
    expect([action, validate(input, schema!.input!).errors]).toEqual([
      action,
      [],
    ]);
  }
});
