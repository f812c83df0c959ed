import { execFile } from 'node:child_process';
import path from 'node:path';
import { root, tools } from '../lib/portal';

/** Seconds by rule, as the report says them. */
export type CheckRun = Array<{ rule: string; seconds: number }>;

/** The check as people run it: a process of its own, with all that it takes to start. */
export function runCheck(
  checkout: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<CheckRun> {
  return new Promise((resolve, reject) => {
    execFile(
      tools.node,
      [
        path.join(root, 'packages/toolchain/bin/idp.mjs'),
        'check',
        checkout,
        '--verbose',
        ...args,
      ],
      { env: { ...tools.env, ...env }, maxBuffer: 1024 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // Findings are no reason to stop: what they cost belongs to the measure.
        if (/^check: \d+ passed, \d+ failed$/m.test(stdout)) {
          resolve(rulesIn(stdout));
        } else {
          reject(
            new Error(`The check could not run: ${stderr || error?.message}`),
          );
        }
      },
    );
  });
}

function rulesIn(report: string): CheckRun {
  return [
    ...report.matchAll(/^(?:ok {4}|FAILED) {2}(\S+): .* \((\d+\.\d) s\)$/gm),
  ].map(([, rule, seconds]) => ({
    rule,
    seconds: Number(seconds),
  }));
}
