export { argocdApiRef } from './argocdApiRef';
export { rollBackApiRef, type RollBackApi } from './rollBackApiRef';
