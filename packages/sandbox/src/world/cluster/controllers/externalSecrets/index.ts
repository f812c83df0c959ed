export { askedFor } from './readData';
export { runExternalSecrets } from './runExternalSecrets';
