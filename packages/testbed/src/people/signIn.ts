import { until } from '../lib/until';
import type { HttpBrowser, Page } from './HttpBrowser';
import { oneTimeCode, type Person } from './people';

const codes = new Map<string, string>();

/** A code that the person has not used yet: Keycloak takes each once. */
export async function nextCode({ name, otpSecret }: Person): Promise<string> {
  const code = await until(
    'the telephone shows another code',
    async () => {
      const shown = oneTimeCode(otpSecret);
      return shown !== codes.get(name) && shown;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  codes.set(name, code);
  return code;
}

/** Fills in Keycloak's pages, from the one that asks for a name; resolves to what comes after them. */
async function fillInSignIn(
  browser: HttpBrowser,
  page: Page,
  person: Person,
): Promise<Page> {
  const second = await browser.submit(page, {
    username: person.name,
    password: person.password,
    credentialId: '',
  });
  if (!/name="otp"/.test(second.text)) {
    throw new Error(
      `Keycloak does not ask ${person.name} for a second factor: ${
        /<span[^>]*error[^>]*>([^<]*)/.exec(second.text)?.[1]?.trim() ??
        second.status
      }`,
    );
  }
  return browser.submit(second, { otp: await nextCode(person) });
}

/** What the portal knows a person by for an hour, and what renews it. */
export async function signInAtPortal(
  browser: HttpBrowser,
  portalUrl: string,
  person: Person,
): Promise<string> {
  const scope = encodeURIComponent('openid profile email');
  const login = await browser.open(
    `${portalUrl}/api/auth/oidc/start?env=production&scope=${scope}`,
  );
  // Whom Keycloak knows already it does not ask.
  const frame = login.url.startsWith(portalUrl)
    ? login
    : await fillInSignIn(browser, login, person);
  if (frame.status !== 200 || !frame.url.startsWith(portalUrl))
    throw new Error(`signing in ended at ${frame.url} with ${frame.status}`);
  return renewAtPortal(browser, portalUrl);
}

/** A new token for who has signed in before. */
export async function renewAtPortal(
  browser: HttpBrowser,
  portalUrl: string,
): Promise<string> {
  const { status, text } = await browser.open(
    `${portalUrl}/api/auth/oidc/refresh?env=production&optional=1`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  const token = status === 200 && JSON.parse(text).backstageIdentity?.token;
  if (!token)
    throw new Error(
      `the portal gives no token: ${status} ${text.slice(0, 300)}`,
    );
  return token;
}
