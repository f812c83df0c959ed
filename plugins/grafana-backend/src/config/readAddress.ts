import { readUrl } from '@idp/upstream';

/** An address without a slash at its end, or which key is wrong. */
export function readAddress(text: string, key: string): string {
  return readUrl(text, key, 'write a token in token or tokenFile').replace(
    /\/+$/,
    '',
  );
}
