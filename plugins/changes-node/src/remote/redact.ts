const MAX_REASON = 300;

/** A text without these secrets, as they are, encoded for a URL or in base64. */
export function redact(text: string, secrets: string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ];
    for (const form of forms) result = result.split(form).join('***');
  }
  return result;
}

/** What a forge says of an error, fit for a message: on one line, short, without secrets. */
export function reasonOf(text: unknown, secrets: string[]): string {
  if (typeof text !== 'string') return '';
  const line = redact(text, secrets)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/[.:;,]+$/, '');
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON)}…` : line;
}
