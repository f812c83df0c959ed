import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameInterface } from './sameInterface.mjs';

test('the order of members does not count, and everything else does', () => {
  const report = 'export type A = "one" | "two";\nexport const b: number;\n';
  assert.ok(
    sameInterface(
      report,
      'export const b: number;\nexport type A = "two" | "one";\n',
    ),
  );
  assert.ok(!sameInterface(report, report.replace('number', 'string')));
  assert.ok(!sameInterface(report, report.replace('b:', 'b?:')));
  assert.ok(!sameInterface(report, `${report}export const c: number;\n`));
});
