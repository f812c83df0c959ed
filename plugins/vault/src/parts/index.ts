export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { Freshness } from './Freshness';
export { SourcesNotices } from './SourcesNotices';
export { DeliveryStatus, FindingStatus, RotationStatus } from './States';
export { useSecretHref } from './useSecretHref';
