export { changesApiRef, type ChangeQuery, type ChangesApi } from './ChangesApi';
export { ChangesClient } from './ChangesClient';
export { adviceFor, failureOf, type Advice, type Failure } from './failure';
