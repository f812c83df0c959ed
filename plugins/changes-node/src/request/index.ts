export * from './blobOid';
export * from './branchName';
export * from './checkOpenChangeRequest';
export * from './commitMessage';
export * from './paths';
export { requireJudgedHead } from './judgedHead';
