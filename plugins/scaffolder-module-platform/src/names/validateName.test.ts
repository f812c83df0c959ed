import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { validateName } from './validateName';

async function validate(
  value: unknown,
  uiSchema: object,
  formData: Record<string, unknown> = {},
  answers: Record<string, object | Error> = {},
) {
  const errors: string[] = [];
  const asked: string[] = [];
  const apis = new Map<unknown, unknown>([
    [discoveryApiRef, { getBaseUrl: async () => 'http://x' }],
    [
      fetchApiRef,
      {
        fetch: async (url: string) => {
          const query = url.split('?')[1];
          asked.push(query);
          const answer = answers[query] ?? { available: true };
          if (answer instanceof Error) throw answer;
          return { ok: true, json: async () => answer };
        },
      },
    ],
  ]);
  await validateName(
    value,
    { addError: (text: string) => errors.push(text) } as any,
    {
      apiHolder: { get: (ref: unknown) => apis.get(ref) } as any,
      formData,
      uiSchema,
    },
  );
  return { errors, asked };
}

const tenantField = {
  'ui:field': 'PlatformName',
  'ui:options': { kind: 'tenant' },
};
const secretList = {
  name: {
    'ui:field': 'PlatformName',
    'ui:options': {
      kind: 'secret',
      tenantField: 'tenant',
      workloadField: 'name',
    },
  },
  keys: {},
};

describe('validateName', () => {
  it('lets a free name through', async () => {
    expect(await validate('payments', tenantField)).toEqual({
      errors: [],
      asked: ['tenant=payments'],
    });
  });

  it('stops a malformed name without asking, and a taken one with who has it', async () => {
    expect((await validate('Pay', tenantField)).errors[0]).toMatch(
      /upper-case/,
    );
    expect((await validate('Pay', tenantField)).asked).toEqual([]);
    const taken = { available: false, takenBy: { kind: 'main' } };
    expect(
      (
        await validate(
          'payments',
          tenantField,
          {},
          { 'tenant=payments': taken },
        )
      ).errors,
    ).toEqual(["'payments': Taken: it is on the platform already."]);
  });

  it('stops nobody while the backend is down', async () => {
    expect(
      (
        await validate(
          'payments',
          tenantField,
          {},
          { 'tenant=payments': new Error('x') },
        )
      ).errors,
    ).toEqual([]);
  });

  it('checks every name of a list, and that none is there twice', async () => {
    const { errors, asked } = await validate(
      [
        { name: 'database' },
        { name: 'smtp' },
        { name: 'database' },
        { name: 'X' },
        {},
      ],
      secretList,
      { tenant: 'payments', name: 'orders' },
    );
    expect(asked).toEqual([
      'tenant=payments&workload=orders&secret=database',
      'tenant=payments&workload=orders&secret=smtp',
    ]);
    expect(errors[0]).toBe("'database' is named twice.");
    expect(errors).toHaveLength(3);
  });
});
