import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';

const preload = path.join(import.meta.dirname, 'endWithParent.cjs');

/** Starts a program that goes on for ever, says its id, and goes on itself. */
const parent = `
  const { spawn } = require('node:child_process');
  const forever = 'setInterval(() => {}, 1000); console.log(process.pid)';
  spawn(process.execPath, ['--require', ${JSON.stringify(
    preload,
  )}, '-e', forever], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
`;

test(
  'a program ends with the one that started it, also where that was killed',
  { timeout: 30_000 },
  async context => {
    const started = spawn(process.execPath, ['-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(started.stdout.setEncoding('utf8'), 'data');
    context.after(() => {
      try {
        process.kill(Number(line), 'SIGKILL');
      } catch {
        // It has ended, as it should.
      }
    });
    // Both write to this pipe, so it closes when the last of them is gone.
    const closed = once(started.stdout, 'close');
    started.kill('SIGKILL');
    await closed;
  },
);
