/**
 * A name and address as they stand in a Git commit.
 *
 * @public
 */
export interface GitIdentity {
  name: string;
  email: string;
}

/** What Git itself drops from an identity, and what would end it early. */
// eslint-disable-next-line no-control-regex
const NOT_IN_IDENTITY = /[\u0000-\u001f\u007f\u2028\u2029<>]+/g;
const EDGES = /^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g;

/**
 * A person as Git takes one: no line breaks, no angle brackets, never empty.
 *
 * @public
 */
export function gitIdentity(person: {
  name?: string;
  email?: string;
}): GitIdentity {
  const clean = (text: string | undefined) =>
    (text ?? '').replace(NOT_IN_IDENTITY, ' ').replace(EDGES, '').slice(0, 200);
  const email = clean(person.email).replace(/\s+/g, '');
  return {
    name: clean(person.name) || email || 'unknown',
    email: email || 'unknown@invalid',
  };
}

/**
 * The text on one line, so that a title can't forge a trailer.
 *
 * @public
 */
export function singleLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0020\u007f\u2028\u2029]+/g, ' ').trim();
}

/**
 * The message of a change's commit: its title, and the portal as co-author.
 *
 * @public
 */
export function changeCommitMessage(options: {
  title: string;
  key: string;
  coAuthor: GitIdentity;
}): string {
  const { name, email } = gitIdentity(options.coAuthor);
  return [
    singleLine(options.title),
    '',
    `Change-Key: ${singleLine(options.key)}`,
    `Co-authored-by: ${name} <${email}>`,
    '',
  ].join('\n');
}

/**
 * The message of the commit that merges a change.
 *
 * @public
 */
export function mergeCommitMessage(options: {
  title: string;
  id: string;
  branch: string;
  coAuthor: GitIdentity;
}): string {
  const { name, email } = gitIdentity(options.coAuthor);
  return [
    `Merge change ${options.id}: ${singleLine(options.title)}`,
    '',
    `Branch: ${singleLine(options.branch)}`,
    `Co-authored-by: ${name} <${email}>`,
    '',
  ].join('\n');
}
