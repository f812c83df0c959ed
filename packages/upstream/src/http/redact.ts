const MAX_REASON = 300;
const MASK = '***';

/** What looks like a secret whoever it belongs to: JSON Web Tokens, credentials in a URL, Bearer and Basic values. */
const PATTERNS: Array<[RegExp, string]> = [
  [/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, MASK],
  [/(\/\/)[^/\s@]{1,500}@/g, `$1${MASK}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${MASK}`],
];

/**
 * A text without these secrets, as they are, encoded for a URL or in base64, and without what looks like a token.
 *
 * @public
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ];
    for (const form of forms) result = result.split(form).join(MASK);
  }
  for (const [pattern, mask] of PATTERNS) {
    result = result.replace(pattern, mask);
  }
  return result;
}

/**
 * What an upstream says of an error, fit for a message: on one line, short, without secrets.
 *
 * @public
 */
export function reasonOf(text: unknown, secrets: readonly string[]): string {
  if (typeof text !== 'string') return '';
  const line = redact(text.slice(0, 20_000), secrets)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[.:;, ]+$/, '')
    .trimStart();
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON)}…` : line;
}
