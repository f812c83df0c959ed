/**
 * Signs people in through OIDC by their stable subject.
 *
 * @packageDocumentation
 */

export { authModuleOidcSubject as default } from './module';
export { OIDC_SUBJECT_ANNOTATION } from './subjectSignInResolver';
