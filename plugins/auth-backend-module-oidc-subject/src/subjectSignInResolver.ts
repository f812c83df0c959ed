import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';

/**
 * The annotation of a User entity that holds the identity provider's subject; Keycloak's is the user's UUID. The
 * community's Keycloak catalog module writes it.
 *
 * @public
 */
export const OIDC_SUBJECT_ANNOTATION = 'keycloak.org/id';

/**
 * Finds the person by the subject of the ID token. Names and e-mail addresses can be edited and handed on, so they
 * decide nothing here.
 */
export const subjectSignInResolver: SignInResolver<
  OAuthAuthenticatorResult<OidcAuthResult>
> = async ({ result }, ctx) => {
  const { tokenset, userinfo } = result.fullProfile;
  const subject = tokenset.claims().sub;
  if (!subject || userinfo.sub !== subject) {
    throw new NotAllowedError(
      'Sign-in refused: the ID token and the user info name different subjects. Check the OIDC client of the portal.',
    );
  }
  try {
    return await ctx.signInWithCatalogUser({
      annotations: { [OIDC_SUBJECT_ANNOTATION]: subject },
    });
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    throw new NotFoundError(
      `Sign-in refused: no User entity has the annotation ${OIDC_SUBJECT_ANNOTATION}: ${subject}. People come from the identity provider's directory; wait for its next import or ask the platform team.`,
    );
  }
};
