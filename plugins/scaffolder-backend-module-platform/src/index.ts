/**
 * Scaffolder actions: from the GitOps repository to an open pull request
 *
 * @packageDocumentation
 */

export {};
