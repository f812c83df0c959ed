export { dashboardUrl } from './DashboardRow';
export { DashboardsView } from './DashboardsView';
