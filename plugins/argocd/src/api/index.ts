export { argocdApiRef } from './argocdApiRef';
export { adviceFor, failureOf, type Advice, type Failure } from './failure';
export { rollBackApiRef, type RollBackApi } from './rollBackApiRef';
