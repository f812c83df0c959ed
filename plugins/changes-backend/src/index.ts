/**
 * The changes of the GitOps repository as an API: list, files, merge, close.
 *
 * @packageDocumentation
 */

export { changesPlugin as default } from './plugin';
export { eventsModuleChangesWebhooks } from './webhooks';
