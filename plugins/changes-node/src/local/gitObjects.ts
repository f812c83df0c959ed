import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { GitIdentity } from '../request';

export type GitObjectType = 'commit' | 'tree' | 'blob';

/** An object that is to be written. */
export interface GitObject {
  type: GitObjectType;
  oid: string;
  data: Buffer;
}

/** A commit as it is read. */
export interface GitCommit {
  oid: string;
  tree: string;
  parents: string[];
  author: GitIdentity;
  committer: GitIdentity;
  /** ISO 8601, UTC. */
  committedAt: string;
  message: string;
}

export const ZERO_OID = '0'.repeat(40);
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export function gitObject(type: GitObjectType, data: Buffer): GitObject {
  const oid = createHash('sha1')
    .update(`${type} ${data.length}\0`)
    .update(data)
    .digest('hex');
  return { type, oid, data };
}

export function commitObject(commit: {
  tree: string;
  parents: string[];
  author: GitIdentity;
  committer: GitIdentity;
  date: Date;
  message: string;
}): GitObject {
  const seconds = Math.floor(commit.date.getTime() / 1000);
  const person = ({ name, email }: GitIdentity) =>
    `${name} <${email}> ${seconds} +0000`;
  const text = [
    `tree ${commit.tree}`,
    ...commit.parents.map(parent => `parent ${parent}`),
    `author ${person(commit.author)}`,
    `committer ${person(commit.committer)}`,
    '',
    commit.message,
  ].join('\n');
  return gitObject('commit', Buffer.from(text));
}

export function parseCommit(oid: string, data: Buffer): GitCommit {
  const text = data.toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = (end < 0 ? text : text.slice(0, end)).split('\n');
  const values = (name: string) =>
    headers
      .filter(line => line.startsWith(`${name} `))
      .map(line => line.slice(name.length + 1));
  const committer = parsePerson(values('committer')[0]);
  return {
    oid,
    tree: values('tree')[0],
    parents: values('parent'),
    author: parsePerson(values('author')[0]),
    committer,
    committedAt: new Date(committer.seconds * 1000).toISOString(),
    message: end < 0 ? '' : text.slice(end + 2),
  };
}

function parsePerson(
  text: string | undefined,
): GitIdentity & { seconds: number } {
  const match = /^(.*?) ?<([^>]*)> (\d+)/.exec(text ?? '');
  return {
    name: match?.[1] ?? 'unknown',
    email: match?.[2] ?? '',
    seconds: Number(match?.[3] ?? 0),
  };
}

const PACK_TYPE: Record<GitObjectType, number> = {
  commit: 1,
  tree: 2,
  blob: 3,
};

/** The objects as a pack, uncompressed: it only crosses a pipe to `git unpack-objects`. */
export function packOf(objects: GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const parts = [header];
  for (const { type, data } of objects) {
    parts.push(packEntryHeader(PACK_TYPE[type], data.length));
    parts.push(deflateSync(data, { level: 0, chunkSize: data.length + 1024 }));
  }
  const hash = createHash('sha1');
  parts.forEach(part => hash.update(part));
  return Buffer.concat([...parts, hash.digest()]);
}

/** Type and size, 4 bits of the size in the first byte and 7 in each that follows. */
function packEntryHeader(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let rest = Math.floor(size / 16);
  let byte = type * 16 + (size % 16);
  while (rest > 0) {
    bytes.push(byte + 128);
    byte = rest % 128;
    rest = Math.floor(rest / 128);
  }
  bytes.push(byte);
  return Buffer.from(bytes);
}
