import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusal } from '../testing/harness';
import { gitEnvironment, runGit } from './gitCommand';
import { checkGitVersion, gitVersionProblem } from './gitVersion';

const COMMAND = { purpose: 'test something', repository: '/srv/forge.git' };

describe('runGit', () => {
  let folder: string;
  const path = process.env.PATH;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idp-git-test-'));
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true, force: true });
  });
  /** Puts a program in git's place. */
  const fakeGit = async (script: string) => {
    const file = join(folder, 'git');
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    process.env.PATH = `${folder}:${path}`;
  };

  it('says what could not be done, where, and why, in one line', async () => {
    const error = await refusal(
      runGit({ ...COMMAND, args: ['cat-file', 'no-such-option'] }),
      'unavailable',
    );
    expect(error.message).toMatch(
      /^Could not test something in the repository \/srv\/forge\.git: git says "[^\n]+"$/,
    );
  });

  it('says so where git is missing', async () => {
    process.env.PATH = folder;
    const error = await refusal(
      runGit({ ...COMMAND, args: ['version'] }),
      'unavailable',
    );
    expect(error.message).toContain('install Git 2.38 or newer');
  });

  it('names the version that is too old', async () => {
    await fakeGit('echo git version 2.30.2');
    const error = await refusal(checkGitVersion('/x'), 'unavailable');
    expect(error.message).toContain('2.38 or newer');
    expect(error.message).toContain('2.30.2');
  });

  it('ends a git that takes too long', async () => {
    await fakeGit('exec sleep 60');
    const error = await refusal(
      runGit({ ...COMMAND, args: ['x'], timeoutMs: 50 }),
      'unavailable',
    );
    expect(error.message).toContain('longer than 0.05 s');
  });

  it('ends a git whose request was cancelled', async () => {
    await fakeGit('exec sleep 60');
    const controller = new AbortController();
    const running = runGit({
      ...COMMAND,
      args: ['x'],
      signal: controller.signal,
    });
    controller.abort();
    const error = await refusal(running, 'unavailable');
    expect(error.message).toContain('cancelled');
  });

  it('says that the disk is full', async () => {
    await fakeGit(
      'echo "error: file write error: No space left on device" >&2; exit 128',
    );
    const error = await refusal(
      runGit({ ...COMMAND, args: ['x'] }),
      'unavailable',
    );
    expect(error.message).toContain('the disk is full');
  });

  it('passes nothing of the portal on', () => {
    process.env.GITHUB_TOKEN = 'secret';
    process.env.GIT_DIR = '/elsewhere';
    try {
      const env = gitEnvironment();
      expect(Object.values(env)).not.toContain('secret');
      expect(env.GIT_DIR).toBeUndefined();
      expect(env.GIT_CONFIG_NOSYSTEM).toBe('1');
    } finally {
      delete process.env.GITHUB_TOKEN;
      delete process.env.GIT_DIR;
    }
  });
});

describe('gitVersionProblem', () => {
  it.each([
    'git version 2.38.0',
    'git version 2.39.5 (Apple Git-154)',
    'git version 3.0.1',
  ])('takes %s', answer => expect(gitVersionProblem(answer)).toBeUndefined());
  it.each(['git version 2.37.9', 'git version 1.99.0', 'nonsense'])(
    'refuses %s',
    answer => expect(gitVersionProblem(answer)).toContain('2.38'),
  );
});
