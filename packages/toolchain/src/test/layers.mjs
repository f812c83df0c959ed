import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { apiReports } from '../api/apiReports.mjs';
import { declarations, writeDeclarations } from '../api/declarations.mjs';
import { sameInterface } from '../api/sameInterface.mjs';
import { backstageCliCaptured, typescriptArgs } from '../backstageCli.mjs';
import { findChromium } from '../chromium.mjs';
import { runStory } from '../commands/story.mjs';
import { runCaptured } from '../process.mjs';
import { root } from '../root.mjs';

/** The layers of `npm test`. Each resolves to `{passed, failed, note?}` and prints what a reader needs to mend it. */
export const layers = [
  { name: 'node', what: 'the commands themselves, schemas', run: nodeTests },
  { name: 'types', what: 'tsc over everything', run: types },
  { name: 'api', what: 'reports of what packages offer', run: api },
  { name: 'lint', what: 'ESLint over everything', run: lint },
  { name: 'jest', what: 'unit, integration, manifests', run: jest },
  { name: 'browser', what: 'the story in Chromium', run: browser },
  {
    name: 'testbed',
    what: 'policies and manifests on the real API server',
    run: testbed,
  },
];

async function nodeTests({ tools }) {
  const { output } = await runCaptured(
    tools.node,
    [
      '--test',
      '--test-reporter=tap',
      ...['toolchain', 'kubernetes-schemas'].map(name =>
        path.join(root, 'packages', name, 'src', '**', '*.test.mjs'),
      ),
    ],
    { cwd: root, env: tools.env },
  );
  const count = key =>
    Number(new RegExp(`^# ${key} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  const passed = count('pass');
  if (failed > 0 || passed === 0) console.log(output);
  return { passed, failed: passed === 0 ? Math.max(failed, 1) : failed };
}

async function types({ tools }) {
  const { code, output } = await writeDeclarations(tools);
  return asOne(code, output);
}

/** Whether what packages offer to others is what their reports say; needs the declarations of the layer before. */
async function api() {
  const result = { passed: 0, failed: 0 };
  for (const { file, text, problem } of apiReports({ root, declarations })) {
    const target = path.join(root, file);
    const written = fs.existsSync(target) && fs.readFileSync(target, 'utf8');
    if (!problem && written && sameInterface(written, text)) {
      result.passed += 1;
      continue;
    }
    result.failed += 1;
    console.log(
      problem
        ? `${file}: ${problem}`
        : `${file} is not what the package offers. Run \`npm run api-reports\`, and commit what it writes.`,
    );
  }
  return result;
}

async function lint({ tools }) {
  const { code, output } = await backstageCliCaptured(tools, [
    'repo',
    'lint',
    '--max-warnings',
    '0',
  ]);
  return asOne(code, output);
}

async function jest({ tools }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-jest-'));
  const report = path.join(folder, 'report.json');
  const { code, output } = await backstageCliCaptured(
    tools,
    [
      'repo',
      'test',
      '--json',
      `--outputFile=${report}`,
      '--maxWorkers=2',
      '--silent',
      // Tests wait for what they assert; a shared machine may take its time.
      '--testTimeout=60000',
    ],
    {
      env: { CI: 'true', NODE_ENV: 'test' },
      onLine: line => /^(PASS|FAIL) /.test(line) && console.log(line),
    },
  );
  const result = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : undefined;
  fs.rmSync(folder, { recursive: true, force: true });
  if (!result) {
    console.log(output);
    return { passed: 0, failed: 1 };
  }
  const broken = result.testResults.filter(({ status }) => status === 'failed');
  for (const { name, message } of broken)
    console.log(`\n${path.relative(root, name)}\n${message}`);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    note: packageCosts(result.testResults),
  };
}

/** The three packages whose tests take the most time. */
function packageCosts(testResults) {
  const seconds = new Map();
  for (const { name, startTime, endTime } of testResults) {
    const key = path.relative(root, name).split(path.sep).slice(0, 2).join('/');
    seconds.set(key, (seconds.get(key) ?? 0) + (endTime - startTime) / 1000);
  }
  return [...seconds]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([name, cost]) => `${name} ${cost.toFixed(0)} s`)
    .join(', ');
}

async function browser({ tools }) {
  if (!findChromium(tools.env)) {
    return {
      passed: 0,
      failed: 0,
      note: 'NOT RUN: no Chromium found. Install it (Debian: apt-get install chromium) or set IDP_CHROMIUM.',
    };
  }
  return runStory({ tools });
}

/** The part of the test bed that takes a few minutes, where its binaries have been built before. */
async function testbed({ tools }) {
  const { output } = await runCaptured(
    tools.node,
    [
      ...typescriptArgs,
      path.join(root, 'packages', 'testbed', 'src', 'index.ts'),
      ...['test', '--profile', 'kube'],
    ],
    { cwd: root, env: tools.env },
  );
  const notRun = /^NOT RUN: .*$/m.exec(output)?.[0];
  if (notRun) return { passed: 0, failed: 0, note: notRun };
  const counts = /^testbed: (\d+) passed, (\d+) failed$/m.exec(output);
  const [passed, failed] = counts ? counts.slice(1).map(Number) : [0, 1];
  if (failed > 0) console.log(output);
  return { passed, failed };
}

function asOne(code, output) {
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(output);
  return { passed: 0, failed: 1 };
}
