export { ChangeLink } from './ChangeLink';
export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { InstanceNotices } from './InstanceNotices';
export { RevisionText } from './RevisionText';
export { Health, Operation, Sync } from './Status';
export { useApplicationHref } from './useApplicationHref';
