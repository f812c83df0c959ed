import type { Request } from 'express';

/** All values of a parameter of the address or of a form. */
export function parameters(request: Request, name: string): string[] {
  // Express takes the brackets of a list off, in an address.
  const plain = name.replace(/\[\]$/, '');
  const values = [
    request.query[name] ?? request.query[plain],
    request.body?.[name],
  ].flat();
  return values.filter((value): value is string => typeof value === 'string');
}

/** The first value of a parameter. */
export const parameter = (request: Request, name: string): string | undefined =>
  parameters(request, name)[0];
