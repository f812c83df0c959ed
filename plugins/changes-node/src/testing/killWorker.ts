import type { LoggerService } from '@backstage/backend-plugin-api';
import { LocalForge } from '../local/LocalForge';
import { PORTAL, requestOf, SAM } from './harness';

/**
 * A process that opens, updates, merges and closes changes until it is killed. It prints a line when it is told that
 * something is done: `opened <key> <id>`, `updated …`, `merged …`, `closed …`.
 */
async function main(gitDir: string, run: string): Promise<void> {
  const logger = { info() {}, warn() {}, error() {}, debug() {} };
  const forge = new LocalForge({
    path: gitDir,
    branchPrefix: 'portal/',
    portal: PORTAL,
    logger: logger as unknown as LoggerService,
    staleLockMs: 0,
  });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (let index = 0; ; index++) {
    const key = `kill/r${run}-${index}`;
    const request = (text: string) =>
      requestOf(
        { [`r${run}/${index}/a`]: text, [`r${run}/${index}/b`]: text },
        { key },
      );
    const { change } = await forge.openChange(request('1\n'));
    const { id } = change!;
    say(`opened ${key} ${id}`);
    await forge.openChange(request('2\n'));
    say(`updated ${key} ${id}`);
    if (index % 3 === 0) {
      await forge.mergeChange(id, { person: SAM });
      say(`merged ${key} ${id}`);
    } else if (index % 3 === 1) {
      await forge.closeChange(id, { person: SAM });
      say(`closed ${key} ${id}`);
    }
  }
}

main(process.argv[2], process.argv[3]).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
