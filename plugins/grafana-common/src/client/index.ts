export type {
  AlertQuery,
  EntityRef,
  GrafanaApi,
  GrafanaRequestOptions,
  LogQuery,
  RangeQuery,
  SignalQuery,
} from './GrafanaApi';
export { GrafanaClient } from './GrafanaClient';
