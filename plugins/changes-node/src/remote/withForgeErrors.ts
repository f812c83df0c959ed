import type { ForgeClient } from '../ForgeClient';
import { ForgeError } from '../ForgeError';

/**
 * A client none of whose methods fails on an answer of an unexpected shape with anything but a ForgeError: a proxy's
 * page, an older version, something else at the address.
 */
export function withForgeErrors(
  client: ForgeClient,
  options: { title: string; configKey: string },
): ForgeClient {
  const toForgeError = (error: unknown) => {
    const isShape =
      error instanceof TypeError ||
      error instanceof RangeError ||
      error instanceof SyntaxError;
    if (!isShape) throw error;
    throw new ForgeError(
      'unavailable',
      `${options.title} answers in a way that the portal does not understand: check the address in ${options.configKey}, and that its version is supported`,
    );
  };
  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result = value.apply(target, args);
        return result instanceof Promise ? result.catch(toForgeError) : result;
      };
    },
  });
}

const OID = /^[0-9a-f]{40}$/;

/** The id of an object; an answer that has something else in its place is not understood. */
export function expectOid(value: unknown): string {
  if (typeof value === 'string' && OID.test(value)) return value;
  throw new TypeError('no object id');
}
