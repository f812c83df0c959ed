import path from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './check';
import { formatReport, isGood } from './report';

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  // eslint-disable-next-line no-restricted-syntax -- this command runs from a checkout, never from a build
  const root = path.resolve(positionals[0] ?? path.join(__dirname, '../../..'));
  const results = await check(root);
  console.log(
    values.json ? JSON.stringify(results, null, 2) : formatReport(results),
  );
  return isGood(results) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
