export { AlertsFreshness } from './AlertsFreshness';
export { EntityAlertsCell } from './EntityAlertsCell';
