import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Problem } from '@idp/platform-contract';
import { problemAt, type Place, type Repository } from '../../repository';
import { counted } from '../../rule';
import { findCredentials } from './credentials';
import { EXCEPTIONS, fingerprintOf, type Exceptions } from './exceptions';
import {
  commitOf,
  isCheckout,
  readBlobs,
  readHistory,
  readMessages,
} from './history';
import { suspectScalars, writtenSecrets } from './scalars';

export const SECRETS = 'secrets';
/** Larger files are bundles or pictures; a line says how many were left out. */
const LARGEST = 8 * 1024 * 1024;
const KEY_STORE =
  /\.(p12|pfx|jks|keystore|kdbx|ppk|tfstate)$|(^|\/)(\.env|id_(rsa|dsa|ecdsa|ed25519)|kubeconfig)$/;
const OURS = /^(gitops|kubernetes|templates\/blueprints)\//;
/** What golden paths write; the forms themselves name passwords and show examples. */
const SKELETON = /^templates\/[^/]+\/skeleton\//;
/** Requests that policies are tried on; never delivered. Their values are looked at like all others. */
const FIXTURES = /^kubernetes\/policy\/fixtures\//;
const YAML = /\.(ya?ml|json)$/;

/** Looks at files, what they render to, and what they were before. */
export class Search {
  readonly problems: Problem[] = [];
  readonly notes: string[] = [];
  sawEverything = false;
  private readonly seen = new Set<string>();
  private tooLarge = 0;

  constructor(
    private readonly repository: Repository,
    private readonly exceptions: Exceptions,
  ) {}

  async lookAtFile(file: string) {
    if (KEY_STORE.test(file)) {
      this.problems.push(
        problemAt(
          file,
          SECRETS,
          'a file of this name holds keys',
          'Remove it, put what is in it into Vault, and treat it as known to everybody',
        ),
      );
    }
    for (const { looksLike, value } of await findCredentials(
      'name.txt',
      file,
    )) {
      this.report(
        { file: file.replace(value, '***'), line: 1, column: 1 },
        looksLike,
        value,
        'in the name of the file',
      );
    }
    const content = this.contentOf(file);
    if (!content) return;
    this.seen.add(blobId(content, 'sha1')).add(blobId(content, 'sha256'));
    const text = textOf(content);
    const found = new Set<string>();
    for (const { looksLike, offset, value } of await findCredentials(
      file,
      text,
    )) {
      found.add(value);
      this.report({ file, ...positionOf(text, offset) }, looksLike, value);
    }
    if (!YAML.test(file)) return;
    if (OURS.test(file) || SKELETON.test(file)) this.lookAtYaml(file, found);
  }

  /** Objects that generators make are in no file. */
  async lookAtRendered() {
    const { folders } = await this.repository.rendered();
    for (const document of folders.flatMap(({ documents }) => documents)) {
      if (document.object.kind !== 'Secret') continue;
      for (const at of writtenSecrets(document.object)) {
        const place = this.repository.place(document, at);
        const known = this.problems.some(
          problem => problem.file === place.file && problem.line === place.line,
        );
        if (!known) this.reportWritten(place, at);
      }
    }
  }

  async lookAtHistory(): Promise<string> {
    const { root, scope } = this.repository;
    if (scope.changed && !scope.since) {
      return 'no history, as only a change is looked at';
    }
    if (!isCheckout(root)) {
      this.notes.push(
        'This folder is no git checkout, so earlier versions of its files were not looked at.',
      );
      return 'no history';
    }
    const { blobs, commits, shallow } = await readHistory(root, scope.since);
    const older = blobs.filter(({ id }) => !this.seen.has(id));
    for await (const { id, file, content } of readBlobs(root, older)) {
      await this.lookAtBlob(id, file, content);
    }
    for (const [commit, message] of readMessages(root, scope.since)) {
      for (const { looksLike, value } of await findCredentials(
        'message.txt',
        message,
      )) {
        this.report(
          { file: '.git', line: 1, column: 1 },
          looksLike,
          value,
          `in the message of commit ${commit.slice(0, 12)}`,
        );
      }
    }
    this.sawEverything = !shallow && !scope.since;
    if (shallow && !scope.since) {
      this.notes.push(
        'The clone is shallow: what is older was not looked at. Fetch with full history to have it checked.',
      );
    }
    if (this.tooLarge) {
      this.notes.push(
        `${counted(this.tooLarge, 'file')} of more than ${
          LARGEST / 1024 / 1024
        } MiB not looked into.`,
      );
    }
    return `${counted(
      commits,
      scope.since ? 'new commit' : 'commit',
    )} with ${counted(older.length, 'earlier version')}`;
  }

  private async lookAtBlob(id: string, file: string, content: Buffer) {
    if (content.length > LARGEST) this.tooLarge++;
    if (content.length > LARGEST) return;
    const text = textOf(content);
    for (const { looksLike, offset, value } of await findCredentials(
      file,
      text,
    )) {
      const commit = commitOf(this.repository.root, id).slice(0, 12);
      this.report(
        { file, ...positionOf(text, offset) },
        looksLike,
        value,
        `in an earlier version, of commit ${commit}`,
      );
    }
  }

  private lookAtYaml(file: string, found: Set<string>) {
    for (const document of this.repository.yaml(file).documents) {
      const written = FIXTURES.test(file) ? [] : writtenSecrets(document.value);
      for (const at of written) this.reportWritten(document.place(at), at);
      for (const { at, looksLike, value } of suspectScalars(document.value)) {
        const known = [...found].some(
          other => other.includes(value) || value.includes(other),
        );
        if (!known) this.report(document.place(at), looksLike, value);
      }
    }
  }

  private reportWritten(place: Place, at: readonly (string | number)[]) {
    const generated = at.at(-1) === 'secretGenerator';
    this.problems.push(
      problemAt(
        place,
        SECRETS,
        generated
          ? 'a secretGenerator makes a Secret of what is in Git'
          : `a Secret has ${at.at(-1)} in Git`,
        'Put the values into Vault and write an ExternalSecret',
      ),
    );
  }

  private report(
    place: Place,
    looksLike: string,
    value: string,
    where = 'here',
  ) {
    const fingerprint = fingerprintOf(value);
    if (this.exceptions.accepts(fingerprint)) return;
    this.problems.push(
      problemAt(
        place,
        SECRETS,
        `what looks like a secret (${looksLike}, ${value.length} characters, fingerprint ${fingerprint}) stands ${where}`,
        where === 'here'
          ? `Put it into Vault and treat it as known to everybody. If it is no secret, say so in ${EXCEPTIONS}`
          : `Replace it where it is used, as everybody has it who has the repository; then accept its fingerprint in ${EXCEPTIONS}`,
      ),
    );
  }

  private contentOf(file: string): Buffer | undefined {
    const full = path.join(this.repository.root, file);
    const stat = fs.lstatSync(full, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    if (stat.size > LARGEST) {
      this.tooLarge++;
      return undefined;
    }
    return fs.readFileSync(full);
  }
}

/** A byte 0 makes no binary of a text with a key in it, nor do two bytes a character. */
function textOf(content: Buffer): string {
  return content.subarray(0, 8000).includes(0)
    ? content.toString('latin1').replaceAll('\0', '')
    : content.toString('utf8');
}

function blobId(content: Buffer, algorithm: 'sha1' | 'sha256') {
  return createHash(algorithm)
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

function positionOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
