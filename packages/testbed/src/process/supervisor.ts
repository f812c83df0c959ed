/**
 * Starts the processes of one test bed, each in a process group of its own, and ends all of them when the runner goes
 * away, however it goes: the channel to it closes. It lies in a session of its own, so that Ctrl-C in the terminal
 * reaches the runner alone, which then ends things in order.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { findOnPath } from '../lib/findOnPath';
import type { ProcessSpec, Report, Request } from './protocol';

interface Running {
  child: ChildProcess;
  spec: ProcessSpec;
}

/** In the order of their start. */
const running = new Map<string, Running>();
let folder: string | undefined;
let keep = false;
let ending = false;

/** Linux ends a child with its parent: a second net, for when this process itself is killed. */
const withParent = findOnPath('setpriv');

function report(message: Report) {
  if (process.connected) process.send!(message);
}

function start(id: string, spec: ProcessSpec) {
  const log = fs.openSync(spec.log, 'a');
  const [command, args] = withParent
    ? [withParent, ['--pdeathsig', 'KILL', '--', spec.command, ...spec.args]]
    : [spec.command, spec.args];
  const child = spawn(command, args, {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.once('error', error =>
    report({ type: 'failed', id, message: error.message }),
  );
  if (child.pid === undefined) return;
  running.set(id, { child, spec });
  child.once('exit', (code, signal) => {
    // What it left of its group has nobody who would look after it.
    signalGroup(child, 'SIGKILL');
    if (running.get(id)?.child === child) running.delete(id);
    report({ type: 'exited', id, code, signal });
  });
  report({ type: 'started', id, pid: child.pid });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
  try {
    process.kill(-pid!, signal);
  } catch {
    // Nobody is left.
  }
}

function hasExited({ exitCode, signalCode }: ChildProcess) {
  return exitCode !== null || signalCode !== null;
}

function untilExit(child: ChildProcess, graceMs: number): Promise<void> {
  if (hasExited(child)) return Promise.resolve();
  return new Promise(resolve => {
    const impatient = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(impatient);
      resolve();
    });
  });
}

async function stop(id: string, graceMs: number) {
  const entry = running.get(id);
  if (!entry) return;
  signalGroup(entry.child, graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  await untilExit(entry.child, graceMs);
}

async function end() {
  if (ending) return;
  ending = true;
  const all = [...running.values()].reverse();
  for (const { child, spec } of all)
    signalGroup(child, spec.endSignal ?? 'SIGTERM');
  await Promise.all(all.map(({ child }) => untilExit(child, 5_000)));
  if (folder && !keep) fs.rmSync(folder, { recursive: true, force: true });
  report({ type: 'ended' });
  process.exit(0);
}

process.on('message', (request: Request) => {
  switch (request.type) {
    case 'begin':
      folder = request.folder;
      keep = request.keep;
      break;
    case 'start':
      if (!ending) start(request.id, request.spec);
      break;
    case 'stop':
      stop(request.id, request.graceMs);
      break;
    default:
      end();
  }
});
process.on('disconnect', end);
// Signals are the runner's business; without it there is no channel either.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {});
