// Starts programs for the process at the other end of the channel, and answers with what came of each. It stays small, and
// so starts them fast. Plain JavaScript: it runs as it is, from the sources and from a build.
'use strict';

const { spawn } = require('node:child_process');

/** The programs that run, by the number of the request. */
const running = new Map();
let isAlone = false;

// Signals to the whole group, such as Ctrl-C, are for the process that asks: it may still need programs to end well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

process.on('disconnect', () => {
  isAlone = true;
  leaveIfDone();
});

process.on('message', message => {
  if (message.stop) running.get(message.id)?.(message.stop);
  else start(message);
});

function start(request) {
  const { id, command, args, cwd, env, input, timeoutMs, graceMs, maxBytes } =
    request;
  const stdout = [];
  const stderr = [];
  let bytes = 0;
  let stopped;
  let timer;
  let killer;

  const answer = result => {
    clearTimeout(timer);
    clearTimeout(killer);
    running.delete(id);
    if (process.connected) process.send({ id, ...result }, () => {});
    leaveIfDone();
  };

  let child;
  try {
    child = spawn(command, args, {
      cwd,
      env,
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    answer({ failure: failureOf(error) });
    return;
  }
  const stop = why => {
    if (stopped) return;
    stopped = why;
    child.kill(graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
    killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  running.set(id, stop);
  if (timeoutMs > 0) timer = setTimeout(stop, timeoutMs, 'timeout');

  const collect = chunks => chunk => {
    bytes += chunk.length;
    if (bytes > maxBytes) stop('too-large');
    else chunks.push(chunk);
  };
  child.stdout.on('data', collect(stdout));
  child.stderr.on('data', collect(stderr));
  // A program that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.once('error', error => {
    // Also what kill() could not do comes here; the program then still ends by itself.
    if (child.pid === undefined) answer({ failure: failureOf(error) });
  });
  child.once('close', (exitCode, signal) => {
    if (child.pid === undefined) return;
    answer({
      exitCode,
      signal,
      stopped,
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr),
    });
  });
  child.stdin.end(input);
}

function failureOf({ code, message }) {
  return { code, message };
}

function leaveIfDone() {
  if (isAlone && running.size === 0) process.exit(0);
}
