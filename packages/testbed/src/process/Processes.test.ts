import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { typescriptArgs } from '../lib/typescriptArgs';
import { until } from '../lib/until';
import { Processes } from './Processes';

/** Whether a process runs; one that only waits for somebody to ask for its exit code does not. */
const isAlive = (pid: number) => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]);
  const state = String(stdout).trim();
  return state !== '' && !state.startsWith('Z');
};

describe('Processes', () => {
  let folder: string;
  let runner: ChildProcess | undefined;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'testbed-processes-'));
  });

  afterEach(() => {
    runner?.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Starts the runner of the tests; resolves to all processes that it caused. */
  async function startRunner(): Promise<number[]> {
    runner = spawn(
      process.execPath,
      [...typescriptArgs, path.join(__dirname, 'testing', 'runner.ts'), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(runner.stdout!, 'data');
    const started: number[] = JSON.parse(String(line));
    const grandchild = await until(
      'the child has a child',
      async () =>
        Number(fs.readFileSync(path.join(folder, 'with-child.log'), 'utf8')) ||
        undefined,
    );
    await until('the stubborn one has set its trap', async () =>
      fs
        .readFileSync(path.join(folder, 'stubborn.log'), 'utf8')
        .includes('ready'),
    );
    return [...started, grandchild];
  }

  it('ends everything and removes the data when the runner is killed', async () => {
    const pids = await startRunner();
    expect(pids.map(isAlive)).toEqual([true, true, true]);

    runner!.kill('SIGKILL');

    await until('all are gone', async () => !pids.some(isAlive));
    await until('the data is gone', async () => !fs.existsSync(folder));
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('ends everything and removes the data when the runner is told to end', async () => {
    const pids = await startRunner();

    runner!.kill('SIGTERM');
    await once(runner!, 'exit');

    expect(fs.existsSync(folder)).toBe(false);
    await until('all are gone', async () => !pids.some(isAlive));
    expect(pids.map(isAlive)).toEqual([false, false, false]);
  });

  it('leaves processes alone that it did not start', async () => {
    const other = spawn('sleep', ['1000'], { stdio: 'ignore' });
    try {
      await startRunner();
      runner!.kill('SIGTERM');
      await once(runner!, 'exit');
      expect(isAlive(other.pid!)).toBe(true);
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('says why a process cannot be started', async () => {
    const processes = Processes.begin(folder);
    await expect(
      processes.start('none', {
        command: path.join(folder, 'no-such-program'),
        args: [],
        env: {},
        cwd: path.join(folder, 'no-such-folder'),
        log: path.join(folder, 'none.log'),
      }),
    ).rejects.toThrow(/none could not be started/);
    await processes.end();
  });
});
