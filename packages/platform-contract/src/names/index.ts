export * from './identifiers';
export { nameProblem, type NameKind } from './nameProblem';
export * from './paths';
