/**
 * The signal channel that tells open pages to read dashboards and alerts again. Signals are not authorised, so the message is
 * always `{}`.
 *
 * @public
 */
export const grafanaSignalChannel = 'idp:grafana';
