export const title = 'A person signs in and finds the golden paths';

export async function run({ page, look }) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('heading', { name: 'Developer Portal' }).waitFor();
  await page.getByRole('link', { name: 'Onboard a tenant' }).waitFor();
  await look('01-home');
}
