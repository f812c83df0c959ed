import { NotFoundError } from '@backstage/errors';
import {
  OIDC_SUBJECT_ANNOTATION,
  subjectSignInResolver,
} from './subjectSignInResolver';

const subject = '5f0c1a9e-7f0b-4a52-a0c8-1f6c3e1d9b11';

function signIn(
  claims: { sub?: string },
  userinfo: { sub?: string; email?: string; name?: string },
  people: Record<string, string>,
) {
  const ctx = {
    signInWithCatalogUser: jest.fn(async (query: any) => {
      const found = people[query.annotations?.[OIDC_SUBJECT_ANNOTATION]];
      if (!found) throw new NotFoundError('User not found');
      return { token: `token of ${found}` };
    }),
  };
  const info = {
    profile: { email: userinfo.email, displayName: userinfo.name },
    result: {
      fullProfile: { tokenset: { claims: () => claims }, userinfo },
    },
  };
  return subjectSignInResolver(info as any, ctx as any);
}

describe('subjectSignInResolver', () => {
  it('signs in the person whose subject it is, whatever name and address say', async () => {
    await expect(
      signIn(
        { sub: subject },
        { sub: subject, email: 'kim@example.com', name: 'Kim' },
        { [subject]: 'user:default/sam' },
      ),
    ).resolves.toEqual({ token: 'token of user:default/sam' });
  });

  it('refuses somebody who took over the name and address of a known person', async () => {
    await expect(
      signIn(
        { sub: 'someone-else' },
        { sub: 'someone-else', email: 'sam@example.com', name: 'Sam' },
        { [subject]: 'user:default/sam' },
      ),
    ).rejects.toThrow(/no User entity has the annotation keycloak.org\/id/);
  });

  it('refuses when token and user info disagree or name nobody', async () => {
    const people = {
      [subject]: 'user:default/sam',
      undefined: 'user:default/x',
    };
    await expect(
      signIn({ sub: subject }, { sub: 'other' }, people),
    ).rejects.toThrow(/different subjects/);
    await expect(signIn({}, {}, people)).rejects.toThrow(/different subjects/);
  });
});
