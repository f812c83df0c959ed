import { ForgeError } from '../ForgeError';
import { quotePath } from '../request';

/** An answer of a forge that is no success, and what was asked for. */
export interface Refusal {
  /** Completes "Could not …". */
  purpose: string;
  /** The forge, as a message names it. */
  forge: string;
  /** The repository, such as `acme/platform`. */
  repository: string;
  /** Where its credential is configured, such as `integrations.github`. */
  configKey: string;
  /** What the credential must allow, such as `contents and pull requests: write`. */
  permissions: string;
  status: number;
  /** The forge's own words, without secrets. */
  reason: string;
}

/** What an unexpected answer means, and what to do. */
export function refusalError(refusal: Refusal): ForgeError {
  const { forge, repository, configKey, permissions, status } = refusal;
  const said = refusal.reason ? ` It says: ${refusal.reason}.` : '';
  const where = `Could not ${refusal.purpose} of ${repository}: ${forge}`;
  switch (true) {
    case status === 401:
      return new ForgeError(
        'unauthorized',
        `${where} does not know the portal's credential (401).${said} Put a valid one into ${configKey}`,
      );
    case status === 405 || isProtection(refusal):
      return new ForgeError(
        'protected',
        `${where} does not allow this on the branch.${said} Satisfy the rule on the forge, or let the portal's account pass it in the rules of the repository`,
      );
    case status === 403:
      return new ForgeError(
        'forbidden',
        `${where} does not let the portal's credential do this (403).${said} Give the credential of ${configKey} ${permissions}`,
      );
    case status === 404 || status === 410:
      return new ForgeError(
        'not-found',
        `${where} has it not, or the portal's credential can't see it (${status}).${said} Check changes.forge, and that the credential of ${configKey} reaches the repository`,
      );
    case status === 409 || status === 412:
      return new ForgeError(
        'conflict',
        `${where} says that somebody else changed it meanwhile (${status}).${said} Try again`,
      );
    case status === 423:
      return new ForgeError(
        'forbidden',
        `${where} keeps the repository archived, so nothing can be changed.${said} Unarchive it`,
      );
    case status === 413:
      return new ForgeError(
        'invalid',
        `${where} finds the change too large (413).${said} Open several smaller ones`,
      );
    case status >= 400 && status < 500:
      return new ForgeError(
        'invalid',
        `${where} refuses the request (${status}).${said} Correct it and try again`,
      );
    default:
      return new ForgeError(
        'unavailable',
        `${where} is out of order (${status}).${said} Try again later`,
      );
  }
}

function isProtection({ status, reason }: Refusal): boolean {
  return (
    [403, 409, 422].includes(status) &&
    /protected|protection|rule violation|required status|approving review|review is required|not allowed to (merge|push)|push declined|cannot commit|permission to write to the target branch|not have enough approvals/i.test(
      reason,
    )
  );
}

/** The base branch and a change both touch these files. */
export function noSuchChange(repository: string, id: unknown): ForgeError {
  return new ForgeError(
    'not-found',
    `There is no change ${quotePath(String(id).slice(0, 40))} in ${repository}`,
  );
}

/** A number as a change has one; undefined when the text is none. */
export function changeNumber(id: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined;
}

/** A refusal that still knows what the forge said, for those who ask for it; everybody else sees a ForgeError. */
export class RefusedError extends ForgeError {
  constructor(readonly refusal: Refusal) {
    const { code, message, files } = refusalError(refusal);
    super(code, message, { files });
  }

  /** Whether the forge answered with this status, and in these words where they are given. */
  static is(error: unknown, status: number, words?: RegExp): boolean {
    return (
      error instanceof RefusedError &&
      error.refusal.status === status &&
      (!words || words.test(error.refusal.reason))
    );
  }
}
