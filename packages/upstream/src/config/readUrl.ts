/**
 * An address of http(s) without anything that belongs elsewhere, or an error that says which key is wrong. `instead` says
 * where a user and password are written, such as `write them in auth`.
 *
 * @public
 */
export function readUrl(text: string, key: string, instead: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(
      `${key} is no address: write one that begins with https:// or http://`,
    );
  }
  if (url.username || url.password) {
    throw new Error(`${key} holds a user or password: ${instead}`);
  }
  if (url.search || url.hash) {
    throw new Error(`${key} holds a query or fragment: write it without`);
  }
  return text;
}

/**
 * The address, unless it is one that no browser gets to: of a service in a cluster, or of this machine.
 *
 * @public
 */
export function reachable(url: string): string | undefined {
  const { hostname } = new URL(url);
  const within =
    /\.svc(\.[a-z0-9.-]+)?$/.test(hostname) ||
    ['localhost', '[::1]'].includes(hostname) ||
    hostname.startsWith('127.');
  return within ? undefined : url;
}
