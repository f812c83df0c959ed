export { openRepository } from './openRepository';
export { problemAt } from './problemAt';
export { renderFolder } from './renderRepository';
export type * from './types';
