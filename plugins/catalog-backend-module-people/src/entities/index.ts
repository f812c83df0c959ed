export { tidy } from './tidy';
export { groupTransformer, userTransformer } from './transformers';
