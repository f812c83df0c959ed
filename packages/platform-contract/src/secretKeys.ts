/** What Kubernetes allows as a key of a Secret. */
export const SECRET_KEY = '^[-._a-zA-Z0-9]{1,253}$';

export const SECRET_KEY_WRITE =
  'a key of letters, digits, hyphen, dot and underscore, at most 253 characters';

/** Keys that one ExternalSecret names. */
export const MOST_SECRET_KEYS = 50;

const pattern = new RegExp(SECRET_KEY);

export const isSecretKey = (key: unknown): key is string =>
  typeof key === 'string' && pattern.test(key);
