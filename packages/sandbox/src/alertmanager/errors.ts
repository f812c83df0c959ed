/** A refusal of Alertmanager's own: its text is the whole answer, and none where it is empty. */
export class AlertmanagerError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** A request that is not as the API is described: refused before Alertmanager sees it, with a code and a message. */
export class InvalidRequest extends Error {
  constructor(readonly status: number, readonly code: number, message: string) {
    super(message);
  }
}

/** A part that must be there, by the name of the field. */
export const required = (name: string) =>
  new InvalidRequest(422, 602, `${name} is required`);
