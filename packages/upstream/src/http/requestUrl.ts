/**
 * One call. Segments and values are encoded; nothing of them can leave its place.
 *
 * @public
 */
export interface UpstreamRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL. */
  path: readonly string[];
  query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  body?: object;
  /** Sent as a form; for token endpoints. */
  form?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
}

/** @public */
export type QueryValue =
  | string
  | number
  | boolean
  | undefined
  | readonly (string | number)[];

/** Reads a base URL, or says what is wrong with it. */
export function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('is no address that begins with https:// or http://');
  }
  if (url.username || url.password) {
    throw new Error('holds a user or password: write them in their own keys');
  }
  if (url.search || url.hash) {
    throw new Error('holds a query or fragment: write the address without');
  }
  return url;
}

export function requestUrl(base: URL, request: UpstreamRequest): URL {
  const url = new URL(base);
  const segments = request.path.map(segment => {
    // A URL takes these as steps, encoded or not.
    if (['', '.', '..'].includes(segment)) {
      throw new Error(`'${segment}' cannot be a part of a path`);
    }
    return encodeURIComponent(segment);
  });
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...segments].join('/');
  for (const [key, value] of Object.entries(request.query ?? {})) {
    for (const item of [value].flat()) {
      if (item !== undefined) url.searchParams.append(key, String(item));
    }
  }
  return url;
}
