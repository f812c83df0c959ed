export { DeliveryStatus, FindingStatus, RotationStatus } from './States';
export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { Freshness } from './Freshness';
export { ReadNotices } from './ReadNotices';
export { SourcesNotices } from './SourcesNotices';
export { useSecretHref } from './useSecretHref';
