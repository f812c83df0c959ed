import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { apiReports } from './apiReports.mjs';

let root;
before(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'idp-api-')));
});
after(() => fs.rmSync(root, { recursive: true, force: true }));

function write(file, content) {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, content);
}

const reports = () => [
  ...apiReports({ root, declarations: path.join(root, 'dist-types') }),
];

test('a report tells what a package offers at each of its entry points, and of no private package', () => {
  fs.mkdirSync(path.join(root, 'plugins'), { recursive: true });
  write(
    'packages/shapes/package.json',
    JSON.stringify({
      name: '@idp/shapes',
      publishConfig: { access: 'public' },
      exports: {
        '.': './src/index.ts',
        './legacy': './src/legacy.ts',
        './package.json': './package.json',
      },
    }),
  );
  write(
    'dist-types/packages/shapes/src/index.d.ts',
    '/** @public */\nexport declare function area(side: number): number;\ninterface Hidden { size: number }\n/** @public */\nexport declare function hidden(): Hidden;\nexport {};\n',
  );
  write(
    'dist-types/packages/shapes/src/legacy.d.ts',
    '/** @public */\nexport declare const old: string;\n',
  );
  write('packages/tool/package.json', JSON.stringify({ name: '@idp/tool' }));
  const [report, legacy, ...others] = reports();
  assert.deepEqual(others, []);
  assert.equal(report.file, 'packages/shapes/report.api.md');
  assert.match(report.text, /export function area\(side: number\): number;/);
  assert.match(report.text, /ae-forgotten-export.*"Hidden"/);
  assert.ok(!report.text.includes(root), report.text);
  assert.equal(legacy.file, 'packages/shapes/report-legacy.api.md');
  assert.match(legacy.text, /export const old: string;/);

  fs.rmSync(path.join(root, 'dist-types', 'packages'), { recursive: true });
  assert.match(reports()[0].problem, /declarations are not there/);
});
