/** An error in the words and with the type that Prometheus' API has for it. */
export class PromError extends Error {
  constructor(readonly type: 'bad_data' | 'execution', message: string) {
    super(message);
  }
}

/** A query that Prometheus would evaluate, and this stand-in does not. */
export const beyondSandbox = (what: string) =>
  new PromError('execution', `the sandbox does not evaluate ${what}`);
