export {
  POLICY_FOLDERS,
  readPolicies,
  type PolicyProblem,
  type ReadPolicies,
} from './readPolicies';
export { newRefusals, type FolderRefusal } from './newRefusals';
export {
  renderFolders,
  withCheckout,
  type RenderedFolder,
} from './renderFolders';
export { touchedFolders, type TouchedFolder } from './touchedFolders';
