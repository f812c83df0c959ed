import type { ForgeFileEdit, OpenChangeRequest } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { keyProblem } from './branchName';
import { singleLine } from './commitMessage';
import { pathClashes, pathProblem, quotePath } from './paths';

/**
 * What one change may hold at most.
 *
 * @public
 */
export const changeLimits = {
  /** Files that a change writes or deletes. */
  files: 1000,
  /** Bytes of one file. */
  fileBytes: 1024 * 1024,
  /** Bytes of all files. */
  totalBytes: 16 * 1024 * 1024,
  /** Characters of the title. */
  title: 250,
  /** Characters of the body. Forges take 65,536, the metadata included. */
  body: 50_000,
  /** Entities that a change touches. */
  entityRefs: 1000,
} as const;

const OID = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/**
 * Refuses a malformed request with a {@link ForgeError} of code `invalid`; answers with the request that a forge
 * carries out: the title on one line, the files sorted by path. Every ForgeClient calls this first.
 *
 * @public
 */
export function checkOpenChangeRequest(
  request: OpenChangeRequest,
): OpenChangeRequest {
  const title = singleLine(String(request.title ?? ''));
  const body = String(request.body ?? '');
  const subject = `The change ${quotePath(request.key)}`;
  const refuse = (message: string, files?: string[]): never => {
    throw new ForgeError('invalid', message, { files });
  };

  const badKey = keyProblem(request.key);
  if (badKey) refuse(`${badKey}; it is ${quotePath(request.key)}`);
  if (!title) refuse(`${subject} has no title: say what it brings`);
  if (title.length > changeLimits.title) {
    refuse(
      `${subject} has a title of ${title.length} characters, ${changeLimits.title} are the most: move the details into the text`,
    );
  }
  if (body.length > changeLimits.body) {
    refuse(
      `${subject} has a text of ${body.length} characters, ${changeLimits.body} are the most`,
    );
  }
  if (request.entityRefs.length > changeLimits.entityRefs) {
    refuse(
      `${subject} touches ${request.entityRefs.length} entities, ${changeLimits.entityRefs} are the most: open several changes`,
    );
  }
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(request.author?.email ?? '')) {
    refuse(
      `${subject} has no author with an e-mail address: add one to the person's catalog entity (spec.profile.email)`,
    );
  }
  if (request.baseCommit !== undefined && !OID.test(request.baseCommit)) {
    refuse(`${subject} is based on something that is no commit id`);
  }
  const files = checkFiles(subject, request.files, refuse);
  return { ...request, title, body, files };
}

function checkFiles(
  subject: string,
  files: ForgeFileEdit[],
  refuse: (message: string, files?: string[]) => never,
): ForgeFileEdit[] {
  if (files.length === 0) {
    refuse(`${subject} has no files: write or delete at least one`);
  }
  if (files.length > changeLimits.files) {
    refuse(
      `${subject} has ${files.length} files, ${changeLimits.files} are the most: open several changes`,
    );
  }
  for (const { path } of files) {
    const problem = pathProblem(path);
    if (problem) refuse(`The path ${quotePath(path)} ${problem}`, [path]);
  }
  const paths = files.map(file => file.path);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  if (twice.length > 0) {
    refuse(`${subject} names ${quotePath(twice[0])} more than once`, twice);
  }
  const written = files.flatMap(file => ('delete' in file ? [] : [file]));
  const clashes = pathClashes(written.map(file => file.path));
  if (clashes.length > 0) {
    refuse(
      `${subject} has paths that can't stand beside each other, because they differ only in case or one is a folder of the other: ${clashes
        .map(quotePath)
        .join(', ')}`,
      clashes,
    );
  }
  let total = 0;
  for (const { path, content } of written) {
    total += content.length;
    if (content.length > changeLimits.fileBytes) {
      refuse(
        `The file ${quotePath(path)} has ${content.length} bytes, ${
          changeLimits.fileBytes
        } are the most`,
        [path],
      );
    }
  }
  if (total > changeLimits.totalBytes) {
    refuse(
      `${subject} has ${total} bytes, ${changeLimits.totalBytes} are the most: open several changes`,
    );
  }
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
