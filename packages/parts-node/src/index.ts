/**
 * What backends of several plugins are made of: who may see what, input, signals, audited writes, errors.
 *
 * @packageDocumentation
 */

export { CLAIM_FIELDS, readEntity } from './access/readEntity';
export { readVisible } from './access/readVisible';
export { VisibleEntities, type Visible } from './access/VisibleEntities';
export { announceChanges } from './announce/announceChanges';
export { annotatedEntities } from './catalog/annotatedEntities';
export { readOwner } from './config/readOwner';
export { fullEntityRef } from './input/fullEntityRef';
export { readInput } from './input/readInput';
export {
  entityParams,
  entityPart,
  entityRef,
  entityRefsBody,
  kubernetesName,
  several,
} from './input/shapes';
export { upstreamErrors } from './router/upstreamErrors';
export { audited, type AuditedEvent } from './writes/audited';
export { AuditedWrites } from './writes/AuditedWrites';
