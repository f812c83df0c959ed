import path from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- the sandbox runs from a checkout, and is in no build
const ROOT = path.resolve(__dirname, '..', '..', '..');

/** The path of a file of this checkout. */
export const inCheckout = (file: string) => path.join(ROOT, file);
