import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Reads input, or throws an `InputError` that says which field is wrong. `what` begins the message, such as `The query`.
 *
 * @public
 */
export function readInput<T extends z.ZodTypeAny>(
  schema: T,
  input: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues
    .map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(' '),
    )
    .join('; ');
  throw new InputError(`${what}: ${issues}`);
}
