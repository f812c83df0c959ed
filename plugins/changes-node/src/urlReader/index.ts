export { forgeUrlReaderServiceFactory } from './forgeUrlReaderServiceFactory';
