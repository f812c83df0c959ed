/**
 * Names, paths, kinds and rules of the platform: pure, without I/O, the same in a browser and in Node.
 *
 * @packageDocumentation
 */

export * from './check';
export * from './edit';
export * from './kinds';
export * from './names';
export { ContractError, formatProblem, type Problem } from './problem';
export { rules, type RuleId } from './rules';
export { describeChange, type ChangeDescription } from './summary';
