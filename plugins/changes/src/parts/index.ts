export { EntityLink } from './EntityLink';
export { EntityLinks } from './EntityLinks';
export { FailureNotice } from './FailureNotice';
export { GoldenPathLink } from './GoldenPathLink';
export { Person } from './Person';
export { ReadNotices } from './ReadNotices';
export { StateBadge } from './StateBadge';
export { Time } from '@idp/live-react';
