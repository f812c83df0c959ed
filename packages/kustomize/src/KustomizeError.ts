/**
 * Why a kustomization could not be rendered: `not-found` means that the machine has neither kustomize nor kubectl,
 * `build-failed` that the input is wrong, `timeout` and `too-large` that it passed a limit.
 *
 * @public
 */
export class KustomizeError extends Error {
  constructor(
    readonly code: 'not-found' | 'build-failed' | 'timeout' | 'too-large',
    message: string,
  ) {
    super(message);
    this.name = 'KustomizeError';
  }
}
