export { matchesDashboard, type DashboardFields } from './evaluate';
export {
  parseDashboardSelector,
  type DashboardSelector,
  type ParsedSelector,
} from './parse';
