import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';

/** Part of a text that must not be in Git. The value itself never leaves this folder. */
export interface Suspect {
  /** What it looks like, such as `GITHUB_TOKEN`. */
  looksLike: string;
  /** Position of the value in the text. */
  offset: number;
  value: string;
}

const config = {
  rules: [
    {
      id: '@secretlint/secretlint-rule-preset-recommend',
      rule: recommended,
      rules: [
        {
          id: '@secretlint/secretlint-rule-aws',
          options: { enableIDScanRule: true },
        },
      ],
    },
  ],
};

/** What the platform's own components would leak, and the preset does not know. */
const PATTERNS: Array<[string, RegExp, ((value: string) => boolean)?]> = [
  [
    'PRIVATE_KEY',
    /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+(?:[A-Za-z-]+: .*(?:\s|\\n)+)*[A-Za-z0-9+/=]{16,}/g,
  ],
  ['PRIVATE_KEY_IN_BASE64', /LS0tLS1CRUdJT[A-Za-z0-9+/=]{60,}/g, isEncodedKey],
  ['AGE_PRIVATE_KEY', /AGE-SECRET-KEY-1[A-Z0-9]{58}/g],
  [
    'JSON_WEB_TOKEN',
    /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g,
    isSignedToken,
  ],
  [
    'KUBEADM_BOOTSTRAP_TOKEN',
    /(?<![A-Za-z0-9._-])[a-z0-9]{6}\.(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{16}(?![A-Za-z0-9._-])/g,
    value => /[0-9].*[0-9]/.test(value.slice(7)),
  ],
];

/** Credentials and private keys in a text: the rules of secretlint's recommended preset, and a few of our own. */
export async function findCredentials(
  file: string,
  text: string,
): Promise<Suspect[]> {
  const { messages } = await lintSource({
    source: {
      filePath: file,
      // A comment beside the value must not be enough to let it pass.
      content: text.replaceAll('secretlint-', 'secretlint_'),
      contentType: 'text',
    },
    options: { locale: 'en', noPhysicFilePath: true, config },
  });
  const found = messages.map(({ messageId, range: [start, end] }) => ({
    looksLike: messageId,
    offset: start,
    value: text.slice(start, end),
  }));
  for (const [looksLike, pattern, isOne] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [value] = match;
      const overlaps = found.some(
        ({ offset, value: other }) =>
          match.index < offset + other.length &&
          offset < match.index + value.length,
      );
      if (!overlaps && (!isOne || isOne(value))) {
        found.push({ looksLike, offset: match.index, value });
      }
    }
  }
  return found;
}

function isEncodedKey(value: string) {
  return /PRIVATE KEY/.test(
    Buffer.from(value.slice(0, 80), 'base64').toString('latin1'),
  );
}

function isSignedToken(value: string) {
  try {
    const header = Buffer.from(value.split('.')[0], 'base64url').toString();
    return typeof JSON.parse(header).alg === 'string';
  } catch {
    return false;
  }
}
