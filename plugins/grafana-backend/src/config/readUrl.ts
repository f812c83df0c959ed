/** An address of http(s) without anything that belongs elsewhere, or which key is wrong. */
export function readUrl(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(
      `${key} is no address: write one that begins with https:// or http://`,
    );
  }
  if (url.username || url.password) {
    throw new Error(
      `${key} holds a user or password: write a token in token or tokenFile`,
    );
  }
  if (url.search || url.hash) {
    throw new Error(`${key} holds a query or fragment: write it without`);
  }
  return text.replace(/\/+$/, '');
}

/** The address, unless it is one that no browser gets to. */
export function reachable(url: string): string | undefined {
  const { hostname } = new URL(url);
  const within =
    /\.svc(\.[a-z0-9.-]+)?$/.test(hostname) ||
    ['localhost', '[::1]'].includes(hostname) ||
    hostname.startsWith('127.');
  return within ? undefined : url;
}
