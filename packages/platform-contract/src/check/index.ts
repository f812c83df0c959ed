export { checkFiles, type CheckResult } from './checkFiles';
