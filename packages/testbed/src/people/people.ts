import crypto from 'node:crypto';

/** Somebody who signs in at Keycloak: by a password and a second factor, as the realm wants it. */
export interface Person {
  name: string;
  firstName: string;
  lastName: string;
  groups: string[];
  password: string;
  /** What the person's telephone and Keycloak share; the bytes of this text are the key. */
  otpSecret: string;
}

const random = () => crypto.randomBytes(15).toString('base64url');

function person(
  name: string,
  firstName: string,
  lastName: string,
  groups: string[],
): Person {
  return {
    name,
    firstName,
    lastName,
    groups,
    // The realm wants 14 characters.
    password: `Aa1-${random()}`,
    otpSecret: random(),
  };
}

/** Sam runs the platform; Kim and her group own a tenant, and see nothing of another. */
export const makePeople = () => ({
  sam: person('sam', 'Sam', 'Rivera', ['platform', 'payments', 'demo']),
  kim: person('kim', 'Kim', 'Larsen', ['payments']),
  lou: person('lou', 'Lou', 'Okafor', ['demo']),
});

export type People = ReturnType<typeof makePeople>;

/** The six digits that the person's telephone shows (RFC 6238). */
export function oneTimeCode(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = crypto
    .createHmac('sha1', Buffer.from(secret, 'utf8'))
    .update(counter)
    .digest();
  const offset = mac[mac.length - 1] % 16;
  const number = mac.readUInt32BE(offset) % 2 ** 31;
  return String(number % 1_000_000).padStart(6, '0');
}
