export { Alertmanager } from './Alertmanager';
export { readConfig } from './config';
export { createAlertmanagerRouter } from './createAlertmanagerRouter';
