export { createLokiRouter } from './api/createLokiRouter';
export { LogStreams } from './lines';
