/**
 * A runner for the tests: starts two processes, of which one has a child and neither ends when it is asked nicely, says
 * what it started, and waits.
 */

import path from 'node:path';
import { Processes } from '../Processes';

const folder = process.argv[2];
const processes = Processes.begin(folder);

async function main() {
  const common = { env: { PATH: process.env.PATH! }, cwd: folder };
  const child = await processes.start('with-child', {
    ...common,
    command: '/bin/sh',
    args: ['-c', 'sleep 1000 & echo $!; wait'],
    log: path.join(folder, 'with-child.log'),
  });
  const stubborn = await processes.start('stubborn', {
    ...common,
    command: '/bin/sh',
    args: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'],
    log: path.join(folder, 'stubborn.log'),
    endSignal: 'SIGKILL',
  });
  console.log(JSON.stringify([child.pid, stubborn.pid]));
}

process.on('SIGTERM', () => processes.end().then(() => process.exit(0)));
main();
