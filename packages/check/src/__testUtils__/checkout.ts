import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openRepository, type Repository } from '../repository';

// Rendering takes a while on machines that do other things as well.
jest.setTimeout(60_000);

const made: string[] = [];

/** A folder with these files, `gitops/tenants` and nothing else; all are gone after {@link removeCheckouts}. */
export function makeCheckout(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-check-'));
  made.push(root);
  fs.mkdirSync(path.join(root, 'gitops/tenants'), { recursive: true });
  write(root, files);
  return root;
}

/** The same, as the rules see it. */
export function repositoryOf(files: Record<string, string>): Repository {
  return openRepository(makeCheckout(files));
}

export function write(root: string, files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
}

/** Everything in the folder becomes a commit. */
export function commit(root: string, message = 'Change') {
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
      { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
    );
  if (!fs.existsSync(path.join(root, '.git'))) git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', message);
}

export function removeCheckouts() {
  for (const root of made.splice(0)) {
    fs.rmSync(root, { recursive: true, force: true });
  }
}
