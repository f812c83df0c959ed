export { AlertCounts } from './AlertCounts';
export { AlertStateText } from './AlertStateText';
export { BoxedList } from './BoxedList';
export { EntityLink } from './EntityLink';
export { FailureNotice } from './FailureNotice';
export { BareReadNotices, ReadNotices } from './ReadNotices';
export { SourcesNotice } from './SourcesNotice';
export { useObservabilityHref } from './useObservabilityHref';
