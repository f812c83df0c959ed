import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync } from 'node:fs';
import { buildKustomization } from './buildKustomization';
import type { KustomizeProgram } from './findKustomize';
import { KustomizeError } from './KustomizeError';

const directory = createMockDirectory();

/** A program in the mock directory that does what the given Node script says. */
function fakeProgram(name: string, script: string): string {
  directory.addContent({ [name]: `#!${process.execPath}\n${script}\n` });
  const file = directory.resolve(name);
  chmodSync(file, 0o755);
  return file;
}

const rejection = async (promise: Promise<unknown>): Promise<KustomizeError> =>
  promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    error => error,
  );

describe('buildKustomization', () => {
  beforeEach(() => directory.clear());

  const program = (script: string): KustomizeProgram => ({
    command: fakeProgram('kustomize', script),
    args: ['build'],
  });

  it('gives the folder as an absolute path and resolves to the output', async () => {
    const echo = program('console.log(JSON.stringify(process.argv.slice(2)))');
    const output = await buildKustomization('-weird', { program: echo });
    const [sub, folder] = JSON.parse(output);
    expect(sub).toBe('build');
    expect(folder).toMatch(/^\/.*\/-weird$/);
  });

  it('hands on no credential of the portal and no PATH', async () => {
    process.env.KUSTOMIZE_TEST_TOKEN = 'must-not-leak';
    try {
      const dump = program('console.log(JSON.stringify(process.env))');
      const env = JSON.parse(await buildKustomization('x', { program: dump }));
      expect(env.PATH).toBe('');
      expect(JSON.stringify(env)).not.toContain('must-not-leak');
    } finally {
      delete process.env.KUSTOMIZE_TEST_TOKEN;
    }
  });

  it('gives the reason of kubectl without its log prefix and without paths of this machine', async () => {
    const folder = directory.resolve('tenants/x');
    const failing = program(
      `const folder = process.argv[3];
       console.error('E1123 08:42:08.965659    8539 run.go:72] "command failed" err=' + JSON.stringify('accumulating "' + folder + '/base": no such file'));
       process.exit(1);`,
    );
    const error = await rejection(
      buildKustomization(folder, { program: failing }),
    );
    expect(error).toBeInstanceOf(KustomizeError);
    expect(error.code).toBe('build-failed');
    expect(error.message).toBe(
      'kustomize could not render this folder: accumulating "./base": no such file',
    );
  });

  it('gives a reason of several lines without what kubectl puts around it', async () => {
    const failing = program(
      `console.error('E1123 08:42:08.965659    8539 run.go:72] "command failed" err=<\\n\\ttrouble with a patch\\n\\tof two lines\\n >');
       process.exit(1);`,
    );
    const error = await rejection(
      buildKustomization('x', { program: failing }),
    );
    expect(error.message).toMatch(
      /folder: trouble with a patch\s+of two lines$/,
    );
  });

  it('stops a build that does not end', async () => {
    const endless = program('setInterval(() => {}, 1000)');
    const error = await rejection(
      buildKustomization('x', { program: endless, timeoutMs: 50 }),
    );
    expect(error.code).toBe('timeout');
    expect(error.message).toContain('50 ms');
  });

  it('stops a build whose output is too large', async () => {
    const loud = program("process.stdout.write('x'.repeat(100_000))");
    const error = await rejection(
      buildKustomization('x', { program: loud, maxBytes: 1000 }),
    );
    expect(error.code).toBe('too-large');
  });

  it('stops when it is told to', async () => {
    const endless = program('setInterval(() => {}, 1000)');
    const controller = new AbortController();
    const build = buildKustomization('x', {
      program: endless,
      signal: controller.signal,
    });
    controller.abort();
    expect((await rejection(build)).name).toBe('AbortError');
  });

  it('says how to get a program when the one it knew is gone', async () => {
    const gone = { command: directory.resolve('gone'), args: ['build'] };
    const error = await rejection(buildKustomization('x', { program: gone }));
    expect(error.code).toBe('not-found');
    expect(error.message).toContain('IDP_KUSTOMIZE');
  });
});
