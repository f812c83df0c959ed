/**
 * Runs programs at a cost that does not grow with the memory of the process that asks
 *
 * @packageDocumentation
 */

export {
  runProgram,
  type ProgramRequest,
  type ProgramResult,
} from './runProgram';
