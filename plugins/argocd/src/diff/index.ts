export { Differences } from './Differences';
export { DiffList } from './DiffList';
