import { execFileSync } from 'node:child_process';

/** Asks the forge's repository itself, as anybody with git would. */
export const git = (forge, ...args) =>
  execFileSync('git', ['-C', forge, ...args], { encoding: 'utf8' }).trim();
