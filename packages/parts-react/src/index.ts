/**
 * What pages of several plugins are made of: states, notices, links, search, and their words.
 *
 * @packageDocumentation
 */

export { createEntityLink } from './entity/createEntityLink';
export { entityName, entityParts } from './entity/entityName';
export {
  adviceFor,
  failureOf,
  type Advice,
  type Failure,
} from './failure/failure';
export {
  FailureNotice,
  type FailureNoticeProps,
} from './failure/FailureNotice';
export { EmptyMessage } from './page/EmptyMessage';
export { Loading } from './page/Loading';
export { PageFrame } from './page/PageFrame';
export { SearchBox } from './page/SearchBox';
export { LateNews, LateText } from './sources/LateNews';
export { SourceNotices } from './sources/SourceNotices';
export type { SourceNews } from './sources/SourceNews';
export { Status, type StatusLook, type StatusTone } from './status/Status';
export { CopySnippet } from './text/CopySnippet';
export { ExternalLink } from './text/ExternalLink';
export { Fact } from './text/Fact';
export { partsTranslationRef } from './translation';
