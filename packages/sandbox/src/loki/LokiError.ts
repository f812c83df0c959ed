/** An error of Loki's API: its text is the whole answer. */
export class LokiError extends Error {
  constructor(message: string, readonly status = 400) {
    super(message);
  }
}

/** A query that Loki would evaluate, and this stand-in does not. */
export const beyondSandbox = (what: string) =>
  new LokiError(`the sandbox does not evaluate ${what}`);
