export { AlertCounts } from './AlertCounts';
export { AlertStateText } from './AlertStateText';
export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { isForbidden, ReadNotices } from './ReadNotices';
export { ProblemsNotice } from './ProblemsNotice';
export { SourcesNotice } from './SourcesNotice';
export { useObservabilityHref } from './useObservabilityHref';
