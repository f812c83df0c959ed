import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../../lib/folders';
import type { People } from '../../people/people';

/** The domain that addresses of the realm's other clients are below; none of them is started. */
const domain = 'apps.local.example.com';

/** The realm of kubernetes/keycloak, with people in it, as Keycloak imports it; and what its clients sign in with. */
export interface Realm {
  json: object;
  /** By client id. */
  secrets: Record<string, string>;
}

/** `addresses`: where a client lives, by the first part of its host name. */
export function readRealm(
  people: People,
  addresses: Record<string, string>,
): Realm {
  const secrets: Record<string, string> = {};
  const text = JSON.stringify(
    parse(
      fs.readFileSync(
        path.join(checkout, 'kubernetes/keycloak/base/realm/platform.yaml'),
        'utf8',
      ),
    ),
  )
    .replace(
      /https:\/\/([a-z]+)\.\$\(env:PLATFORM_DOMAIN\)/g,
      (_, name) => addresses[name] ?? `https://${name}.${domain}`,
    )
    .replace(
      /\$\(file:UTF-8:\/var\/run\/secrets\/clients\/([a-z-]+)\)/g,
      (_, id) => {
        secrets[id] ??= crypto.randomBytes(24).toString('base64url');
        return secrets[id];
      },
    );
  const realm = JSON.parse(text);
  if (text.includes('$('))
    throw new Error('The realm has a variable that is not known here.');
  const known = realm.groups.map(({ name }: { name: string }) => name);
  const others = [
    ...new Set(Object.values(people).flatMap(({ groups }) => groups)),
  ].filter(name => !known.includes(name));
  return {
    secrets,
    json: {
      ...realm,
      // Groups of tenants belong to the directory of people.
      groups: [...realm.groups, ...others.map(name => ({ name }))],
      users: [...realm.users, ...Object.values(people).map(userOf)],
    },
  };
}

function userOf({
  name,
  firstName,
  lastName,
  groups,
  password,
  otpSecret,
}: People[keyof People]) {
  return {
    username: name,
    enabled: true,
    email: `${name}@example.com`,
    emailVerified: true,
    firstName,
    lastName,
    groups: groups.map(group => `/${group}`),
    realmRoles: ['default-roles-platform'],
    credentials: [
      { type: 'password', value: password, temporary: false },
      {
        type: 'otp',
        secretData: JSON.stringify({ value: otpSecret }),
        credentialData: JSON.stringify({
          subType: 'totp',
          digits: 6,
          counter: 0,
          period: 30,
          algorithm: 'HmacSHA1',
        }),
      },
    ],
  };
}
