import type { ForgeClient, OpenChangeRequest } from '../ForgeClient';
import { ForgeError, type ForgeErrorCode } from '../ForgeError';

/** Contents by path; null deletes. */
export type Files = Record<string, string | Buffer | null>;

/** A commit, as the forge's repository has it. */
export interface ReadCommit {
  parents: string[];
  author: { name: string; email: string };
  committer: { name: string; email: string };
  message: string;
}

/**
 * One forge with a repository of its own, and the means of a person who works on it without the portal. A harness makes
 * its client with the branch prefix `portal/` and the portal `Portal <portal@example.com>`.
 */
export interface ForgeHarness {
  forge: ForgeClient;
  /** Commits to the base branch (or another, made from its tip when it is not there) past the portal; the commit. */
  push(files: Files, branch?: string): Promise<string>;
  renameDefaultBranch(name: string): Promise<void>;
  readCommit(oid: string): Promise<ReadCommit>;
  /** All branches and their commits. */
  branches(): Promise<Map<string, string>>;
  close(): Promise<void>;
}

/** Makes a forge whose `main` has these files in its first commit. */
export type CreateHarness = (files: Files) => Promise<ForgeHarness>;

export const PORTAL = { name: 'Portal', email: 'portal@example.com' };

export const SAM = {
  name: 'Sam Rivera',
  email: 'sam@example.com',
  entityRef: 'user:default/sam',
};

export const KIM = {
  name: 'Kim Lee',
  email: 'kim@example.com',
  entityRef: 'user:default/kim',
};

/** A sound request that writes these files; any of its parts can be replaced. */
export function requestOf(
  files: Files,
  parts: Partial<OpenChangeRequest> = {},
): OpenChangeRequest {
  return {
    key: 'onboard-tenant/payments',
    title: 'Onboard payments',
    body: 'Brings the tenant **payments**.',
    goldenPath: {
      entityRef: 'template:default/onboard-tenant',
      title: 'Onboard a tenant',
      version: '1',
    },
    entityRefs: ['system:default/payments'],
    author: SAM,
    files: Object.entries(files).map(([path, content]) =>
      content === null
        ? { path, delete: true }
        : { path, content: Buffer.from(content) },
    ),
    ...parts,
  };
}

/** The ForgeError that a promise rejects with, after a look at its code. */
export async function refusal(
  promise: Promise<unknown>,
  code: ForgeErrorCode,
): Promise<ForgeError> {
  const outcome = await promise.then(
    () => undefined,
    error => error,
  );
  if (!(outcome instanceof ForgeError)) {
    throw new Error(
      `Expected a ForgeError with code ${code}, got ${outcome ?? 'an answer'}`,
      { cause: outcome },
    );
  }
  expect({ code: outcome.code, message: outcome.message }).toEqual({
    code,
    message: expect.stringMatching(/\S.{20,}/),
  });
  return outcome;
}

/** The text of files at the tip of the base branch, or at another commit. */
export async function readTexts(
  forge: ForgeClient,
  paths: string[],
  commit?: string,
): Promise<Record<string, string>> {
  const files = await forge.readFiles({
    commit: commit ?? (await forge.getHead()).commit,
    paths,
  });
  return Object.fromEntries(
    [...files].map(([path, { content }]) => [path, content.toString()]),
  );
}

/** Opens a change that must be a new one; the change. */
export async function opened(forge: ForgeClient, request: OpenChangeRequest) {
  const result = await forge.openChange(request);
  if (result.outcome !== 'opened') {
    throw new Error(`Expected a new change, it is ${result.outcome}`);
  }
  return result.change;
}
