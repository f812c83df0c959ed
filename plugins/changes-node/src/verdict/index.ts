export {
  POLICY_FOLDERS,
  readPolicies,
  type PolicyProblem,
  type ReadPolicies,
} from './readPolicies';
export { newRefusals, type FolderRefusal } from './newRefusals';
