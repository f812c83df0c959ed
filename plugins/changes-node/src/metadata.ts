import type {
  ChangeGoldenPath,
  ChangeMetadata,
  ChangePerson,
} from '@idp/plugin-changes-common';

const OPENING = '<!-- idp-change';
const MARKER = /<!-- idp-change (\{[^\r\n<>]*\}) -->/g;
const LOOKS_LIKE_MARKER = /<!--(?=\s*idp-change)/gi;
const MAX_JSON = 15_000;

/**
 * The text of a pull request with the change's metadata at its end, hidden in a comment.
 *
 * The metadata can't end the comment early, and a text that carries such a comment itself is disarmed.
 *
 * @public
 */
export function encodeChangeBody(
  body: string,
  metadata: ChangeMetadata,
): string {
  const json = JSON.stringify({
    key: metadata.key,
    goldenPath: metadata.goldenPath,
    entityRefs: metadata.entityRefs,
    author: metadata.author,
  }).replace(
    /[<>\u2028\u2029-]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const text = body.replace(LOOKS_LIKE_MARKER, '&lt;!--').trimEnd();
  return `${text}\n\n${OPENING} ${json} -->\n`;
}

/**
 * Takes the text of a pull request apart. The metadata is absent where there is none, more than one (somebody has
 * added another), or where it is malformed. It is a claim by everyone who may edit the pull request: compare `key` with
 * the branch before you rely on it.
 *
 * @public
 */
export function decodeChangeBody(text: string): {
  body: string;
  metadata?: ChangeMetadata;
} {
  const found = [...text.matchAll(MARKER)];
  const body = text.replace(MARKER, '').trimEnd();
  if (found.length !== 1 || found[0][1].length > MAX_JSON) return { body };
  const metadata = parseMetadata(found[0][1]);
  return metadata ? { body, metadata } : { body };
}

function parseMetadata(json: string): ChangeMetadata | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return readChangeMetadata(value);
}

/** Metadata of the right shape from a value of any shape; undefined when the key is missing. */
export function readChangeMetadata(value: unknown): ChangeMetadata | undefined {
  if (!isRecord(value) || typeof value.key !== 'string') return undefined;
  const entityRefs = Array.isArray(value.entityRefs)
    ? value.entityRefs.filter((ref): ref is string => typeof ref === 'string')
    : [];
  const goldenPath = readGoldenPath(value.goldenPath);
  const author = readPerson(value.author);
  return {
    key: value.key,
    entityRefs,
    ...(goldenPath && { goldenPath }),
    ...(author && { author }),
  };
}

function readGoldenPath(value: unknown): ChangeGoldenPath | undefined {
  if (!isRecord(value) || typeof value.entityRef !== 'string') return undefined;
  return {
    entityRef: value.entityRef,
    ...strings(value, ['title', 'version']),
  };
}

export function readPerson(value: unknown): ChangePerson | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  return { name: value.name, ...strings(value, ['email', 'entityRef']) };
}

function strings<K extends string>(
  value: Record<string, unknown>,
  keys: K[],
): Partial<Record<K, string>> {
  const result: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const text = value[key];
    if (typeof text === 'string') result[key] = text;
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
