/**
 * The texts by which a secret could be met: as it is, and as encodings that programs put it into. Base64 has three forms,
 * by where in the encoded text the secret begins; the characters at both ends depend on what stands beside it.
 */
export function formsOf(secret) {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap(before => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(
      'base64',
    );
    const inner = encoded
      .replace(/=+$/, '')
      .slice(before === 0 ? 0 : before + 1, -2);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      bytes.toString('hex'),
      ...base64,
    ]),
  ];
}
