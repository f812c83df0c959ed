import { createMockDirectory } from '@backstage/backend-test-utils';
import { existsSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { runProgram } from './runProgram';

const directory = createMockDirectory();
const node = process.execPath;

const run = (
  script: string,
  options: Partial<Parameters<typeof runProgram>[0]> = {},
) => runProgram({ command: node, args: ['-e', script], env: {}, ...options });

async function untilThere(file: string): Promise<string> {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  return readFileSync(file, 'utf8');
}

describe('runProgram', () => {
  beforeEach(() => directory.clear());

  it('gives the program its input, and gives back what it wrote and how it ended', async () => {
    const { exitCode, signal, stopped, stdout, stderr } = await run(
      `process.stdin.pipe(process.stdout); console.error('oh'); process.exitCode = 3;`,
      { input: Buffer.from([0, 255, 10, 128]) },
    );
    expect({ exitCode, signal, stopped }).toEqual({
      exitCode: 3,
      signal: null,
      stopped: undefined,
    });
    expect([...stdout]).toEqual([0, 255, 10, 128]);
    expect(stderr.toString()).toBe('oh\n');
  });

  it('keeps many apart that run at the same time', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        run(`process.stdout.write('${n}'.repeat(300000))`),
      ),
    );
    expect(results.map(({ stdout }) => new Set(stdout.toString()))).toEqual(
      results.map((_, n) => new Set(`${n}`)),
    );
  });

  it('hands on nothing but the environment that was named, and runs in the folder that was named', async () => {
    process.env.RUN_PROGRAM_TEST_TOKEN = 'must-not-leak';
    try {
      const { stdout } = await run(
        'console.log(JSON.stringify([process.env, process.cwd()]))',
        { env: { WHO: 'me' }, cwd: directory.path },
      );
      expect(JSON.parse(`${stdout}`)).toEqual([{ WHO: 'me' }, directory.path]);
    } finally {
      delete process.env.RUN_PROGRAM_TEST_TOKEN;
    }
  });

  it('gives arguments as they are, to no shell', async () => {
    const args = ['-p', 'process.argv.slice(1).join()', '$(id)', '; id', '* '];
    const { stdout } = await runProgram({ command: node, args, env: {} });
    expect(`${stdout}`).toBe('$(id),; id,* \n');
  });

  it('says that a program is not there', async () => {
    await expect(
      runProgram({ command: directory.resolve('gone'), args: [], env: {} }),
    ).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(
      run('', { cwd: directory.resolve('nowhere') }),
    ).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(
      runProgram({ command: 'a\0b', args: [], env: {} }),
    ).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
  });

  it('stops a program that takes too long, one that will not end too', async () => {
    const { stopped, signal } = await runProgram({
      command: '/bin/sh',
      args: ['-c', "trap '' TERM; exec /bin/sleep 60"],
      env: {},
      timeoutMs: 1000,
      graceMs: 50,
    });
    expect({ stopped, signal }).toEqual({
      stopped: 'timeout',
      signal: 'SIGKILL',
    });
  });

  it('stops a program that writes too much', async () => {
    const { stopped, stdout } = await run(
      `process.stdout.write('x'.repeat(1e6)); setInterval(() => {}, 1000)`,
      { maxBytes: 1000 },
    );
    expect(stopped).toBe('too-large');
    expect(stdout.length).toBeLessThanOrEqual(1000);
  });

  it('stops a program when it is told to, and starts none for a request that was cancelled before', async () => {
    const controller = new AbortController();
    const started = directory.resolve('started');
    const running = run(
      `require('fs').writeFileSync(${JSON.stringify(started)}, 'x');
       setInterval(() => {}, 1000)`,
      { signal: controller.signal, graceMs: 1000 },
    );
    await untilThere(started);
    controller.abort();
    await expect(running).resolves.toMatchObject({
      stopped: 'aborted',
      signal: 'SIGTERM',
    });
    await expect(run('', { signal: controller.signal })).rejects.toThrow(
      /aborted/,
    );
  });

  it('starts programs from a process that is not this one, and says so when that is lost', async () => {
    const parent = () => run('console.log(process.ppid)');
    const starter = Number((await parent()).stdout);
    expect(starter).not.toBe(process.pid);
    const waiting = run('setInterval(() => {}, 1000)', { timeoutMs: 5000 });
    process.kill(starter, 'SIGKILL');
    await expect(waiting).rejects.toMatchObject({ code: 'EPIPE' });
    expect(Number((await parent()).stdout)).not.toBe(starter);
  });

  it('lets a program come to its end whose caller was killed, and then leaves nothing behind', async () => {
    const [begun, done] = ['begun', 'done'].map(name =>
      directory.resolve(name),
    );
    const program = `
      const fs = require('fs');
      fs.writeFileSync(${JSON.stringify(begun)}, String(process.ppid));
      process.stdin.once('data', () => {}).once('end', () => {
        const wait = setInterval(() => {
          if (!fs.existsSync(${JSON.stringify(
            directory.resolve('go'),
          )})) return;
          fs.writeFileSync(${JSON.stringify(done)}, 'x');
          clearInterval(wait);
        }, 10);
      });`;
    const caller = spawn(node, [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '-e',
      `require(${JSON.stringify(path.join(__dirname, 'runProgram.ts'))})
        .runProgram({ command: ${JSON.stringify(node)},
          args: ['-e', ${JSON.stringify(
            program,
          )}], env: {}, input: 'all of it' })`,
    ]);
    const starter = Number(await untilThere(begun));
    caller.kill('SIGKILL');
    await once(caller, 'exit');
    directory.addContent({ go: '' });
    await untilThere(done);
    const isThere = () => {
      try {
        process.kill(starter, 0);
        return true;
      } catch {
        return false;
      }
    };
    while (isThere()) await new Promise(resolve => setTimeout(resolve, 10));
    expect(isThere()).toBe(false);
  });
});
