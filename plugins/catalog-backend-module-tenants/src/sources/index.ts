export {
  refsOf,
  SourceReader,
  type SourceResult,
  type Surroundings,
} from './SourceReader';
export { effectOf, type Source } from './sources';
