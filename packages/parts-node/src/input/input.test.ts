import { z } from 'zod';
import { readOwner } from '../config/readOwner';
import { fullEntityRef } from './fullEntityRef';
import { readInput } from './readInput';
import {
  entityParams,
  entityRef,
  entityRefsBody,
  kubernetesName,
  several,
} from './shapes';

const refusal = (schema: z.ZodTypeAny, input: unknown) => {
  try {
    readInput(schema, input, 'The query');
  } catch (error: any) {
    return [error.name, error.message];
  }
  return undefined;
};

describe('input', () => {
  it('is refused with the fields that are wrong', () => {
    const shape = z
      .object({ limit: z.coerce.number().max(5), names: several(entityRef()) })
      .strict();
    expect(readInput(shape, { limit: '3' }, 'The query')).toEqual({ limit: 3 });
    expect(refusal(shape, { limit: '9', names: ['a:b/c', 'orders'] })).toEqual([
      'InputError',
      'The query: limit Number must be less than or equal to 5; names.1 is no full entity reference, such as component:payments/orders',
    ]);
    expect(refusal(shape, { limit: '1', other: 'a' })).toEqual([
      'InputError',
      "The query: Unrecognized key(s) in object: 'other'",
    ]);
  });

  it('may name a parameter several times, and not without end', () => {
    const read = (value: unknown, most?: number) =>
      several(z.string(), most).safeParse(value);
    expect(read(undefined).data).toBeUndefined();
    expect(read('a').data).toEqual(['a']);
    expect(read(['a', 'b']).data).toEqual(['a', 'b']);
    expect(read(Array(100).fill('a')).success).toBe(true);
    expect(read(Array(101).fill('a')).success).toBe(false);
    expect(read(Array(21).fill('a'), 20).success).toBe(false);
    expect(read({ a: 'b' }).success).toBe(false);
  });

  it.each(['', '../x', 'a/b', '-a', 'a-', 'a b', 'a'.repeat(64), 'a?b', 'a\n'])(
    'names no entity by %j',
    name => {
      const params = { kind: 'component', namespace: 'default', name };
      expect(refusal(entityParams, params)).toEqual([
        'InputError',
        'The query: name is no name',
      ]);
      expect(
        entityParams.safeParse({ ...params, name: 'Orders_v1.2' }).success,
      ).toBe(true);
    },
  );

  it.each(['', 'Orders', '../x', 'a/b', '-a', 'a.', 'a'.repeat(254)])(
    'names no object of Kubernetes by %j',
    name => {
      expect(kubernetesName.safeParse(name).success).toBe(false);
    },
  );

  it('names an object of Kubernetes as Kubernetes does', () => {
    expect(kubernetesName.parse('orders--db.v1')).toBe('orders--db.v1');
  });

  it('has full references, in lower case, of 500 entities at most', () => {
    const read = (entityRefs: unknown[]) =>
      entityRefsBody.safeParse({ entityRefs });
    expect(read(['Component:Payments/Orders']).data).toEqual({
      entityRefs: ['component:payments/orders'],
    });
    expect(read(['orders']).success).toBe(false);
    expect(read([7]).success).toBe(false);
    expect(read([`component:default/${'a'.repeat(300)}`]).success).toBe(false);
    expect(read(Array(500).fill('a:b/c')).success).toBe(true);
    expect(read(Array(501).fill('a:b/c')).success).toBe(false);
    expect(entityRefsBody.safeParse({ entityRefs: [], other: 1 }).success).toBe(
      false,
    );
    expect(refusal(entityRef('system:default/a'), 'a')).toEqual([
      'InputError',
      'The query: is no full entity reference, such as system:default/a',
    ]);
  });
});

describe('a reference', () => {
  it('of an action is whole, or refused in words', () => {
    expect(fullEntityRef('component:payments/orders')).toBe(
      'component:payments/orders',
    );
    expect(() => fullEntityRef('orders')).toThrow(
      '"orders" is no full entity reference, such as component:payments/orders',
    );
  });

  it('of an owner is a group’s where it names no kind', () => {
    expect(readOwner('payments', 'owners[0]')).toBe('group:default/payments');
    expect(readOwner('user:default/kim', 'owners[0]')).toBe('user:default/kim');
    expect(() => readOwner('a:b:c/', 'things.owners[1]')).toThrow(
      "things.owners[1].owner is 'a:b:c/': write a full reference, such as group:default/payments",
    );
  });
});
