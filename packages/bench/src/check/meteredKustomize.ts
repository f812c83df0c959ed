import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findKustomize, KUSTOMIZE_VARIABLE } from '@idp/kustomize';

/** Counts the processor time of kustomize, whoever starts it: the check's is no child of the check. */
export interface KustomizeMeter {
  /** For what is measured: it takes the metered program for kustomize. */
  env: Record<string, string>;
  /** Seconds since the last time; undefined where the system does not tell. */
  take(): number | undefined;
}

/** A program in `folder` that runs the machine's kustomize and writes down what it took. */
export async function meterKustomize(folder: string): Promise<KustomizeMeter> {
  const program = await findKustomize();
  if (!program) throw new Error('Neither kustomize nor kubectl is on PATH.');
  if (os.platform() === 'win32') return { env: {}, take: () => undefined };
  fs.mkdirSync(folder, { recursive: true });
  const log = path.join(folder, 'times');
  // Its name says which of the two it is.
  const file = path.join(folder, path.basename(program.command));
  fs.writeFileSync(
    file,
    `#!/bin/sh\n'${program.command}' "$@"\ncode=$?\ntimes >> '${log}'\nexit $code\n`,
    { mode: 0o755 },
  );
  return {
    env: { [KUSTOMIZE_VARIABLE]: file },
    take() {
      const text = fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '';
      fs.rmSync(log, { force: true });
      return secondsIn(text);
    },
  };
}

/** Of `times`, the second line is what the children took: `0m1.23s 0m0.45s`. */
function secondsIn(text: string): number {
  const lines = text.split('\n').filter((_, i) => i % 2 === 1);
  return [...lines.join(' ').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
