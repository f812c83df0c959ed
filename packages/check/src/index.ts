import path from 'node:path';
import { parseArgs } from 'node:util';
import { scopeOfChange } from './changed';
import { check, rules } from './check';
import { checkoutFolder } from './checkoutFolder';
import { openRepository, type Scope } from './repository';
import { formatReport, isGood, jsonReport } from './report';
import { sarifReport } from './sarif';

const USAGE = `npm run check [-- FOLDER] [--changed REF] [--rule ID]… [--json | --sarif] [--verbose] [--list]

  FOLDER     checkout of a GitOps repository; this one by default
  --changed  only what can be touched by what changed since the branch left REF, committed or not
  --rule     only this rule; may be given several times
  --json     the report for programs
  --sarif    the report in SARIF 2.1.0
  --verbose  also how long each rule took
  --list     the rules, and what each demands
  --objects  no report: every rendered object, as YAML`;

/** JSON is YAML, too. */
async function printObjects(root: string, scope?: Scope) {
  const { folders } = await openRepository(root, { scope }).rendered();
  for (const { documents } of folders) {
    for (const { object } of documents) {
      console.log(`---\n${JSON.stringify(object)}`);
    }
  }
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      changed: { type: 'string' },
      rule: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      sarif: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      objects: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help || values.list) {
    const list = rules.map(({ id, about }) => `${id.padEnd(20)} ${about}`);
    console.log(values.help ? USAGE : list.join('\n'));
    return 0;
  }
  if (positionals.length > 1 || (values.json && values.sarif)) {
    throw new Error(USAGE);
  }
  const root = checkoutFolder(positionals[0], {
    // eslint-disable-next-line no-restricted-syntax -- this command runs from a checkout, never from a build
    own: path.join(__dirname, '../../..'),
    // npm runs scripts at the top, wherever the person stands.
    from: process.env.INIT_CWD ?? process.cwd(),
  });
  const change =
    values.changed === undefined
      ? undefined
      : scopeOfChange(root, values.changed);
  if (values.objects) {
    await printObjects(root, change?.scope);
    return 0;
  }
  const results = await check(root, {
    only: values.rule,
    scope: change?.scope,
  });
  if (values.json)
    console.log(JSON.stringify(jsonReport(results, change?.about), null, 2));
  else if (values.sarif) {
    const about = (id: string) => rules.find(rule => rule.id === id)?.about;
    console.log(
      JSON.stringify(sarifReport(results, about, change?.about), null, 2),
    );
  } else {
    const { verbose } = values;
    console.log(formatReport(results, { verbose, scope: change?.about }));
  }
  return isGood(results) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(
      /^ERR_PARSE_ARGS/.test(error.code)
        ? `${error.message}\n\n${USAGE}`
        : error.message,
    );
    process.exitCode = 2;
  },
);
