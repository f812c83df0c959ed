/**
 * What pages of several plugins are made of: states, notices, links, search, and their words.
 *
 * @packageDocumentation
 */

export { ConfirmDialog } from './dialog/ConfirmDialog';
export { useAsk, type Ask } from './dialog/useAsk';
export { createEntityLink } from './entity/createEntityLink';
export { entityName, entityParts } from './entity/entityName';
export { useEntityTab } from './entity/useEntityTab';
export {
  createFailureNotice,
  type RequestFailure,
} from './failure/createFailureNotice';
export {
  createReadNotices,
  type ReadNoticesProps,
} from './failure/createReadNotices';
export {
  adviceFor,
  failureOf,
  isForbidden,
  type Advice,
  type Failure,
} from './failure/failure';
export {
  FailureNotice,
  type FailureNoticeProps,
} from './failure/FailureNotice';
export { ProblemsNotice } from './failure/ProblemsNotice';
export { ground } from './ground/ground';
export {
  readOwnedSummaries,
  type OwnedSummary,
} from './home/readOwnedSummaries';
export { createListFilters, type ListFilters } from './list/createListFilters';
export { EmptyList } from './list/EmptyList';
export { GroupBySelect } from './list/GroupBySelect';
export { groupRows, type RowGroup } from './list/groupRows';
export { Lines } from './list/Lines';
export { PagedTable } from './list/PagedTable';
export { FacetSelect } from './list/FacetSelect';
export { FilterBar } from './list/FilterBar';
export { GroupedList } from './list/GroupedList';
export { type Paged, type PagedSource } from './list/pages';
export { Row } from './list/Rows';
export { ShortList } from './list/ShortList';
export { SummaryCell, type SummaryCellProps } from './list/SummaryCell';
export { useAddressFilters } from './list/useAddressFilters';
export { usePagedRead, type PagedRead } from './list/usePagedRead';
export { EmptyMessage } from './page/EmptyMessage';
export { Loading } from './page/Loading';
export { PageFrame } from './page/PageFrame';
export { searchOf } from './page/searchOf';
export { SearchBox } from './page/SearchBox';
export { TitledCard } from './page/TitledCard';
export { Title } from './page/Title';
export { LateNews, LateText } from './sources/LateNews';
export type { SourceNews } from './sources/SourceNews';
export { SourceNotices } from './sources/SourceNotices';
export { Status, type StatusLook, type StatusTone } from './status/Status';
export { CopySnippet } from './text/CopySnippet';
export { ExternalLink } from './text/ExternalLink';
export { Fact } from './text/Fact';
export { LinkedName } from './text/LinkedName';
export { FactList } from './text/FactList';
export { partsTranslationRef } from './translation';
