import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox';

/** The process beside a portal: ends when its input does, so it never outlives who started it. */
async function main() {
  const { values } = parseArgs({
    options: {
      forge: { type: 'string' },
      port: { type: 'string', default: '7010' },
      'address-file': { type: 'string' },
    },
  });
  if (!values.forge)
    throw new Error('Name the bare repository: --forge <folder>');
  const sandbox = await startSandbox({
    forge: values.forge,
    port: Number(values.port),
    log: message => console.error(`[sandbox] ${message}`),
  });
  const file = values['address-file'];
  if (file) writeFileSync(file, `${JSON.stringify({ url: sandbox.url })}\n`);
  console.log(JSON.stringify({ url: sandbox.url }));
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    if (file) rmSync(file, { force: true });
    await sandbox.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdin.resume();
  process.stdin.on('end', stop);
}

main().catch(error => {
  console.error(`[sandbox] ${error.message}`);
  process.exit(1);
});
