import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { typescriptArgs } from '../backstageCli.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

/** Where `npm start` leaves the address of its sandbox, for `npm run sandbox`. */
export const addressFile = path.join(root, '.local', 'sandbox.json');

/**
 * Starts the sandbox beside a portal, on the forge of that portal, which need not be there yet. It ends with us, however
 * that is. Resolves when it answers: `{url, stop(), log()}`.
 */
export async function startSandbox({
  tools,
  forge,
  port = 0,
  address,
  env = {},
}) {
  if (address) fs.mkdirSync(path.dirname(address), { recursive: true });
  const child = spawn(
    tools.node,
    [
      ...typescriptArgs,
      path.join(root, 'packages', 'sandbox', 'src', 'main.ts'),
      '--forge',
      forge,
      '--port',
      String(port),
      ...(address ? ['--address-file', address] : []),
    ],
    {
      cwd: root,
      env: { ...tools.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    log += text;
    if (address) process.stderr.write(text);
  });
  const exited = new Promise(resolve => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let stopping = false;
  const stop = async () => {
    stopping = true;
    child.stdin.end();
    const slow = setTimeout(kill, 5_000);
    await exited;
    clearTimeout(slow);
    process.off('exit', kill);
  };
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      output += text;
      const line = /^\{"url":"([^"]+)"\}$/m.exec(output);
      if (line) resolve(line[1]);
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(
        new Problem(
          `The sandbox did not start, it ended with ${code}.\n\n${log}`,
        ),
      ),
    );
  });
  child.once('exit', code => {
    if (!stopping && address) {
      console.error(
        `[sandbox] It has ended with ${code}: the portal shows what it knew last. Start the portal again.`,
      );
    }
  });
  return { url, stop, log: () => log };
}
