export { openRepository } from './openRepository';
export { problemAt } from './problemAt';
export type * from './types';
