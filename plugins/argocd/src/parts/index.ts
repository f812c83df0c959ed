export { ChangeLink } from './ChangeLink';
export { DeployedText } from './DeployedText';
export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { Health, Operation, Sync } from './Status';
export { InstanceNotices } from './InstanceNotices';
export { ReadNotices } from './ReadNotices';
export { RevisionText } from './RevisionText';
export { useApplicationHref } from './useApplicationHref';
