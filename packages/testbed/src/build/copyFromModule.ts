import fs from 'node:fs';
import path from 'node:path';

/** Copies a folder out of Go's module cache, which is read-only: a read-only copy could not be removed again. */
export function copyFromModule(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true });
  makeWritable(to);
}

function makeWritable(entry: string) {
  const stat = fs.statSync(entry);
  fs.chmodSync(entry, stat.mode | 0o200);
  if (!stat.isDirectory()) return;
  for (const name of fs.readdirSync(entry))
    makeWritable(path.join(entry, name));
}
