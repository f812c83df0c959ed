import path from 'node:path';
import { makeCheckout, removeCheckouts } from './__testUtils__/checkout';
import { checkoutFolder } from './checkoutFolder';

afterEach(removeCheckouts);

const checkout = () =>
  makeCheckout({ 'gitops/tenants/a/x.yaml': '', 'kubernetes/b/x.yaml': '' });

it('is the checkout of the command itself where none is named', () => {
  expect(checkoutFolder(undefined, { own: '/own', from: '/nowhere' })).toBe(
    '/own',
  );
});

it('is found from where the person stands', () => {
  const root = checkout();
  const options = { own: '/own', from: path.join(root, 'gitops') };
  expect(checkoutFolder('..', options)).toBe(root);
  expect(checkoutFolder(root, options)).toBe(root);
});

it.each([
  [
    'kubernetes/b',
    /b is a part of a GitOps repository\. It is checked as a whole, so name its top: /,
  ],
  ['gitops/tenants/a/x.yaml', /is a part of a GitOps repository/],
  ['gone', /^There is no folder .*gone\. Name the top of a checkout/],
  ['/', /^\/ is not a GitOps repository of this layout: it has no folder/],
])('of %s it says what to name instead', (named, message) => {
  expect(() =>
    checkoutFolder(named, { own: '/own', from: checkout() }),
  ).toThrow(message);
});
