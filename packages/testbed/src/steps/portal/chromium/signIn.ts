import { nextCode } from '../../../people/signIn';
import { keycloak } from '../../../services/keycloak/service';
import type { Visit } from './Visit';

/** The portal opens Keycloak in a window of its own. */
export async function signIn({ bed, check, look, page }: Visit): Promise<void> {
  const person = bed.take(keycloak).people.sam;
  await check('Sam signs in at Keycloak, with a second factor', async () => {
    const opened = page.waitForEvent('popup');
    await page.goto('/');
    const button = page.getByRole('button', { name: 'Sign in' });
    await button.or(page.getByText('Sign In')).first().click();
    const login = await opened;
    await login.locator('#username').fill(person.name);
    await login.locator('#password').fill(person.password);
    await login.locator('#kc-login').click();
    await login.locator('#otp').fill(await nextCode(person));
    await login.locator('#kc-login').click();
    await page.getByRole('link', { name: 'Onboard a tenant' }).waitFor();
    await look('signed-in');
  });
}
