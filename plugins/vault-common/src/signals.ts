/**
 * The signal channel that tells open pages to read again. Signals are not authorised, so the message is always `{}`.
 *
 * @public
 */
export const vaultSignalChannel = 'idp:vault';
