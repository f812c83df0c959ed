import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether a body has this HMAC-SHA256, compared in constant time. `header` is hex, with or without `sha256=`. */
export function hasSignature(
  body: Buffer,
  header: string | string[] | undefined,
  secret: string,
): boolean {
  if (typeof header !== 'string') return false;
  const hex = header.replace(/^sha256=/, '');
  if (!/^[0-9a-f]{64}$/i.test(hex)) return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(Buffer.from(hex, 'hex'), expected);
}
