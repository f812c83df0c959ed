/**
 * The topic of the events service on which parts of the portal tell each other of changes.
 *
 * @public
 */
export const changesEventTopic = 'idp.changes';

/**
 * What an event of {@link changesEventTopic} says. Receivers treat it as a hint and read the forge.
 *
 * @public
 */
export interface ChangesEventPayload {
  /** `head-moved`: the base branch has a new tip. `change-updated`: a change was opened, updated, merged or closed. */
  reason: 'head-moved' | 'change-updated';
  /** The new tip, where it is known. */
  commit?: string;
  changeId?: string;
}

/**
 * The signal channel that tells open pages to read again. Signals are not authorised, so the message is always `{}`.
 *
 * @public
 */
export const changesSignalChannel = 'idp:changes';
