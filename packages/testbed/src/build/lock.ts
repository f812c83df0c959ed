import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../lib/problem';

/** Takes the cache for one build at a time; two would only slow each other. Returns what gives it back. */
export function lockCache(cache: string): () => void {
  fs.mkdirSync(cache, { recursive: true });
  const file = path.join(cache, 'build.pid');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readPid(file);
    if (holder !== undefined && isAlive(holder)) {
      throw new Problem(
        `Process ${holder} builds into ${cache} already. Wait for it to end, and run the command again: what it built is used.`,
      );
    }
    fs.rmSync(file, { force: true });
  }
  throw new Problem(`${file} could not be taken. Remove it and try again.`);
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
