export { DatabaseMemory } from './DatabaseMemory';
export type { Memory, Told } from './Memory';
