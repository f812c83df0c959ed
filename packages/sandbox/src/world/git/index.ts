export { followMain } from './followMain';
export {
  GitRepository,
  type CommitDetails,
  type CommitFiles,
} from './GitRepository';
export { runGit } from './runGit';
