import { scryptSync } from 'node:crypto';
import type { Problem } from '@idp/platform-contract';
import { problemAt, type Repository } from '../../repository';

/** Where a person says which findings are no secrets. */
export const EXCEPTIONS = 'check-exceptions.yaml';

/** What it has exceptions for: findings of the rules `secrets` and `schemas`. */
const SECTIONS = ['secrets', 'schemas'];

const FINGERPRINT = /^[0-9a-f]{16}$/;

/**
 * Names a value without telling it: slow to compute, so that not even a poor password is found by trying. The same value
 * has the same fingerprint in every file and every commit.
 */
export const fingerprintOf = (value: string) =>
  scryptSync(value, 'idp-check', 8, { N: 16384 }).toString('hex');

/** What a person has accepted, and what is wrong with how it is written. */
export class Exceptions {
  private readonly used = new Set<string>();

  private constructor(
    private readonly entries: Map<string, number>,
    readonly problems: Problem[],
    private readonly repository: Repository,
  ) {}

  static read(repository: Repository, rule: string): Exceptions {
    const entries = new Map<string, number>();
    const problems: Problem[] = [];
    if (!repository.files.includes(EXCEPTIONS)) {
      return new Exceptions(entries, problems, repository);
    }
    const [document] = repository.yaml(EXCEPTIONS).documents;
    const sections = Object.keys(document?.value ?? {});
    const unknown = sections.filter(name => !SECTIONS.includes(name));
    const list = document?.value?.secrets ?? (sections.length ? [] : undefined);
    for (const name of unknown) {
      problems.push(
        problemAt(
          document.place([name]),
          rule,
          `there are no exceptions called ${name}`,
          `Write one of ${SECTIONS.join(', ')}`,
        ),
      );
    }
    if (!Array.isArray(list)) {
      problems.push(
        problemAt(
          EXCEPTIONS,
          rule,
          'the file has no list `secrets`',
          'Write `secrets:` with a fingerprint, a file and a reason for each, or remove the file',
        ),
      );
      return new Exceptions(entries, problems, repository);
    }
    list.forEach((entry, i) => {
      const complete =
        FINGERPRINT.test(entry?.fingerprint) &&
        [entry.file, entry.reason].every(
          text => typeof text === 'string' && text.trim().length > 3,
        );
      if (complete) entries.set(entry.fingerprint, i);
      else {
        problems.push(
          problemAt(
            document.place(['secrets', i]),
            rule,
            'an exception needs fingerprint, file and reason',
            'Take the fingerprint from the finding, in quotes, and say why the value is no secret',
          ),
        );
      }
    });
    return new Exceptions(entries, problems, repository);
  }

  accepts(fingerprint: string): boolean {
    this.used.add(fingerprint);
    return this.entries.has(fingerprint);
  }

  /** Exceptions that nothing needs any more. */
  stale(rule: string): Problem[] {
    return [...this.entries]
      .filter(([fingerprint]) => !this.used.has(fingerprint))
      .map(([fingerprint, i]) =>
        problemAt(
          this.repository.yaml(EXCEPTIONS).documents[0].place(['secrets', i]),
          rule,
          `nothing has the fingerprint ${fingerprint}`,
          'Remove the exception',
        ),
      );
  }
}
