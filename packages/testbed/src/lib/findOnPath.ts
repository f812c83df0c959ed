import fs from 'node:fs';
import path from 'node:path';

/** Full path of a program, looked for on PATH and in the folders of system programs; undefined where there is none. */
export function findOnPath(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return [...(env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']
    .filter(Boolean)
    .map(folder => path.join(folder, name))
    .find(file => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false;
      }
    });
}
