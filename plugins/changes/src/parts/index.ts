export { EntityLink } from './EntityLink';
export { EntityLinks } from './EntityLinks';
export { entityName, entityParts } from './entityName';
export { FailureNotice } from './FailureNotice';
export { GoldenPathLink } from './GoldenPathLink';
export { PageFrame } from './PageFrame';
export { Person } from './Person';
export { StateBadge } from './StateBadge';
export { Time } from '@idp/live-react';
