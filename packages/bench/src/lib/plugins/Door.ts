/** Where a backend reaches an upstream, and with what. */
export interface Door {
  url: string;
  token: string;
}

export const doorOf = ({ url, token }: Door): Door => ({ url, token });

/** The doors of several, by name. */
export const doorsOf = (all: ReadonlyMap<string, Door>): Record<string, Door> =>
  Object.fromEntries([...all].map(([name, one]) => [name, doorOf(one)]));
