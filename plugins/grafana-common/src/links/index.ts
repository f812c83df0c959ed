export { withTimeRange } from './withTimeRange';
